/**
 * Records of /dev/kmsg in a file: `PRI,SEQ,USEC,FLAGS[,more];TEXT`
 * (Documentation/ABI/testing/dev-kmsg). Hot: `readKmsg` runs once per record, no
 * allocation.
 */
import { decimal, skipDigits, skipTo } from './digits.ts';
import { type Header, keepPriority, MISMATCH, SPOOFED } from './header.ts';

const COMMA = 0x2c;
const SEMICOLON = 0x3b;
/** A header is shorter than this, whatever fields newer kernels add. */
const HEADER_BYTES_MAX = 256;

/** The kernel's own facility is 0: any other was written to /dev/kmsg by a process. */
export function readKmsg(bytes: Uint8Array, start: number, end: number, header: Header): number {
  const priorityEnd = skipDigits(bytes, start, end);
  if (priorityEnd === start || bytes[priorityEnd] !== COMMA) return MISMATCH;
  const sequenceEnd = skipDigits(bytes, priorityEnd + 1, end);
  if (sequenceEnd >= end || bytes[sequenceEnd] !== COMMA) return MISMATCH;
  const timeEnd = skipDigits(bytes, sequenceEnd + 1, end);
  if (timeEnd >= end || bytes[timeEnd] !== COMMA) return MISMATCH;
  const limit = Math.min(end, start + HEADER_BYTES_MAX);
  const semicolon = skipTo(bytes, SEMICOLON, timeEnd, limit);
  const priority = decimal(bytes, start, priorityEnd);
  const sequence = decimal(bytes, priorityEnd + 1, sequenceEnd);
  const monotonicUs = decimal(bytes, sequenceEnd + 1, timeEnd);
  if (semicolon === limit || priority < 0 || sequence < 0 || monotonicUs < 0) return MISMATCH;
  keepPriority(header, priority);
  header.sequence = sequence;
  header.monotonicUs = monotonicUs;
  return priority > 7 ? SPOOFED : semicolon + 1;
}
