/**
 * Lines of syslog files: `[<PRI>]TIME [HOST] [FACILITY.LEVEL] kernel: [KERNEL TIME] TEXT`, TIME
 * being RFC 3164, RFC 3339 or seconds (rsyslog, syslog-ng, busybox, logread, `journalctl -o
 * short*`, LogDNA), and RFC 5424. Another program's tag may look like a rule's prefix (`HOST
 * calico-packet: IN=…` is what the journal shows of a process that wrote to /dev/kmsg), so a line
 * with a tag that is not `kernel:` is not the kernel's. Hot: one call per line, no
 * allocation.
 */
import { readBsdTime, readIsoTime, readUnixTime } from './clock.ts';
import {
  ascii,
  BLANK,
  decimal,
  isDigit,
  LEFT_BRACKET,
  RIGHT_BRACKET,
  skipBlanks,
  skipDigits,
  skipTo,
  startsWith,
} from './digits.ts';
import {
  FACILITIES,
  FOREIGN,
  type Header,
  keepPriority,
  levelOf,
  MISMATCH,
  SPOOFED,
} from './header.ts';
import { readKernelTime } from './kernel-time.ts';

const LESS = 0x3c;
const GREATER = 0x3e;
const COLON = 0x3a;
const DOT = 0x2e;
const DASH = 0x2d;
const KERNEL = ascii('kernel');
const KERNEL_TAG = ascii('kernel:');
const LOGDNA_FILE = ascii('kern.log');
const REPEATED = ascii('message repeated ');
const TIMES = ascii(' times: [');
const VERSION_1 = ascii('1 ');
const BOM = ascii('\xef\xbb\xbf');
const UTC = ascii('UTC');
/** Behind the time it begins an entry of `journalctl -o verbose`. */
const CURSOR = ascii('[s=');
/** Streams of container logs, whose lines begin as syslog's do. */
const STDOUT = ascii('stdout');
const STDERR = ascii('stderr');
const BODY = ascii('IN=');
const USER = 1;
/** One line may stand for at most so many: what a forger gains is bounded. */
const REPEATED_MAX = 10_000;
/** `facility.level` is shorter. */
const PRIORITY_NAME_BYTES_MAX = 20;

/** Offset behind `<PRI>`, or `at` when there is none. */
export function skipPriority(bytes: Uint8Array, at: number, end: number, header: Header): number {
  if (at >= end || bytes[at] !== LESS) return at;
  const close = skipDigits(bytes, at + 1, Math.min(end, at + 4));
  const priority = decimal(bytes, at + 1, close);
  if (priority < 0 || close >= end || bytes[close] !== GREATER) return at;
  keepPriority(header, priority);
  return close + 1;
}

/**
 * RFC 3164 and its relatives. Every syslog daemon names a host behind an RFC 3339 time; what has
 * none but the time (`kubectl logs --timestamps`) has no tag either.
 */
export function readSyslog(bytes: Uint8Array, start: number, end: number, header: Header): number {
  const at = skipPriority(bytes, start, end, header);
  if (isDigit(bytes[at])) {
    if (!readIsoTime(bytes, at, end, header) && !readUnixTime(bytes, at, end, header)) {
      return MISMATCH;
    }
    if (header.comma) return behindBlank(bytes, header.at, end);
  } else if (!readBsdTime(bytes, at, end, header) && !readDayTime(bytes, at, end, header)) {
    return MISMATCH;
  }
  const next = behindBlank(bytes, header.at, end);
  if (next < 0 || startsWith(bytes, next, end, CURSOR)) return MISMATCH;
  const text = readOrigin(bytes, next, end, header);
  const isUntagged = text <= FOREIGN && header.hostStart < 0 && header.facility < 0;
  return isUntagged && isDigit(bytes[at]) ? readText(bytes, next, end, header) : text;
}

function behindBlank(bytes: Uint8Array, at: number, end: number): number {
  if (at === end) return at;
  return bytes[at] === BLANK ? at + 1 : MISMATCH;
}

/**
 * `Sat Nov 21 10:06:38 2026` (logread) or `Sat 2026-11-21 10:04:23 UTC` (`journalctl -o
 * short-full`).
 */
