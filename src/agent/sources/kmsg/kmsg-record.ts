/**
 * The header of a /dev/kmsg record, by byte arithmetic:
 *
 *   4,1234,5678901,-,caller=T7;calico-packet: IN=… \n SUBSYSTEM=net\n
 *   │ │    │       └ flags and further fields, up to the semicolon: not used
 *   │ │    └ µs since boot        text, to the line end; lines that begin blank are properties.
 *   │ └ sequence since boot
 *   └ facility << 3 | level
 *
 * The kernel escapes what of text and properties could end a line: each line that does not begin
 * blank is a record's, also where many are read one after the other. Only the last line of a record
 * that fills the kernel's room has no end (kmsg-reader.ts).
 *
 * Hot: called per record, nothing is allocated. Format: linux Documentation/ABI/testing/dev-kmsg.
 */

const NEWLINE = 0x0a;
const BLANK = 0x20;
const COMMA = 0x2c;
const ZERO = 0x30;
const SEMICOLON = 0x3b;
const EQUALS = 0x3d;
const UPPER_I = 0x49;
const UPPER_N = 0x4e;

/** More digits than this do not stay exact in a number. */
const DIGITS_MAX = 15;

/** Filled by `readKmsgHeader`, again and again. */
export interface KmsgHeader {
  /** 0 is the kernel; everything else was written by user space. */
  facility: number;
  sequence: number;
  /** Microseconds since boot. */
  uptimeUs: number;
  /** Where the text begins, escapes as the kernel prints them; it ends with its line. */
  textStart: number;
}

export function createKmsgHeader(): KmsgHeader {
  return { facility: 0, sequence: 0, uptimeUs: 0, textStart: 0 };
}

/** Whether the line at `start` is a property of the record before. */
export function isProperty(bytes: Uint8Array, start: number): boolean {
  return bytes[start] === BLANK;
}

/** End of the line at `start`; `end` when it does not end before. */
export function findLineEnd(bytes: Buffer, start: number, end: number): number {
  const at = bytes.indexOf(NEWLINE, start);
  return at === -1 || at > end ? end : at;
}

/** Reads the header of the line [start, end); false, `header` undefined, when it has none. */
export function readKmsgHeader(
  bytes: Uint8Array,
  start: number,
  end: number,
  header: KmsgHeader,
): boolean {
  const priorityEnd = digitsEnd(bytes, start, end);
  if (priorityEnd === -1 || bytes[priorityEnd] !== COMMA) return false;
  const sequenceEnd = digitsEnd(bytes, priorityEnd + 1, end);
  if (sequenceEnd === -1 || bytes[sequenceEnd] !== COMMA) return false;
  const uptimeEnd = digitsEnd(bytes, sequenceEnd + 1, end);
  if (uptimeEnd === -1) return false;
  const semicolon = find(bytes, SEMICOLON, uptimeEnd, end);
  if (semicolon === end) return false;
  header.facility = Math.floor(numberAt(bytes, start, priorityEnd) / 8);
  header.sequence = numberAt(bytes, priorityEnd + 1, sequenceEnd);
  header.uptimeUs = numberAt(bytes, sequenceEnd + 1, uptimeEnd);
  header.textStart = semicolon + 1;
  return true;
}

/** Whether `IN=` stands anywhere in [start, end): without it no record is a netfilter LOG line. */
export function mayBeLogLine(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start + 2; at < end; at += 1) {
    if (bytes[at] === EQUALS && bytes[at - 1] === UPPER_N && bytes[at - 2] === UPPER_I) return true;
  }
  return false;
}

/** End of the 1 to 15 digits at `start`; -1 when there are none, or more. */
function digitsEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && isDigit(bytes[at]!)) at += 1;
  return at === start || at - start > DIGITS_MAX ? -1 : at;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= ZERO + 9;
}

function numberAt(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at += 1) value = value * 10 + bytes[at]! - ZERO;
  return value;
}

function find(bytes: Uint8Array, wanted: number, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] !== wanted) at += 1;
  return at;
}
