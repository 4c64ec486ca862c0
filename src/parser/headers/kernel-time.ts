/**
 * What `dmesg` and syslog daemons leave of printk's own header: `[ 3863.722099] `, its variants,
 * and the caller. The time is monotonic (seconds since boot); only `dmesg -T` and `-e` turn it into
 * a date.
 */
import { readBsdTime } from './clock.ts';
import {
  BLANK,
  decimal,
  isDigit,
  LEFT_BRACKET,
  microseconds,
  RIGHT_BRACKET,
  skipBlanks,
  skipDigits,
} from './digits.ts';
import { type Header, MISMATCH } from './header.ts';

const DOT = 0x2e;
const PLUS = 0x2b;
const LESS = 0x3c;
const GREATER = 0x3e;
const COLON = 0x3a;
const CALLER_THREAD = 0x54;
const CALLER_CPU = 0x43;
/** Weekday, month, day, time, year: the longest of the bracketed forms. */
const BRACKETED_BYTES_MAX = 48;

/** Offset behind `[time] ` and, if there is one, `[caller] `; MISMATCH when no time is at `at`. */
export function readKernelTime(bytes: Uint8Array, at: number, end: number, header: Header): number {
  if (at >= end || bytes[at] !== LEFT_BRACKET) return MISMATCH;
  const first = skipBlanks(bytes, at + 1, end);
  const close = isDigit(bytes[first])
    ? readSeconds(bytes, first, end, header)
    : readOtherTime(bytes, first, end, header);
  if (close < 0 || close >= end || bytes[close] !== RIGHT_BRACKET) return MISMATCH;
  if (close + 1 < end && bytes[close + 1] !== BLANK) return MISMATCH;
  return skipCaller(bytes, Math.min(close + 2, end), end);
}

/**
 * `3863.722099` or `3863.722099 <    0.578443>`: offset of the closing bracket, -1 when it is
 * something else.
 */
function readSeconds(bytes: Uint8Array, at: number, end: number, header: Header): number {
  const dot = skipDigits(bytes, at, end);
  if (dot >= end || bytes[dot] !== DOT) return -1;
  const fractionEnd = skipDigits(bytes, dot + 1, end);
  const seconds = decimal(bytes, at, Math.min(dot, at + 10));
  if (fractionEnd === dot + 1 || dot - at > 10 || seconds < 0) return -1;
  header.monotonicUs = seconds * 1_000_000 + microseconds(bytes, dot + 1, fractionEnd);
  const delta = skipBlanks(bytes, fractionEnd, end);
  return bytes[delta] === LESS ? skipDelta(bytes, delta, end) : delta;
}

/** `<    0.578443>`: a difference to the record before, of no use alone. */
function skipDelta(bytes: Uint8Array, at: number, end: number): number {
  const digits = skipBlanks(bytes, at + 1, end);
  const close = skipNumber(bytes, digits, end);
  return close > digits && close < end && bytes[close] === GREATER ? close + 1 : -1;
}

function skipNumber(bytes: Uint8Array, at: number, end: number): number {
  const dot = skipDigits(bytes, at, end);
  return dot < end && bytes[dot] === DOT ? skipDigits(bytes, dot + 1, end) : dot;
}

/** `+0.578443`, `<0.578443>`, `Nov21 10:06`, `Sat Nov 21 10:06:03 2026`. */
function readOtherTime(bytes: Uint8Array, at: number, end: number, header: Header): number {
  if (at >= end) return -1;
  if (bytes[at] === PLUS) {
    const close = skipNumber(bytes, at + 1, end);
    return close > at + 1 ? close : -1;
  }
  if (bytes[at] === LESS) return skipDelta(bytes, at, end);
  const limit = Math.min(end, at + BRACKETED_BYTES_MAX);
  if (bytes[at + 3] === BLANK && readBsdTime(bytes, at + 4, limit, header)) return header.at;
  return isMinute(bytes, at, limit) ? at + 11 : -1;
}

/**
 * `Nov21 10:06`: the first record of a minute in `dmesg -e`; it has no seconds, so no time is taken
 * from it.
 */
function isMinute(bytes: Uint8Array, at: number, end: number): boolean {
  if (at + 11 > end || bytes[at + 5] !== BLANK || bytes[at + 8] !== COLON) return false;
  return (
    isDigit(bytes[at + 4]) &&
    decimal(bytes, at + 6, at + 8) >= 0 &&
    decimal(bytes, at + 9, at + 11) >= 0
  );
}

/** `[    T123] ` or `[   C0] ` (CONFIG_PRINTK_CALLER): which thread or CPU printed it. */
function skipCaller(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end || bytes[at] !== LEFT_BRACKET) return at;
  const kind = skipBlanks(bytes, at + 1, end);
  if (bytes[kind] !== CALLER_THREAD && bytes[kind] !== CALLER_CPU) return at;
  const close = skipDigits(bytes, kind + 1, end);
  const closes = close > kind + 1 && close + 1 < end && bytes[close] === RIGHT_BRACKET;
  return closes && bytes[close + 1] === BLANK ? close + 2 : at;
}
