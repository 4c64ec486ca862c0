/**
 * How connections.ts and connection-index.ts keep what they remember: plain constants in a file of
 * their own, since the core (core/) is compiled with them, too.
 *
 * An entry: one cache line.
 *
 *   0 … 3  4 … 7  8            9      10     11     12, 13    14       15
 *   SRC    DST    SHAPE with   PORTS  POINT  IP_ID  FIRST_US  LAST −   free
 *                 outcome                           (double)  FIRST
 */

export const ENTRY_PORTS = 9;
/** IP ID of the last line; -1 when it had none. */
export const ENTRY_IP_ID = 11;
/** Of the first line's time, in doubles. */
export const ENTRY_FIRST_US = 6;
/** Last line's time, µs after the first one's: within the horizon of it, so that it fits. */
export const ENTRY_LAST = 14;
export const ENTRY_WORDS = 16;
export const ENTRY_DOUBLES = 8;

/** What became of a line's five-tuple: KIND of a pending line behind `recall`. */
export const NEW = 0;
export const RETRANSMIT = 1;
export const DUPLICATE = 2;

// The ring's state, in words.
/** Entries in use. */
export const RING_COUNT = 0;
/** Where the next new entry goes: the oldest one's place once the ring is full. */
export const RING_NEXT = 1;
/** Its number in all time, from the ring's length + 1 on, as far as 32 bits hold it. */
export const RING_SEQUENCE = 2;
export const RING_WORDS = 3;

export const BUCKET_SLOTS = 16;
