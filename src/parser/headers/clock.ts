/**
 * Timestamps of headers, bytes to microseconds since the epoch: RFC 3339 and its relatives, RFC
 * 3164, seconds. Hot: `readIsoTime` and `readBsdTime` run once per line of a file, no
 * allocation.
 */
import {
  ascii,
  BLANK,
  decimal,
  isDigit,
  microseconds,
  RIGHT_BRACKET,
  skipDigits,
} from './digits.ts';

const DASH = 0x2d;
const COLON = 0x3a;
const DOT = 0x2e;
const COMMA = 0x2c;
const PLUS = 0x2b;
const LETTER_T = 0x54;
const LETTER_Z = 0x5a;
const MINUTE_US = 60_000_000;
const DAY_US = 86_400_000_000;
const MONTHS = ascii('JanFebMarAprMayJunJulAugSepOctNovDec');

/** Where a timestamp stopped and what it said; one per framer, filled again and again. */
export interface Clock {
  /** Offset behind the timestamp. */
  at: number;
  timeUs: number;
  /** The fraction was behind a comma: only `dmesg --time-format=iso` does that. */
  comma: boolean;
  /** The date that was read last, and its days since the epoch: most lines of a file share it. */
  dateKey: number;
  dateDays: number;
  /** Now, to give a year to timestamps that have none. */
  readonly nowUs: number;
}

export function createClock(nowUs: number): Clock {
  return { at: 0, timeUs: 0, comma: false, dateKey: 0, dateDays: 0, nowUs };
}

/**
 * Days from 1970-01-01 to a date of the proleptic Gregorian calendar (H. Hinnant's civil-day
 * algorithm).
 */
function epochDays(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146_097 + yearOfEra * 365 + leapDays + dayOfYear - 719_468;
}

/** Two digits at `at`, or a number over 99 that no field allows. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - 0x30;
  const ones = bytes[at + 1]! - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : 100;
}

/** `HH:MM:SS` at `at` in seconds of the day, -1 when it is none. */
function timeOfDay(bytes: Uint8Array, at: number, end: number): number {
  if (at + 8 > end || bytes[at + 2] !== COLON || bytes[at + 5] !== COLON) return -1;
  const hours = twoDigits(bytes, at);
  const minutes = twoDigits(bytes, at + 3);
  const seconds = twoDigits(bytes, at + 6);
  if (hours > 23 || minutes > 59 || seconds > 60) return -1;
  return hours * 3600 + minutes * 60 + seconds;
}

/** `YYYY-MM-DD` in days since the epoch, NaN when it is none. */
function isoDays(bytes: Uint8Array, at: number, end: number, clock: Clock): number {
  if (at + 10 > end || bytes[at + 4] !== DASH || bytes[at + 7] !== DASH) return Number.NaN;
  const century = twoDigits(bytes, at);
  const year = twoDigits(bytes, at + 2);
  const month = twoDigits(bytes, at + 5);
  const day = twoDigits(bytes, at + 8);
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= 31;
  if (century > 99 || year > 99 || !isDate) return Number.NaN;
  const key = ((century * 100 + year) * 16 + month) * 32 + day;
  if (key !== clock.dateKey) {
    clock.dateKey = key;
    clock.dateDays = epochDays(century * 100 + year, month, day);
  }
  return clock.dateDays;
}

/**
 * Reads `2026-11-21T10:04:23[.,fraction](Z|+00:00|+0000)`; a blank may stand for the `T`, the zone
 * may be missing (UTC). False, and nothing promised, when that is not at `at`.
 */
export function readIsoTime(bytes: Uint8Array, at: number, end: number, clock: Clock): boolean {
  const days = isoDays(bytes, at, end, clock);
  if (Number.isNaN(days)) return false;
  const separator = bytes[at + 10];
  if (separator !== LETTER_T && separator !== BLANK) return false;
  const time = timeOfDay(bytes, at + 11, end);
  if (time < 0) return false;
  clock.timeUs = days * DAY_US + time * 1_000_000;
  clock.at = at + 19;
  readFraction(bytes, end, clock);
  return readZone(bytes, end, clock);
}

function readFraction(bytes: Uint8Array, end: number, clock: Clock): void {
  const mark = bytes[clock.at];
  clock.comma = clock.at < end && mark === COMMA;
  if (clock.at + 1 >= end || (mark !== DOT && mark !== COMMA)) return;
  if (!isDigit(bytes[clock.at + 1])) return;
  const start = clock.at + 1;
  clock.at = skipDigits(bytes, start, end);
  clock.timeUs += microseconds(bytes, start, clock.at);
}

