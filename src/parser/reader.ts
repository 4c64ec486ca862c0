/**
 * Reads the tokens of a LOG line in order: the base that the grammar's files (line, ip, transport,
 * icmp, …) stand on. A token ends at 0x20 or at the end of the text, nowhere else. One reader
 * serves all lines of a parser, nothing is allocated.
 *
 * A failure is sticky: `fail` names the first reason and every later step is a no-op in effect,
 * because its caller returns. `soft` names the first reason why only a part of the line can be used
 * (a partial line).
 */
import { HAS, OUTER, REASONS, type Reason } from './packet.ts';

const REASON_NUMBER = new Map(REASONS.map((name, number) => [name, number]));

/** Number of a reason, as kept in the REASON slot. */
export function reason(name: Reason): number {
  return REASON_NUMBER.get(name)!;
}

/** The bytes of an ASCII literal. */
export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export const BLANK = 0x20;
const CLOSING_BRACKET = 0x5d;
const ZERO = 0x30;
const NINE = 0x39;
const LOWER_A = 0x61;
const UPPER_A = 0x41;
const BAD_NUMBER = reason('bad_number');
const CUT = reason('cut');
const MISSING_FIELD = reason('missing_field');
const UNEXPECTED_TOKEN = reason('unexpected_token');
const NOTHING = new Uint8Array(0);

export class LineReader {
  bytes: Uint8Array = NOTHING;
  packet: Int32Array;
  /** Next byte to read, and the end of the text. */
  at = 0;
  end = 0;
  /** OUTER or INNER: where packet fields go. */
  base = OUTER;
  /** Text of unknown origin: other printers' dialects and relays' changes are accepted. */
  lenient = false;
  fail = 0;
  soft = 0;

  constructor(packet: Int32Array) {
    this.packet = packet;
  }

  /** Marks fields of the current packet as present. */
  has(bits: number): void {
    this.packet[this.base + HAS]! |= bits;
  }

  set(slot: number, value: number): void {
    this.packet[this.base + slot] = value;
  }

  get(slot: number): number {
    return this.packet[this.base + slot]!;
  }

  atEnd(): boolean {
    return this.at >= this.end;
  }

  peek(byte: number): boolean {
    return this.at < this.end && this.bytes[this.at] === byte;
  }

  /** Is `literal` next? Does not move. */
  sees(literal: Uint8Array): boolean {
    if (this.at + literal.length > this.end) return false;
    for (let i = 0; i < literal.length; i++) {
      if (this.bytes[this.at + i] !== literal[i]) return false;
    }
    return true;
  }

  /** Moves behind `literal` (a `KEY=`) if it is next. */
  key(literal: Uint8Array): boolean {
    if (!this.sees(literal)) return false;
    this.at += literal.length;
    return true;
  }

  /**
   * Moves behind the whole token `literal` and its blank if it is next; a quoted packet's `]` ends
   * a token too.
   */
  word(literal: Uint8Array): boolean {
    const next = this.at + literal.length;
    if (next < this.end && this.bytes[next] !== BLANK) {
      if (this.base === OUTER || this.bytes[next] !== CLOSING_BRACKET) return false;
    }
    if (!this.sees(literal)) return false;
    this.at = next;
    this.blank();
    return true;
  }

  /** End of the token that begins here. */
  tokenEnd(): number {
    let at = this.at;
    while (at < this.end && this.bytes[at] !== BLANK) at++;
    return at;
  }

  /** Does a token end in front of `at`? */
  endsAt(at: number): boolean {
    return at >= this.end || this.bytes[at] === BLANK;
  }

  /** Moves over the blank behind a token; relays may have doubled it. */
  blank(): void {
    if (this.peek(BLANK)) this.at++;
    if (this.lenient) while (this.peek(BLANK)) this.at++;
  }

  /** Moves behind a token that ends at `tokenEnd`. */
  pass(tokenEnd: number): void {
    this.at = tokenEnd;
    this.blank();
  }

