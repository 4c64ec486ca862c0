/**
 * Walks over the fields of one protobuf message in place: tag, wire type, value. Fields that
 * nobody asks for cost their tag and length. The bytes are borrowed; only texts are copied out.
 * Throws FieldError where the bytes end too early or make no sense.
 * Format: protobuf.dev, "Encoding"; Kubernetes writes proto2 with all but groups.
 */
import { FieldError } from '../../manifest/fields.ts';

const VARINT = 0;
const FIXED64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;
/** Bits that a varint may have: ten groups of seven. */
const VARINT_BITS = 70;

export class Message {
  readonly bytes: Buffer;
  readonly #end: number;
  /** Number of the present field. */
  field = 0;
  /** Where the present field begins, with its tag. */
  tagAt: number;
  /** Where its content stands, if it is length-delimited: [from, to). */
  from: number;
  to: number;
  /** Its value, if it is a varint. Exact up to 2^53. */
  value = 0;

  constructor(bytes: Buffer, from: number, to: number) {
    this.bytes = bytes;
    this.#end = to;
    this.tagAt = from;
    this.from = from;
    this.to = from;
  }

  /** Steps to the next field; false at the end of the message. */
  next(): boolean {
    if (this.to >= this.#end) return false;
    this.tagAt = this.to;
    const tag = this.#varint();
    this.field = Math.floor(tag / 8);
    const wireType = tag & 7;
    if (wireType === VARINT) this.value = this.#varint();
    else if (wireType === LENGTH_DELIMITED) this.#take(this.#varint());
    else if (wireType === FIXED64) this.#take(8);
    else if (wireType === FIXED32) this.#take(4);
    else throw new FieldError([], `has a field of the unknown wire type ${wireType}`);
    return true;
  }

  /** The present field as text. */
  text(): string {
    return this.bytes.toString('utf8', this.from, this.to);
  }

  /** The present field as a message of its own. */
  message(): Message {
    return new Message(this.bytes, this.from, this.to);
  }

  #take(length: number): void {
    this.from = this.to;
    this.to += length;
    if (this.to > this.#end) throw new FieldError([], 'ends within a field');
  }

  #varint(): number {
    let value = 0;
    for (let bits = 0; bits < VARINT_BITS; bits += 7) {
      if (this.to >= this.#end) throw new FieldError([], 'ends within a number');
      const byte = this.bytes[this.to++]!;
      value += (byte & 0x7f) * 2 ** bits;
      if (byte < 0x80) return value;
    }
    throw new FieldError([], 'has a number of more than ten bytes');
  }
}
