/**
 * Lines observed and not counted yet: between observe.ts, which fills them from packets, and
 * count-pending.ts, which counts many at once so that their waits for memory overlap. Small enough
 * to stay in the processor's first cache. Invariant: whoever asks the table for anything has them
 * counted first, so that nobody can tell.
 *
 *   0 … 12               13          14        15     16   17     18      19
 *   as in key-layout.ts  TUPLE_HASH  KEY_HASH  IP_ID  LEN  FLAGS  SOURCE  KIND
 */
import { randomInt } from 'node:crypto';

export const TUPLE_HASH = 13;
export const KEY_HASH = 14;
/** -1 where there is none: IPv6 has an ID only in fragments. */
export const IP_ID = 15;
/** Unsigned: read with `>>> 0`. */
export const LEN = 16;
export const FLAGS = 17;
/** Source port or ICMP identifier, or -1. */
export const SOURCE = 18;
/** LOGGED or the kind of response (points.ts); then how it was recalled (connections.ts). */
export const KIND = 19;
export const PENDING_WORDS = 20;

/** Lines counted together: enough to overlap, few enough for the first cache. */
export const PENDING_MAX = 64;

export interface Pending {
  count: number;
  readonly words: Int32Array;
  readonly timesUs: Float64Array;
  /** Scratch: the row of each line. */
  readonly rows: Int32Array;
  /** What was read ahead: kept, or the reads would be compiled away. */
  warmth: number;
  /** Odd; of all hashes of the table. */
  readonly seed: number;
}

export function createPending(): Pending {
  return {
    count: 0,
    words: new Int32Array(PENDING_MAX * PENDING_WORDS),
    timesUs: new Float64Array(PENDING_MAX),
    rows: new Int32Array(PENDING_MAX),
    warmth: 0,
    seed: randomInt(2 ** 30) * 2 + 1,
  };
}
