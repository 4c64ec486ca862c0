/**
 * Protobuf's wire format out of bytes that nobody vouches for. A reader never leaves the range that
 * it stands in, and what does not fit is a WireError. Hot beneath flow-decoder.ts: numbers come as
 * numbers, ranges as offsets, and nothing is allocated but texts, each once: interfaces, labels and
 * nodes come again and again.
 * Format: protobuf.dev/programming-guides/encoding.
 */
import { SeenBytes } from './seen-bytes.ts';
import { WireError } from './wire-error.ts';

/** Wire types: a tag is field number << 3 | wire type. */
export const VARINT = 0;
const FIXED64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;

const TAG_MAX = 2 ** 32 - 1;
/** Values of the low four bytes of a varint, and of the low eight. */
const LOW_MODULUS = 2 ** 28;
const HIGH_MODULUS = 2 ** 56;
/** Shorter texts are made of their characters; for longer ones a decoder is worth its call. */
const SHORT_TEXT_BYTES = 24;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export class ByteReader {
  readonly bytes: Uint8Array;
  at: number;
  /** End of the range that is read. */
  end: number;
  /** Made for the first text: most readers come to none. */
  #texts: SeenBytes<string> | undefined;

  constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  /** A number of up to ten bytes; exact below 2^53, and above it so large as to be refused. */
  varint(): number {
    const { bytes, end } = this;
    let at = this.at;
    let low = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      if (at >= end) throw cut();
      const byte = bytes[at++]!;
      low |= (byte & 0x7f) << shift;
      if (byte < 0x80) {
        this.at = at;
        return low;
      }
    }
    let high = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      if (at >= end) throw cut();
      const byte = bytes[at++]!;
      high |= (byte & 0x7f) << shift;
      if (byte < 0x80) {
        this.at = at;
        return high * LOW_MODULUS + low;
      }
    }
    this.at = at;
    return this.#top() * HIGH_MODULUS + high * LOW_MODULUS + low;
  }

  /** The ninth and tenth byte of a varint; no number of ours has any. */
  #top(): number {
    let top = 0;
    for (let shift = 0; shift < 14; shift += 7) {
      if (this.at >= this.end) throw cut();
      const byte = this.bytes[this.at++]!;
      top |= (byte & 0x7f) << shift;
      if (byte < 0x80) return top;
    }
    throw new WireError('a number of more than ten bytes');
  }

  tag(): number {
    const tag = this.varint();
    if (tag < 8 || tag > TAG_MAX) throw new WireError(`${tag} is no field's tag`);
    return tag;
  }

  /** A length that fits into what is left of the range. */
  length(): number {
    const length = this.varint();
    if (length > this.end - this.at) throw cut();
    return length;
  }

  /** Passes over the value of a field that nobody asks for. */
  skip(tag: number): void {
    switch (tag & 7) {
      case VARINT:
        this.varint();
        return;
      case LENGTH_DELIMITED:
        this.#pass(this.length());
        return;
      case FIXED64:
        this.#pass(8);
        return;
      case FIXED32:
        this.#pass(4);
        return;
      default:
        throw new WireError(`wire type ${tag & 7} is not in use`);
    }
  }

  #pass(length: number): void {
    if (length > this.end - this.at) throw cut();
    this.at += length;
  }

  /** A text; throws WireError where its bytes are no UTF-8. */
  text(): string {
    const length = this.length();
    const from = this.at;
    this.at += length;
    this.#texts ??= new SeenBytes(this.bytes);
    const seen = this.#texts.find(from, this.at);
    if (seen !== undefined) return seen;
    const text = this.#decodeText(from, length);
    this.#texts.keep(from, this.at, text);
    return text;
  }

  #decodeText(from: number, length: number): string {
    if (length <= SHORT_TEXT_BYTES && this.#isAscii(from, this.at)) {
      return latin1(this.bytes, from, this.at);
    }
    try {
      return decoder.decode(this.bytes.subarray(from, this.at));
    } catch (cause) {
      throw new WireError(`no UTF-8 at byte ${from}`, { cause });
    }
  }

  #isAscii(from: number, to: number): boolean {
    let bits = 0;
    for (let i = from; i < to; i++) bits |= this.bytes[i]!;
    return bits < 0x80;
  }

  /** Bytes of a field; shares memory with what is read. */
  field(): Uint8Array {
    const length = this.length();
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  /** Bytes of a field, which share nothing with what is read. */
  copy(): Uint8Array {
    const copied = new Uint8Array(this.length());
    for (let i = 0; i < copied.length; i++) copied[i] = this.bytes[this.at++]!;
    return copied;
  }

  /** Narrows the range to the field that begins here; give what it returns to `leave`. */
  enter(): number {
    const length = this.length();
    const outer = this.end;
    this.end = this.at + length;
    return outer;
  }

  leave(outer: number): void {
    this.at = this.end;
    this.end = outer;
  }
}

function latin1(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let i = from; i < to; i++) text += String.fromCharCode(bytes[i]!);
  return text;
}

function cut(): WireError {
  return new WireError('it ends within a field');
}
