/**
 * HOT: the scanner's smallest steps: literal words, decimals, hexadecimal digits.
 *
 * All of the scanner (scan*.ts) reads forward only and allocates nothing. Every step takes the
 * offset of the next byte and returns the one behind what it read, or -1 for "not of the usual
 * shape". The caller has made sure that the text ends in a blank, so a loop that runs to the next
 * blank stays inside it; a key is compared before what follows it is read, so nothing behind the
 * text is ever taken for a part of it (the last offset must be the text's end exactly).
 */

const ZERO = 0x30;
const DECIMAL_DIGITS_MAX = 9;

/** Up to four ASCII characters as the upper bytes of a big-endian word. */
export function key(text: string): number {
  let word = 0;
  for (let i = 0; i < 4; i++) word = (word << 8) | (text.charCodeAt(i) || 0);
  return word;
}

/** The three bytes at `at`, in the upper bytes of a word, as `key` has them. */
export function threeBytes(view: DataView, at: number): number {
  return view.getInt32(at) & 0xffffff00;
}

const LOWER_CASE = 16;
const UPPER_CASE = 32;
const NO_DIGIT = 255;

/** Each byte as a hexadecimal digit: its value, and the case of a letter; NO_DIGIT for the rest. */
const HEX = createHexTable();

function createHexTable(): Uint8Array {
  const table = new Uint8Array(256).fill(NO_DIGIT);
  for (let i = 0; i < 10; i++) table[ZERO + i] = i;
  for (let i = 10; i < 16; i++) {
    table[0x57 + i] = i + LOWER_CASE;
    table[0x37 + i] = i + UPPER_CASE;
  }
  return table;
}

/** A digit as `%x` prints it, or -1. */
export function lowerHex(byte: number): number {
  const digit = HEX[byte]!;
  return digit < LOWER_CASE ? digit : digit < UPPER_CASE ? digit - LOWER_CASE : -1;
}

/** A digit as `%X` prints it, or -1. */
export function upperHex(byte: number): number {
  const digit = HEX[byte]!;
  if (digit < LOWER_CASE) return digit;
  return digit >= UPPER_CASE && digit < NO_DIGIT ? digit - UPPER_CASE : -1;
}

/** How far the letters of a hexadecimal number stand behind the column of its digits, 0x30. */
export const LOWER_COLUMN = 0x30;
export const UPPER_COLUMN = 0x10;

/**
 * Not 0 if one of four bytes is no hexadecimal digit: `0` … `9` are the rows 0 to 9 of their
 * column, `a` … `f` or `A` … `F` the rows 1 to 6 of theirs. Bit 0x40 tells a letter.
 */
export function wrongHex(word: number, column: number): number {
  const letters = (word >>> 6) & 0x01010101;
  const rows = word & 0x0f0f0f0f;
  const isOtherColumn = (word & 0xf0f0f0f0) ^ (0x30303030 + letters * column);
  const isBeyond = (rows + 0x06060606 + letters * 3) & 0x10101010;
  const isBefore = (letters << 4) & ~(rows + 0x0f0f0f0f);
  return isOtherColumn | isBeyond | isBefore;
}

/** The number that four hexadecimal digits make, the first one highest. */
export function packHex(word: number): number {
  const digits = (word & 0x0f0f0f0f) + ((word >>> 6) & 0x01010101) * 9;
  const pairs = (digits | (digits >>> 4)) & 0x00ff00ff;
  return (pairs | (pairs >>> 8)) & 0xffff;
}

/** A decimal of up to nine digits without leading zero, and its blank. */
export function scanDecimal(view: DataView, at: number, packet: Int32Array, slot: number): number {
  let value = 0;
  let next = at;
  let digit = view.getUint8(next) - 0x30;
  while (digit >= 0 && digit <= 9 && next - at <= DECIMAL_DIGITS_MAX) {
    value = (value * 10 + digit) | 0;
    digit = view.getUint8(++next) - 0x30;
  }
  packet[slot] = value;
  const length = next - at;
  if (digit !== 0x20 - 0x30 || length === 0 || length > DECIMAL_DIGITS_MAX) return -1;
  return view.getUint8(at) === 0x30 && length > 1 ? -1 : next + 1;
}

/**
 * A decimal of at most 16 bits, and its blank. The first four bytes are looked at together: lengths
 * vary from line to line, and a wrongly predicted branch costs more than all of this.
 */
export function scanShort(view: DataView, at: number, packet: Int32Array, slot: number): number {
  const digits = view.getInt32(at) ^ 0x30303030;
  const count = countDigits(digits);
  let value = packDigits(digits >>> (32 - 8 * count));
  let next = at + count;
  let last = view.getUint8(next);
  if (count === 4 && last >= 0x30 && last <= 0x39) {
    value = value * 10 + last - 0x30;
    last = view.getUint8(++next);
  }
  packet[slot] = value;
  if (last !== 0x20 || count === 0 || value > 0xffff) return -1;
  return digits >>> 24 === 0 && count > 1 ? -1 : next + 1;
}

/** A decimal of at most 8 bits, and its blank: all of it in one word. */
export function scanByte(view: DataView, at: number, packet: Int32Array, slot: number): number {
  const digits = view.getInt32(at) ^ 0x30303030;
  const count = countDigits(digits);
  const value = packDigits(digits >>> (32 - 8 * count));
  packet[slot] = value;
  if (view.getUint8(at + count) !== 0x20 || count === 0 || value > 0xff) return -1;
  return digits >>> 24 === 0 && count > 1 ? -1 : at + count + 1;
}

/**
 * How many of the four bytes (characters minus `0`, the first one highest) are digits, up to the
 * first that is none. 0x76 lifts what is above 9 into its byte's highest bit.
 */
function countDigits(digits: number): number {
  return Math.clz32((digits | (digits + 0x76767676)) & 0x80808080) >> 3;
}

/** The number that up to four digits make, one in a byte, the last one lowest. */
function packDigits(digits: number): number {
  const pairs = ((digits >>> 8) & 0x00ff00ff) * 10 + (digits & 0x00ff00ff);
  return (pairs >>> 16) * 100 + (pairs & 0xffff);
}
