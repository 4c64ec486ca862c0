/**
 * HOT: the scanner's smallest steps: literal words, decimals, hexadecimal digits.
 *
 * All of the scanner (scan*.ts) reads forward only and allocates nothing. Every step takes the
 * offset of the next byte and returns the one behind what it read, or -1 for "not of the usual
 * shape". The caller has made sure that the text ends in a blank, so a loop that runs to the next
 * blank stays inside it; a key is compared before what follows it is read, so nothing behind the
 * text is ever taken for a part of it (the last offset must be the text's end exactly).
 */

const BLANK = 0x20;
const ZERO = 0x30;
const DECIMAL_DIGITS_MAX = 9;
const U16_MAX = 0xffff;

/** Up to four ASCII characters as the upper bytes of a big-endian word. */
export function key(text: string): number {
  let word = 0;
  for (let i = 0; i < 4; i++) word = (word << 8) | (text.charCodeAt(i) || 0);
  return word;
}

/** The four bytes at `at` as one big-endian word. */
export function word(view: DataView, at: number): number {
  return view.getInt32(at);
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

/** A decimal of up to nine digits without leading zero, and its blank. */
export function scanDecimal(view: DataView, at: number, packet: Int32Array, slot: number): number {
  const first = view.getUint8(at) - ZERO;
  if (first < 0 || first > 9) return -1;
  let value = first;
  let next = at + 1;
  let digit = view.getUint8(next) - ZERO;
  while (digit >= 0 && digit <= 9) {
    value = (value * 10 + digit) | 0;
    digit = view.getUint8(++next) - ZERO;
  }
  packet[slot] = value;
  const length = next - at;
  if (digit !== BLANK - ZERO || length > DECIMAL_DIGITS_MAX) return -1;
  return first === 0 && length > 1 ? -1 : next + 1;
}

/** A decimal of at most 16 bits, and its blank. */
export function scanShort(view: DataView, at: number, packet: Int32Array, slot: number): number {
  const next = scanDecimal(view, at, packet, slot);
  return packet[slot]! > U16_MAX ? -1 : next;
}