export function readDayTime(bytes: Uint8Array, at: number, end: number, header: Header): boolean {
  if (at + 4 >= end || bytes[at + 3] !== BLANK) return false;
  if (!isDigit(bytes[at + 4])) return readBsdTime(bytes, at + 4, end, header);
  if (!readIsoTime(bytes, at + 4, end, header) || header.at >= end) return false;
  const zone = header.at + 1;
  header.at = skipTo(bytes, BLANK, zone, end);
  if (!startsWith(bytes, zone, end, UTC)) header.timeUs = -1;
  return true;
}

/** Host, facility and tag; a line without host begins with its tag. */
function readOrigin(bytes: Uint8Array, at: number, end: number, header: Header): number {
  const wordEnd = plainWordEnd(bytes, at, end);
  if (wordEnd > at && startsWith(bytes, wordEnd + 1, end, KERNEL_TAG)) {
    header.hostStart = at;
    header.hostEnd = wordEnd;
    return readTagged(bytes, wordEnd + 1, end, header);
  }
  const tagged = readTag(bytes, at, end, header);
  if (tagged !== MISMATCH) return tagged;
  const hostEnd = skipTo(bytes, BLANK, at, end);
  if (hostEnd === end || hostEnd === at) return at;
  if (bytes[at] === LEFT_BRACKET) return readText(bytes, at, end, header);
  if (startsWith(bytes, at, hostEnd, STDOUT) || startsWith(bytes, at, hostEnd, STDERR)) {
    return MISMATCH;
  }
  header.hostStart = at;
  header.hostEnd = hostEnd;
  const next = hostEnd + 1;
  const behindTag = readTag(bytes, next, end, header);
  if (behindTag !== MISMATCH) return behindTag;
  if (!startsWith(bytes, next, end, LOGDNA_FILE)) return next;
  return readText(bytes, skipBlanks(bytes, next + LOGDNA_FILE.length, end), end, header);
}

/**
 * `[FACILITY.LEVEL] kernel:` at `at`: offset of the text; FOREIGN or SPOOFED for another program's
 * tag.
 */
export function readTag(bytes: Uint8Array, at: number, end: number, header: Header): number {
  if (startsWith(bytes, at, end, KERNEL_TAG)) return readTagged(bytes, at, end, header);
  const named = readPriorityName(bytes, at, end, header);
  if (named >= 0) {
    const isKernel = startsWith(bytes, named, end, KERNEL_TAG);
    return isKernel ? readTagged(bytes, named, end, header) : FOREIGN;
  }
  const tokenEnd = skipTo(bytes, BLANK, at, end);
  if (tokenEnd === at || bytes[tokenEnd - 1] !== COLON) return MISMATCH;
  return isPretender(bytes, at, end) ? SPOOFED : FOREIGN;
}

/** End of a word that can only be a host's name: no facility, no tag; -1 for any other. */
function plainWordEnd(bytes: Uint8Array, at: number, end: number): number {
  for (let i = at; i < end; i++) {
    const byte = bytes[i];
    if (byte === BLANK) return i;
    if (byte === DOT || byte === COLON || byte === LEFT_BRACKET) return -1;
  }
  return -1;
}

/** Whether a record of another program holds what a LOG line's body begins with. */
function isPretender(bytes: Uint8Array, at: number, end: number): boolean {
  for (let i = at; i < end; i++) if (startsWith(bytes, i, end, BODY)) return true;
  return false;
}

/** `kern.notice ` at `at`: offset behind it, or -1. */
function readPriorityName(bytes: Uint8Array, at: number, end: number, header: Header): number {
  const limit = Math.min(end, at + PRIORITY_NAME_BYTES_MAX);
  const tokenEnd = skipTo(bytes, BLANK, at, limit);
  const dot = skipTo(bytes, DOT, at, tokenEnd);
  if (tokenEnd === limit || dot === tokenEnd) return -1;
  const facility = facilityOf(text(bytes, at, dot));
  const level = levelOf(text(bytes, dot + 1, tokenEnd));
  if (facility < 0 || level < 0) return -1;
  header.facility = facility;
  header.level = level;
  return tokenEnd + 1;
}

function facilityOf(name: string): number {
  const local = /^local([0-7])$/.exec(name);
  return local ? 16 + Number(local[1]) : FACILITIES.indexOf(name);
}

function text(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end));
}

/**
 * From the kernel's tag on. Facility 1 (user) in words is what UniFi's syslog writes for the
 * kernel's own lines; then the kernel's time follows. As a PRI it is what rsyslog's imkmsg writes
 * for records of user space.
 */
