/** Decimal numbers and literal words in bytes: the smallest steps of every header reader. */

export const BLANK = 0x20;
export const LEFT_BRACKET = 0x5b;
export const RIGHT_BRACKET = 0x5d;
/** Longer runs of digits are no number that a header holds; 15 digits stay exact. */
const DIGITS_MAX = 15;

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

/** Offset behind the digits that begin at `at`. */
export function skipDigits(bytes: Uint8Array, at: number, end: number): number {
  let next = at;
  while (next < end && bytes[next]! >= 0x30 && bytes[next]! <= 0x39) next++;
  return next;
}

export function skipBlanks(bytes: Uint8Array, at: number, end: number): number {
  let next = at;
  while (next < end && bytes[next] === BLANK) next++;
  return next;
}

/** Offset of the first `byte` in `[at, end)`, or `end`. */
export function skipTo(bytes: Uint8Array, byte: number, at: number, end: number): number {
  let next = at;
  while (next < end && bytes[next] !== byte) next++;
  return next;
}

/** The number that the digits in `[start, end)` make; -1 when there is none or too many digits. */
export function decimal(bytes: Uint8Array, start: number, end: number): number {
  if (end <= start || end - start > DIGITS_MAX) return -1;
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = bytes[i]! - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** Microseconds in the first six of the fraction's digits `[start, end)`. */
export function microseconds(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let i = start; i < start + 6; i++) value = value * 10 + (i < end ? bytes[i]! - 0x30 : 0);
  return value;
}

/** Whether `word` stands at `at`. */
export function startsWith(bytes: Uint8Array, at: number, end: number, word: Uint8Array): boolean {
  if (at + word.length > end) return false;
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word[i]) return false;
  return true;
}

/** ASCII bytes of a literal. */
export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
