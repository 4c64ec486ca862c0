/**
 * A message on its way out, and the copy that grpc-js makes of it, behind a header of its own. Of a
 * batch each takes a megabyte or two, which would lie about until V8 collects what is old, windows
 * later: here they go back as soon as nobody reads them.
 *
 *   serialize ──copy──▶ with http2 ──callback, a turn──▶ sent ──next write──▶ giveBack
 *
 * Invariant: memory that http2 may still read is never given back, whatever the aggregator says.
 * Hence the callback, and not an Ack. A write that failed calls back, too, while the socket reads
 * on; but within the turn its stream is told to be over, and sees no next write.
 */
import { ingestService } from '../../wire/ingest.ts';

/**
 * Up to this size, without its header, grpc-js keeps messages for a retry and calls back at once,
 * not when they are sent: these are left alone. They may also share their memory with others.
 */
export const KEPT_BYTES_MAX = 64 * 1024;

export class Outgoing {
  readonly #bytes: Uint8Array;
  /** Only of what grpc-js calls back for when it is sent. */
  #copy: Uint8Array | undefined;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** For grpc-js, which copies what this returns into what it sends, by the method of this one. */
  serialize(): Buffer {
    const message = ingestService.ship.requestSerialize(this.#bytes);
    message.copy = (target: Uint8Array, at?: number) => {
      if (message.length > KEPT_BYTES_MAX) this.#copy = target;
      return Buffer.prototype.copy.call(message, target, at);
    };
    return message;
  }

  /** Once it is sent. */
  giveBack(): void {
    if (this.#copy !== undefined) giveBack(this.#copy);
    this.#copy = undefined;
  }
}

/** Gives the memory of bytes back to the system; nobody can read them, or what lay beside them. */
export function giveBack({ buffer }: Uint8Array): void {
  // Not before Node 22.
  (buffer as ArrayBuffer).transfer?.(0);
}
