/**
 * Hash of 32-bit words for the open-addressing indexes of this folder: the sum of each word's own
 * scramble, so that the processor works on several words at once, and one finish. The finish is
 * that of MurmurHash3 (public domain).
 */

/** Distance between the salts of neighbouring words: 2³² divided by the golden ratio. */
const SALT_STEP = 0x9e3779b9;

/** What the word at place `i` adds to a hash; `seed` must be odd. */
export function scrambleWord(word: number, i: number, seed: number): number {
  const salted = Math.imul(word ^ Math.imul(i + seed, SALT_STEP), seed);
  return Math.imul(salted ^ (salted >>> 15), 0x846ca68b);
}

/** Spreads the hash over all its bits, so that the low ones can be the place in an index. */
export function finishHash(hash: number): number {
  let spread = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  spread = Math.imul(spread ^ (spread >>> 13), 0xc2b2ae35);
  return spread ^ (spread >>> 16);
}

/** Slots of an index that holds `entries` at a load of at most one half: a power of two. */
export function indexSlots(entries: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(entries, 1) * 2));
}
