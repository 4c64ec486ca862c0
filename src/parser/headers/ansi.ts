/**
 * Colours in a terminal's output (`dmesg --color=always`): escape sequences `ESC [ … letter` are
 * left out.
 */
import { startsWith } from './digits.ts';

const ESCAPE = 0x1b;
const LEFT_BRACKET = 0x5b;

export function beginsColoured(bytes: Uint8Array, start: number): boolean {
  return bytes[start] === ESCAPE && bytes[start + 1] === LEFT_BRACKET;
}

/**
 * The colour that dmesg gives to what it takes for a subsystem's name: a line without time begins
 * with it.
 */
const SUBSYSTEM = Uint8Array.of(ESCAPE, LEFT_BRACKET, 0x33, 0x33, 0x6d);

export function beginsPrefixColour(bytes: Uint8Array, start: number, end: number): boolean {
  return startsWith(bytes, start, end, SUBSYSTEM);
}

/**
 * Copies `[start, end)` without its colours to `target`; returns how many bytes were written, at
 * most its length.
 */
export function copyUncoloured(
  bytes: Uint8Array,
  start: number,
  end: number,
  target: Uint8Array,
): number {
  let written = 0;
  for (let at = start; at < end && written < target.length; at++) {
    if (bytes[at] === ESCAPE && bytes[at + 1] === LEFT_BRACKET) {
      at = sequenceEnd(bytes, at + 2, end);
    } else {
      target[written++] = bytes[at]!;
    }
  }
  return written;
}

/** Offset of the letter that ends the sequence. */
function sequenceEnd(bytes: Uint8Array, at: number, end: number): number {
  let last = at;
  while (last < end && bytes[last]! >= 0x20 && bytes[last]! < 0x40) last++;
  return last;
}
