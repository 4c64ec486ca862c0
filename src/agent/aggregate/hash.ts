/**
 * Hash of 32-bit words for the open-addressing indexes of this folder: one step a word, one finish.
 * Steps and finish are those of MurmurHash3 (public domain), the first multiplier given by the caller.
 */

/** Takes one more word into `hash`; `multiplier` must be odd. */
export function mixWord(hash: number, word: number, multiplier: number): number {
  let mixed = Math.imul(word, multiplier);
  mixed = Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
  const next = hash ^ mixed;
  return (Math.imul((next << 13) | (next >>> 19), 5) + 0xe6546b64) | 0;
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
