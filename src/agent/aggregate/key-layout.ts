/**
 * The flow key as words: what the hot path fills for each line, hashes, and compares, instead of
 * making text. The first words of a pending line (pending.ts), of a row (flow-rows.ts) and, as far
 * as they make the five-tuple, of a remembered connection.
 *
 *   0 … 3   4 … 7   8      9      10     11   │ 12
 *   SRC     DST     SHAPE  PORT   POINT  HOUR │ PORTS
 *   └──────────── the flow's key ────────────┘
 *
 * SHAPE: the protocol and which fields the line had, so that "port 0" and "no port" are different
 * keys. A file of its own: a module's exported constants are not folded into compiled code, not
 * even into its own, only copies are.
 */

export const SRC = 0;
export const DST = 4;
export const SHAPE = 8;
/** Port, or ICMP type and code as `type << 8 | code`. */
export const PORT = 9;
export const POINT = 10;
/** Hours since the epoch. */
export const HOUR = 11;
export const KEY_WORDS = 12;
/** Both ports as `source << 16 | destination`; of ICMP the identifier, and type and code. */
export const PORTS = 12;

/** Low bits of SHAPE: the IANA number, or PROTOCOL_HIDDEN. */
export const PROTOCOL_MASK = 0x1ff;
export const PROTOCOL_HIDDEN = 0x100;
export const WITH_PORT = 1 << 9;
export const WITH_TYPE_CODE = 1 << 10;
export const IS_REPLY = 1 << 11;
export const WITH_SOURCE = 1 << 12;
export const WITH_DESTINATION = 1 << 13;
/** Two bits: 0 exact, else 1 + the index into OVERFLOW_LEVELS. */
export const LEVEL_SHIFT = 14;

export const HOUR_US = 3_600_000_000;
