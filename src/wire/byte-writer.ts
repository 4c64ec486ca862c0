/**
 * Protobuf's wire format into one growing buffer: varints, texts, fields with their length. Hot
 * beneath flow-encoder.ts; numbers are written where they stand, nothing is allocated but room.
 * Format: protobuf.dev/programming-guides/encoding.
 */

const BYTES_MIN = 1_024;

/** Longest varint of a number below 2^53. */
const VARINT_BYTES_MAX = 8;
/** What one character of a JavaScript string takes as UTF-8, at most. */
const CHARACTER_BYTES_MAX = 3;
/** A varint's first four bytes hold so much. */
const LOW_MODULUS = 2 ** 28;

export class ByteWriter {
  bytes: Buffer;
  /** End of what is written. */
  at = 0;

  /** `size`: as far as it can be guessed. */
  constructor(size: number) {
    this.bytes = Buffer.allocUnsafeSlow(Math.max(size, BYTES_MIN));
  }

  /** Makes room for `size` bytes more; the methods that do not say so rely on it. */
  reserve(size: number): void {
    if (this.at + size > this.bytes.length) this.#grow(this.at + size);
  }

  #grow(least: number): void {
    const grown = Buffer.allocUnsafeSlow(Math.ceil(Math.max(least, 2 * this.bytes.length)));
    this.bytes.copy(grown, 0, 0, this.at);
    this.bytes = grown;
  }

  /** All that is written; shares memory with the writer. */
  written(): Uint8Array {
    return this.bytes.subarray(0, this.at);
  }

  /** Any whole number from 0 to 2^53 - 1, into reserved room. */
  varint(value: number): void {
    const { bytes } = this;
    let at = this.at;
    let rest = value;
    if (value >= LOW_MODULUS) {
      const high = Math.floor(value / LOW_MODULUS);
      const low = value - high * LOW_MODULUS;
      bytes[at++] = (low & 0x7f) | 0x80;
      bytes[at++] = ((low >>> 7) & 0x7f) | 0x80;
      bytes[at++] = ((low >>> 14) & 0x7f) | 0x80;
      bytes[at++] = (low >>> 21) | 0x80;
      rest = high;
    }
    while (rest > 0x7f) {
      bytes[at++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    bytes[at++] = rest;
    this.at = at;
  }

  /** A number's field, left out when it is 0, into reserved room. */
  count(tag: number, value: number): void {
    if (value === 0) return;
    this.varint(tag);
    this.varint(value);
  }

  /** A text's field, left out when it is empty; makes its own room. */
  text(tag: number, text: string): void {
    if (text === '') return;
    this.reserve(2 * VARINT_BYTES_MAX + CHARACTER_BYTES_MAX * text.length);
    this.varint(tag);
    const start = this.at;
    this.at += 1 + this.bytes.write(text, start + 1);
    this.prefixLength(start, 1);
  }

  /** A field of `bytes`; makes its own room. */
  field(tag: number, bytes: Uint8Array): void {
    this.reserve(2 * VARINT_BYTES_MAX + bytes.length);
    this.varint(tag);
    this.varint(bytes.length);
    this.append(bytes);
  }

  /** Bytes as they are; makes its own room. */
  append(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
  }

  /** What lies in `from` between two offsets; makes its own room. */
  copy(from: Buffer, start: number, end: number): void {
    this.reserve(end - start);
    from.copy(this.bytes, this.at, start, end);
    this.at += end - start;
  }

  /**
   * Gives what was written since `start` its length, before it: `guess` bytes were left for that
   * there, and what was written moves when it takes more or fewer. Makes its own room.
   */
  prefixLength(start: number, guess: number): void {
    const length = this.at - start - guess;
    const size = varintBytes(length);
    if (size !== guess) {
      this.reserve(VARINT_BYTES_MAX);
      this.bytes.copyWithin(start + size, start + guess, this.at);
    }
    this.at = start;
    this.varint(length);
    this.at += length;
  }
}

function varintBytes(value: number): number {
  let bytes = 1;
  for (let rest = value; rest > 0x7f; rest >>>= 7) bytes++;
  return bytes;
}
