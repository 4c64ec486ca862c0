/**
 * Chunks of an answer, joined until whole frames can be read off the front. One buffer that grows
 * to the largest frame and is reused: memory is bounded by `bytesMax`, not by the answer.
 */
import { ApiError } from '../api/api-error.ts';

const BYTES_FIRST = 64 * 1024;

export class ByteQueue {
  readonly #bytesMax: number;
  #bytes = Buffer.allocUnsafe(BYTES_FIRST);
  #from = 0;
  #to = 0;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  /** Holds [from, to); valid until the next push. */
  get bytes(): Buffer {
    return this.#bytes;
  }
  get from(): number {
    return this.#from;
  }
  get to(): number {
    return this.#to;
  }

  /**
   * Appends a copy of `chunk` and tells where it begins. Throws ApiError when more than `bytesMax`
   * would wait.
   */
  push(chunk: Buffer): number {
    const waiting = this.#to - this.#from;
    if (waiting + chunk.length > this.#bytesMax) {
      throw new ApiError('malformed', `the server sent more than ${this.#bytesMax} bytes at once`);
    }
    if (this.#to + chunk.length > this.#bytes.length) this.#makeRoom(waiting + chunk.length);
    chunk.copy(this.#bytes, this.#to);
    const at = this.#to;
    this.#to += chunk.length;
    return at;
  }

  /** Lets go of everything before `at`. */
  takeUpTo(at: number): void {
    this.#from = at;
    if (this.#from === this.#to) {
      this.#from = 0;
      this.#to = 0;
    }
  }

  #makeRoom(needed: number): void {
    let size = this.#bytes.length;
    while (size < needed) size *= 2;
    const target = size === this.#bytes.length ? this.#bytes : Buffer.allocUnsafe(size);
    this.#bytes.copy(target, 0, this.#from, this.#to);
    this.#to -= this.#from;
    this.#from = 0;
    this.#bytes = target;
  }
}