function readZone(bytes: Uint8Array, end: number, clock: Clock): boolean {
  const at = clock.at;
  const sign = at < end ? bytes[at] : BLANK;
  if (sign === LETTER_Z) {
    clock.at = at + 1;
    return true;
  }
  if (sign !== PLUS && sign !== DASH) return sign === BLANK;
  const minutesAt = bytes[at + 3] === COLON ? at + 4 : at + 3;
  if (minutesAt + 2 > end) return false;
  const hours = decimal(bytes, at + 1, at + 3);
  const minutes = decimal(bytes, minutesAt, minutesAt + 2);
  if (hours < 0 || minutes < 0) return false;
  const offset = (hours * 60 + minutes) * MINUTE_US;
  clock.timeUs += sign === PLUS ? -offset : offset;
  clock.at = minutesAt + 2;
  return true;
}

/** 1–12 for the three letters at `at`, 0 when they are no month. */
function monthAt(bytes: Uint8Array, at: number): number {
  for (let month = 0; month < 12; month++) {
    const i = month * 3;
    if (
      bytes[at + 2] === MONTHS[i + 2] &&
      bytes[at] === MONTHS[i] &&
      bytes[at + 1] === MONTHS[i + 1]
    ) {
      return month + 1;
    }
  }
  return 0;
}

/**
 * Reads `Nov 21 10:04:23[.fraction]` (RFC 3164) or `Nov 21 10:04:23 2026` (ctime); the zone is
 * taken for UTC. Without a year it takes the latest one that is not more than a day ahead of the
 * clock.
 */
export function readBsdTime(bytes: Uint8Array, at: number, end: number, clock: Clock): boolean {
  if (at + 14 > end || bytes[at + 3] !== BLANK) return false;
  const month = monthAt(bytes, at);
  if (month === 0) return false;
  const dayAt = bytes[at + 4] === BLANK ? at + 5 : at + 4;
  const dayEnd = skipDigits(bytes, dayAt, Math.min(end, dayAt + 2));
  const day = decimal(bytes, dayAt, dayEnd);
  const time = timeOfDay(bytes, dayEnd + 1, end);
  if (day < 1 || day > 31 || time < 0 || bytes[dayEnd] !== BLANK) return false;
  clock.at = dayEnd + 9;
  clock.timeUs = 0;
  readFraction(bytes, end, clock);
  const year = yearAt(bytes, clock.at, end);
  if (year > 0) clock.at += 5;
  const timeUs = time * 1_000_000;
  const days = year > 0 ? epochDays(year, month, day) : daysNear(month, day, timeUs, clock);
  clock.timeUs += days * DAY_US + timeUs;
  return true;
}

/** The year of ctime behind the time of day, 0 when there is none. */
function yearAt(bytes: Uint8Array, at: number, end: number): number {
  if (at + 5 > end || bytes[at] !== BLANK || isDigit(bytes[at + 5])) return 0;
  const year = decimal(bytes, at + 1, at + 5);
  const behind = at + 5 < end ? bytes[at + 5] : BLANK;
  return year >= 1970 && (behind === BLANK || behind === RIGHT_BRACKET) ? year : 0;
}

/** Only a day's edge depends on the time of day; there the date is not remembered. */
function daysNear(month: number, day: number, timeUs: number, clock: Clock): number {
  const key = -(month * 32 + day);
  if (key === clock.dateKey) return clock.dateDays;
  const thisYear = new Date(clock.nowUs / 1000).getUTCFullYear();
  for (let year = thisYear + 1; ; year--) {
    const days = epochDays(year, month, day);
    if (month === 2 && day === 29 && epochDays(year, 3, 1) === days) continue;
    const aheadUs = days * DAY_US + timeUs - clock.nowUs;
    if (aheadUs > DAY_US && year > 1970) continue;
    clock.dateKey = Math.abs(aheadUs - DAY_US) < DAY_US ? 0 : key;
    clock.dateDays = days;
    return days;
  }
}

/** Reads `1795255463.431092` (seconds since the epoch with a fraction). */
export function readUnixTime(bytes: Uint8Array, at: number, end: number, clock: Clock): boolean {
  const dot = skipDigits(bytes, at, end);
  if (dot - at < 9 || dot - at > 11 || bytes[dot] !== DOT) return false;
  const fractionEnd = skipDigits(bytes, dot + 1, end);
  if (fractionEnd === dot + 1) return false;
  clock.timeUs = decimal(bytes, at, dot) * 1_000_000 + microseconds(bytes, dot + 1, fractionEnd);
  clock.at = fractionEnd;
  clock.comma = false;
  return true;
}
