/**
 * A pending line in words (pending.ts). Plain constants in a file of their own, since the core
 * (core/) is compiled with them, too.
 *
 *   0 … 12               13          14        15     16   17     18      19
 *   as in key-layout.ts  TUPLE_HASH  KEY_HASH  IP_ID  LEN  FLAGS  SOURCE  KIND
 */

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