function readTagged(bytes: Uint8Array, at: number, end: number, header: Header): number {
  const next = skipOneBlank(bytes, at + KERNEL_TAG.length, end);
  const start = readText(bytes, next, end, header);
  if (header.facility <= 0) return start;
  const isInWords = header.hostEnd >= 0 && at > header.hostEnd + 1;
  const isUnifi = isInWords && header.facility === USER && header.monotonicUs >= 0;
  return isUnifi ? start : SPOOFED;
}

function skipOneBlank(bytes: Uint8Array, at: number, end: number): number {
  return at < end && bytes[at] === BLANK ? at + 1 : at;
}

/** Behind the tag: rsyslog's repetition wrapper and the kernel's time. */
function readText(bytes: Uint8Array, at: number, end: number, header: Header): number {
  const start = readRepeated(bytes, at, end, header);
  const behindTime = readKernelTime(bytes, start, header.textEnd, header);
  return behindTime < 0 ? start : behindTime;
}

/** `message repeated 5 times: [TEXT]`: one line that stands for 5. */
function readRepeated(bytes: Uint8Array, at: number, end: number, header: Header): number {
  if (!startsWith(bytes, at, end, REPEATED)) return at;
  const digits = at + REPEATED.length;
  const digitsEnd = skipDigits(bytes, digits, end);
  const count = decimal(bytes, digits, digitsEnd);
  const last = header.textEnd - 1;
  if (count < 1 || !startsWith(bytes, digitsEnd, end, TIMES) || bytes[last] !== RIGHT_BRACKET) {
    return at;
  }
  const open = digitsEnd + TIMES.length;
  if (open > last) return at;
  header.weight = Math.min(count, REPEATED_MAX);
  header.textEnd = last;
  return skipOneBlank(bytes, open, last);
}

/** RFC 5424: `<PRI>1 TIME HOST APP PROCID MSGID SD [TEXT]`. */
export function readRfc5424(bytes: Uint8Array, start: number, end: number, header: Header): number {
  const version = skipPriority(bytes, start, end, header);
  if (version === start || !startsWith(bytes, version, end, VERSION_1)) return MISMATCH;
  const time = version + VERSION_1.length;
  if (readIsoTime(bytes, time, end, header)) {
    if (bytes[header.at] !== BLANK) return MISMATCH;
  } else if (bytes[time] === DASH && bytes[time + 1] === BLANK) {
    header.timeUs = -1;
    header.at = time + 1;
  } else return MISMATCH;
  const host = header.at + 1;
  const hostEnd = skipTo(bytes, BLANK, host, end);
  const app = hostEnd + 1;
  const appEnd = skipTo(bytes, BLANK, app, end);
  const procEnd = skipTo(bytes, BLANK, appEnd + 1, end);
  const idEnd = skipTo(bytes, BLANK, procEnd + 1, end);
  const dataEnd = skipStructuredData(bytes, idEnd + 1, end);
  if (dataEnd < 0) return MISMATCH;
  header.hostStart = host;
  header.hostEnd = hostEnd;
  const isNamed = appEnd - app > 1 || bytes[app] !== DASH;
  if (isNamed && !startsWith(bytes, app, appEnd, KERNEL)) return FOREIGN;
  if (isNamed && header.facility > 0) return SPOOFED;
  const message = skipOneBlank(bytes, dataEnd, end);
  const text = startsWith(bytes, message, end, BOM) ? message + BOM.length : message;
  return readText(bytes, text, end, header);
}

/**
 * `-` or `[id name="value" …]…`, where a value may hold `\"`, `\\` and `\]`; offset behind it, or
 * -1.
 */
function skipStructuredData(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end) return -1;
  if (bytes[at] === DASH) return at + 1;
  let next = at;
  while (
    next < end &&
    bytes[next] === LEFT_BRACKET &&
    next + 1 < end &&
    bytes[next + 1] !== BLANK
  ) {
    next = skipElement(bytes, next + 1, end);
    if (next < 0) return -1;
  }
  return next > at ? next : -1;
}

function skipElement(bytes: Uint8Array, at: number, end: number): number {
  let quoted = false;
  for (let i = at; i < end; i++) {
    const byte = bytes[i];
    if (byte === 0x5c && quoted) i++;
    else if (byte === 0x22) quoted = !quoted;
    else if (byte === RIGHT_BRACKET && !quoted) return i + 1;
  }
  return -1;
}
