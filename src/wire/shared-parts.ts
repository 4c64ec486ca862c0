/**
 * Ends and points that come again in the same bytes, batch after batch: decoded once, the same
 * object for all batches that one owner decodes. It forgets all rather than grows.
 */
import type { Endpoint } from '../flow/endpoint.ts';
import type { ObservationPoint } from '../flow/flow.ts';

/** Bytes of all parts of a kind: some 50,000 named ends, which take 50 MB as objects. */
const KNOWN_BYTES_MAX = 8 * 1024 * 1024;
/** What has many candidates is rare, and not kept. */
const PART_BYTES_MAX = 1_024;
/** What the shortest ones take beside their bytes. */
const OWN_BYTES = 32;

class Parts<Part> {
  readonly #known = new Map<string, Part>();
  #bytes = 0;

  /** What the bytes from `start` to `end` were before, or what `decode` makes of them now. */
  part(bytes: Uint8Array, start: number, end: number, decode: () => Part): Part {
    if (end - start > PART_BYTES_MAX) return decode();
    const key = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const part = decode();
    this.#bytes += key.length + OWN_BYTES;
    if (this.#bytes > KNOWN_BYTES_MAX) this.#forget(key.length);
    this.#known.set(key, part);
    return part;
  }

  #forget(next: number): void {
    this.#known.clear();
    this.#bytes = next + OWN_BYTES;
  }
}

/** Nobody may change what is shared. */
export class SharedParts {
  readonly ends = new Parts<Endpoint>();
  readonly points = new Parts<ObservationPoint>();
}
