/**
 * What the core tells of the lines that it has gone through (core/outcome.ts), word by word. Plain
 * constants in a file of their own, since the core is compiled with them, too.
 */

/** Lines that are pending now, and records that were passed over: none of ours, or refused. */
export const PENDING = 0;
export const PASSED = 1;
/** Of the lines made pending, those that are PARTIAL. */
export const PARTIALS = 2;
/** From here on, refused records by why. */
export const REFUSED = 3;

export const ARP = 0;
export const NOT_IP = 1;
export const TRUNCATED = 2;
export const REFUSALS = 3;

/**
 * Where the names of the next line stand, if nothing but them is unknown: offsets of `IN=` and of
 * the ends of both names. 0: the line is the parser's.
 */
export const ASKED_BODY = REFUSED + REFUSALS;
export const ASKED_IN_END = ASKED_BODY + 1;
export const ASKED_OUT_END = ASKED_BODY + 2;
export const TALLY_WORDS = ASKED_BODY + 3;