  /** Gives up; a line that simply ends here was cut. */
  give(why: number): false {
    if (this.fail === 0) this.fail = this.atEnd() ? CUT : why;
    return false;
  }

  /** Gives up on a value that was read to its end. */
  refuse(why: number): false {
    if (this.fail === 0) this.fail = why;
    return false;
  }

  missing(): false {
    return this.give(UNEXPECTED_TOKEN);
  }

  /** Requires `KEY=`. */
  need(literal: Uint8Array): boolean {
    return this.key(literal) || this.give(MISSING_FIELD);
  }

  /**
   * Uses the line only in part. That a quoted packet is short takes nothing from the packet that
   * quotes it.
   */
  soften(why: number): void {
    if (this.base !== OUTER && why !== BAD_NUMBER) return;
    if (this.soft === 0) this.soft = why;
  }

  /**
   * Value of the decimal token here, at most `max`; -1 when it is none. The kernel prints no sign
   * and no leading zero.
   */
  decimal(max: number): number {
    return this.decimalUntil(this.tokenEnd(), max);
  }

  decimalUntil(tokenEnd: number, max: number): number {
    const { bytes, at } = this;
    const length = tokenEnd - at;
    if (length < 1 || length > 10 || (length > 1 && bytes[at] === ZERO)) return -1;
    let value = 0;
    for (let i = at; i < tokenEnd; i++) {
      const byte = bytes[i]!;
      if (byte < ZERO || byte > NINE) return -1;
      value = value * 10 + (byte - ZERO);
    }
    return value <= max ? value : -1;
  }

  /** Value of `digits` lower-case hexadecimal digits at `at`; -1 when they are none. */
  hex(at: number, digits: number): number {
    return this.#hex(at, digits, LOWER_A);
  }

  /** The same with the capital letters that `%02X` prints. */
  upperHex(at: number, digits: number): number {
    return this.#hex(at, digits, UPPER_A);
  }

  #hex(at: number, digits: number, letterA: number): number {
    if (at + digits > this.end) return -1;
    let value = 0;
    for (let i = at; i < at + digits; i++) {
      const byte = this.bytes[i]!;
      const letter = byte - letterA;
      if (byte >= ZERO && byte <= NINE) value = value * 16 + byte - ZERO;
      else if (letter >= 0 && letter <= 5) value = value * 16 + letter + 10;
      else return -1;
    }
    return value;
  }

  /**
   * Reads the decimal value of an informational field; a value that the kernel cannot print leaves
   * the field out.
   */
  number(slot: number, bit: number, max: number): void {
    const tokenEnd = this.tokenEnd();
    const value = this.decimalUntil(tokenEnd, max);
    this.keep(slot, bit, value);
    this.pass(tokenEnd);
  }

  /** `KEY=` and its informational decimal value. */
  needNumber(literal: Uint8Array, slot: number, bit: number, max: number): boolean {
    if (!this.need(literal)) return false;
    this.number(slot, bit, max);
    return true;
  }

  /**
   * Reads a hexadecimal informational value of 1–8 digits without leading zeros up to the blank.
   */
  hexNumber(slot: number, bit: number): void {
    const tokenEnd = this.tokenEnd();
    this.keep(slot, bit, this.hexUntil(tokenEnd));
    this.pass(tokenEnd);
  }

  /** Value of the 1–8 digits without leading zeros up to `tokenEnd`; -1 when they are none. */
  hexUntil(tokenEnd: number): number {
    const digits = tokenEnd - this.at;
    const padded = digits > 1 && this.bytes[this.at] === ZERO;
    return digits < 1 || digits > 8 || padded ? -1 : this.hex(this.at, digits);
  }

  /** Stores a value, or says that it could not be read. */
  keep(slot: number, bit: number, value: number): void {
    if (value < 0) {
      this.soften(BAD_NUMBER);
      return;
    }
    this.set(slot, value);
    this.has(bit);
  }
}

/** Value of a hexadecimal digit in either case, -1 for any other byte. */
export function hexDigit(byte: number): number {
  if (byte >= ZERO && byte <= NINE) return byte - ZERO;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
