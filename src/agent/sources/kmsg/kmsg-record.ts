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
  /** Read last: a place for it that is not made for each record. */
  number: number;
}

export function createKmsgHeader(): KmsgHeader {
  return { facility: 0, sequence: 0, uptimeUs: 0, textStart: 0, number: 0 };
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
  const priorityEnd = readDigits(bytes, start, end, header);
  if (priorityEnd === -1 || bytes[priorityEnd] !== COMMA) return false;
  header.facility = Math.floor(header.number / 8);
  const sequenceEnd = readDigits(bytes, priorityEnd + 1, end, header);
  if (sequenceEnd === -1 || bytes[sequenceEnd] !== COMMA) return false;
  header.sequence = header.number;
  const uptimeEnd = readDigits(bytes, sequenceEnd + 1, end, header);
  if (uptimeEnd === -1) return false;
  header.uptimeUs = header.number;
  const semicolon = find(bytes, SEMICOLON, uptimeEnd, end);
  if (semicolon === end) return false;
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

/** End of the 1 to 15 digits at `start`, else -1; their number goes into `header`. */
function readDigits(bytes: Uint8Array, start: number, end: number, header: KmsgHeader): number {
  let at = start;
  let number = 0;
  for (; at < end; at += 1) {
    const digit = bytes[at]! - ZERO;
    if (digit < 0 || digit > 9) break;
    number = number * 10 + digit;
  }
  header.number = number;
  return at === start || at - start > DIGITS_MAX ? -1 : at;
}

function find(bytes: Uint8Array, wanted: number, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] !== wanted) at += 1;
  return at;
}
