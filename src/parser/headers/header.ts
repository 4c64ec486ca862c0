/**
 * What a header tells about its record: the slots that every reader of this folder fills, and its
 * two other answers. A reader takes `(bytes, start, end, header)` and returns the offset of the
 * record's text, or one of the negative answers; nothing is read outside `[start, end)` and nothing
 * is allocated.
 */
import { type Clock, createClock } from './clock.ts';

/** The header is not of this reader's format. */
export const MISMATCH = -1;
/** A record that the kernel did not write. */
export const FOREIGN = -2;
/** A record that the kernel did not write and that pretends to be one of its own. */
export const SPOOFED = -3;

/** Numbers of one header, reused from record to record; an absent one is -1. */
export interface Header extends Clock {
  monotonicUs: number;
  sequence: number;
  level: number;
  facility: number;
  /** Byte range of the host's name in the bytes that were read. */
  hostStart: number;
  hostEnd: number;
  /** Where the text ends: a wrapper may close behind it. */
  textEnd: number;
  /** How many records this one stands for. */
  weight: number;
}

export type HeaderReader = (
  bytes: Uint8Array,
  start: number,
  end: number,
  header: Header,
) => number;

/** Levels and facilities by number, as syslog writes them (RFC 5424, 6.2.1). */
const LEVELS: readonly (readonly string[])[] = [
  ['emerg', 'panic'],
  ['alert'],
  ['crit'],
  ['err', 'error'],
  ['warn', 'warning'],
  ['notice'],
  ['info'],
  ['debug'],
];
export const FACILITIES: readonly string[] = [
  'kern',
  'user',
  'mail',
  'daemon',
  'auth',
  'syslog',
  'lpr',
  'news',
  'uucp',
  'cron',
  'authpriv',
  'ftp',
];

export function createHeader(nowUs: number): Header {
  return {
    ...createClock(nowUs),
    monotonicUs: -1,
    sequence: -1,
    level: -1,
    facility: -1,
    hostStart: -1,
    hostEnd: -1,
    textEnd: 0,
    weight: 1,
  };
}

/**
 * Forgets the header of the record before; `end` is where the text ends if no reader says
 * otherwise.
 */
export function clearHeader(header: Header, end: number): void {
  header.timeUs = -1;
  header.monotonicUs = -1;
  header.sequence = -1;
  header.level = -1;
  header.facility = -1;
  header.hostStart = -1;
  header.hostEnd = -1;
  header.textEnd = end;
  header.weight = 1;
}

/** Splits a PRI into facility and level. */
export function keepPriority(header: Header, priority: number): void {
  header.facility = Math.floor(priority / 8);
  header.level = priority & 7;
}

/** Number of a level's name, -1 when it is none. */
export function levelOf(name: string): number {
  return LEVELS.findIndex((names) => names.includes(name));
}
