/**
 * Values by the bytes that they were decoded from, so that what a batch says again and again, an
 * address or an interface's name, is decoded once and shared. It forgets rather than grows: each
 * place holds one value, the last one of all with its hash, so many alike in hash cost a decoding
 * each and nothing more. Hot: `find` runs once or twice for each flow, budget 40 ns.
 */

const PLACES_MIN = 64;
const PLACES_MAX = 8_192;
/** Of a batch, for each distinct end, roughly. */
const BYTES_PER_PLACE = 128;

/** The beginning and the end of longer runs tell them apart: names come first, addresses last. */
const HASHED_BYTES = 64;

export class SeenBytes<Value> {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #mask: number;
  readonly #starts: Int32Array;
  readonly #lengths: Int32Array;
  readonly #values: (Value | undefined)[];

  /** Of runs within `bytes`, which must not change meanwhile. */
  constructor(bytes: Uint8Array) {
    const places = placesFor(bytes.length);
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#mask = places - 1;
    this.#starts = new Int32Array(places);
    this.#lengths = new Int32Array(places).fill(-1);
    this.#values = new Array<Value | undefined>(places).fill(undefined);
  }

  /** The value kept for the same bytes as from `start` to `end`, or undefined. */
  find(start: number, end: number): Value | undefined {
    const length = end - start;
    const place = this.#place(start, end);
    if (this.#lengths[place] !== length) return undefined;
    return this.#isSame(this.#starts[place]!, start, length) ? this.#values[place] : undefined;
  }

  keep(start: number, end: number, value: Value): void {
    const place = this.#place(start, end);
    this.#starts[place] = start;
    this.#lengths[place] = end - start;
    this.#values[place] = value;
  }

  #place(start: number, end: number): number {
    const length = end - start;
    if (length <= 2 * HASHED_BYTES) return finish(this.#hash(length, start, end)) & this.#mask;
    const front = this.#hash(length, start, start + HASHED_BYTES);
    return finish(this.#hash(front, end - HASHED_BYTES, end)) & this.#mask;
  }

  /** In words, as far as they go, and the rest byte by byte. */
  #hash(seed: number, start: number, end: number): number {
    const view = this.#view;
    let hash = seed;
    let at = start;
    for (; at + 4 <= end; at += 4) hash = mix(hash, view.getInt32(at, true));
    for (; at < end; at++) hash = mix(hash, this.#bytes[at]!);
    return hash;
  }

  #isSame(a: number, b: number, length: number): boolean {
    const view = this.#view;
    const bytes = this.#bytes;
    let i = 0;
    for (; i + 4 <= length; i += 4) {
      if (view.getInt32(a + i, true) !== view.getInt32(b + i, true)) return false;
    }
    for (; i < length; i++) if (bytes[a + i] !== bytes[b + i]) return false;
    return true;
  }
}

/** A power of two. */
function placesFor(bytes: number): number {
  const wanted = Math.min(Math.max(bytes / BYTES_PER_PLACE, PLACES_MIN), PLACES_MAX);
  return 2 ** Math.ceil(Math.log2(wanted));
}

function mix(hash: number, word: number): number {
  return Math.imul((hash ^ word) + ((hash << 5) | (hash >>> 27)), 0x9e3779b1 | 0);
}

function finish(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
}
