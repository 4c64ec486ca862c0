/**
 * Where keys stand in a text whose grammar is not known to hold. Each ends with `=`, which few
 * texts have, so that foreign lines cost one pass. Hot for logs that are read without a prefix:
 * nothing is allocated.
 */
import { IN_KEY } from './body.ts';
import { beginsWith } from './prefix.ts';

const [LETTER_I, LETTER_N, EQUALS] = IN_KEY;

/** Where the first `IN=` begins, from `first` to `last`; -1 if none does. */
export function findIn(bytes: Uint8Array, first: number, last: number): number {
  for (let at = first; at <= last; at++) {
    if (bytes[at] === LETTER_I && bytes[at + 1] === LETTER_N && bytes[at + 2] === EQUALS) return at;
  }
  return -1;
}

/** Where the last `IN=` of a text begins; -1 if there is none. */
export function findLastIn(bytes: Uint8Array, start: number, end: number): number {
  for (let at = end - 1; at >= start + 2; at--) {
    if (bytes[at] === EQUALS && bytes[at - 1] === LETTER_N && bytes[at - 2] === LETTER_I) {
      return at - 2;
    }
  }
  return -1;
}

/** False: no key stands in the text. */
export function hasKeys(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    if (bytes[at] === EQUALS) return true;
  }
  return false;
}

/** How many of the keys, at most 32, stand in the text. */
export function countKeys(
  bytes: Uint8Array,
  start: number,
  end: number,
  keys: readonly Uint8Array[],
): number {
  let count = 0;
  let found = 0;
  for (let at = start; at < end; at++) {
    if (bytes[at] !== EQUALS) continue;
    for (let i = 0; i < keys.length; i++) {
      const first = at + 1 - keys[i]!.length;
      const isNew = (found & (1 << i)) === 0 && first >= start;
      if (!isNew || !beginsWith(bytes, first, end, keys[i]!)) continue;
      found |= 1 << i;
      count++;
    }
  }
  return count;
}
