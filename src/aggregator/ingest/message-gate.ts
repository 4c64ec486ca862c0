/**
 * Watches the bytes of one stream for the lengths of its messages, and lets it flow only while the
 * budget has room for the whole message that is coming.
 *
 *   0 compressed │ 1 length, big-endian │ 5 message …
 *   https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md, Length-Prefixed-Message
 */
import { constants } from 'node:http2';
import { status } from '@grpc/grpc-js';
import { MESSAGE_BYTES_MAX } from '../../flow/limits.ts';
import { FIRST_MESSAGE_BYTES_MAX } from '../../service/grpc-server.ts';
import type { ByteBudget, Lease } from './byte-budget.ts';

const PREFIX_BYTES = 5;

/**
 * For a whole message to arrive once there is room for it; the largest needs half a megabyte a
 * second. Who is slower holds the room of others.
 */
const ARRIVAL_MS_MAX = 30_000;

/** What the gate needs of a ServerHttp2Stream. */
export interface GatedStream {
  on(event: 'data', listener: (chunk: Uint8Array) => void): unknown;
  once(event: 'close', listener: () => void): unknown;
  pause(): unknown;
  resume(): unknown;
  close(code: number): void;
}

interface Refusal {
  readonly code: status;
  readonly details: string;
}

const COMPRESSED: Refusal = {
  code: status.UNIMPLEMENTED,
  details: 'compressed messages are not taken: what they hold cannot be bounded',
};

export class MessageGate {
  readonly #stream: GatedStream;
  readonly #budget: ByteBudget;
  readonly #refuse: (refusal: Refusal) => void;
  /** Of messages that began, oldest first; undefined: it came whole, and is small. */
  readonly #leases: (Lease | undefined)[] = [];
  #prefixBytes = 0;
  #length = 0;
  #bodyLeft = 0;
  #isWaiting = false;
  #isOpen = false;
  /** Strangers hold nothing of the budget. */
  #isWelcome = false;
  #arrival: NodeJS.Timeout | undefined;
  /** A message is with the stream's reader; the next one, if it is here already. */
  #isBusy = false;
  #next: (() => void) | undefined;

  constructor(stream: GatedStream, budget: ByteBudget, refuse: (refusal: Refusal) => void) {
    this.#stream = stream;
    this.#budget = budget;
    this.#refuse = refuse;
    stream.on('data', (chunk) => this.#read(chunk));
    stream.once('close', () => this.open());
  }

  /** The hello was answered: large messages may come from now on. True the first time. */
  welcome(): boolean {
    if (this.#isWelcome) return false;
    this.#isWelcome = true;
    return true;
  }

  /** A whole message is there: `pass` hands it on, now or when the one before is finished. */
  deliver(pass: () => void): void {
    if (this.#isBusy) {
      this.#next = pass;
      return;
    }
    this.#isBusy = true;
    pass();
  }

  /** The oldest message is not needed any more. */
  finish(): void {
    this.#leases.shift()?.release();
    const pass = this.#next;
    this.#next = undefined;
    this.#isBusy = pass !== undefined;
    pass?.();
  }

  /** The call is over: what still comes flows by, unread. */
  open(): void {
    this.#isOpen = true;
    this.#isWaiting = false;
    this.#next = undefined;
    clearTimeout(this.#arrival);
    for (const lease of this.#leases.splice(0)) lease?.release();
  }

  #read(chunk: Uint8Array): void {
    if (this.#isOpen) return;
    for (let at = 0; at < chunk.length && !this.#isOpen; ) {
      const taken = Math.min(this.#bodyLeft, chunk.length - at);
      at += taken;
      this.#bodyLeft -= taken;
      if (taken > 0 && this.#bodyLeft === 0) clearTimeout(this.#arrival);
      if (at < chunk.length) this.#readPrefix(chunk[at++]!, chunk.length - at);
    }
    if (this.#isWaiting) this.#stream.pause();
  }

  /** One byte of it; `rest` is what of the message is here already. */
  #readPrefix(byte: number, rest: number): void {
    if (this.#prefixBytes === 0 && byte !== 0) this.#refuse(COMPRESSED);
    this.#length = this.#prefixBytes === 0 ? 0 : this.#length * 256 + byte;
    if (++this.#prefixBytes < PREFIX_BYTES) return;
    this.#prefixBytes = 0;
    this.#bodyLeft = this.#length;
    // What is longer than may be, gRPC refuses by itself.
    if (this.#length > (this.#isWelcome ? MESSAGE_BYTES_MAX : FIRST_MESSAGE_BYTES_MAX)) this.open();
    else this.#leases.push(this.#length <= rest || !this.#isWelcome ? undefined : this.#claim());
  }

  #claim(): Lease {
    this.#isWaiting = true;
    let isNow = true;
    const lease = this.#budget.claim(this.#length, () => {
      this.#isWaiting = false;
      this.#arrival = setTimeout(() => this.#cut(), ARRIVAL_MS_MAX);
      if (!isNow) this.#stream.resume();
    });
    isNow = false;
    return lease;
  }

  #cut(): void {
    this.#stream.close(constants.NGHTTP2_ENHANCE_YOUR_CALM);
  }
}
