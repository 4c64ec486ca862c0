/**
 * Output of dmesg in its many forms, and `journalctl -o short-monotonic`, which begins the same
 * way: `[<PRI> | FACILITY:LEVEL:][TIME] TEXT`. Hot: one call per line, no allocation.
 */
import { ascii, BLANK, skipTo, startsWith } from './digits.ts';
import { FACILITIES, FOREIGN, type Header, levelOf, MISMATCH, SPOOFED } from './header.ts';
import { readKernelTime } from './kernel-time.ts';
import { readTag, skipPriority } from './syslog.ts';

const COLON = 0x3a;
const KERNEL_TAG = ascii('kernel: ');
/** `authpriv:` and its level are shorter. */
const DECODED_BYTES_MAX = 24;

export function readDmesg(bytes: Uint8Array, start: number, end: number, header: Header): number {
  const at = skipPriority(bytes, start, end, header);
  const behind = readKernelTime(bytes, at, end, header);
  if (behind < 0) return MISMATCH;
  return header.facility > 0 ? SPOOFED : behind;
}

/** `[TIME] HOST kernel: TEXT` (`journalctl -o short-monotonic`). */
export function readMonotonic(
  bytes: Uint8Array,
  start: number,
  end: number,
  header: Header,
): number {
  const at = readKernelTime(bytes, start, end, header);
  if (at < 0) return MISMATCH;
  const hostEnd = skipTo(bytes, BLANK, at, end);
  if (hostEnd === at || bytes[hostEnd - 1] === COLON) return MISMATCH;
  if (!startsWith(bytes, hostEnd + 1, end, KERNEL_TAG)) return MISMATCH;
  header.hostStart = at;
  header.hostEnd = hostEnd;
  return hostEnd + 1 + KERNEL_TAG.length;
}

/**
 * A later line of the same view: `[TIME] HOST TAG: TEXT` is another program's there, not the
 * kernel's.
 */
export function readMonotonicAgain(
  bytes: Uint8Array,
  start: number,
  end: number,
  header: Header,
): number {
  const text = readMonotonic(bytes, start, end, header);
  if (text !== MISMATCH) return text;
  const at = readKernelTime(bytes, start, end, header);
  if (at < 0) return MISMATCH;
  const hostEnd = skipTo(bytes, BLANK, at, end);
  if (hostEnd === at || hostEnd === end || bytes[hostEnd - 1] === COLON) return MISMATCH;
  return readTag(bytes, hostEnd + 1, end, header);
}

/** `kern  :notice: [time] TEXT` (`dmesg -x`). */
export function readDecodedDmesg(
  bytes: Uint8Array,
  start: number,
  end: number,
  header: Header,
): number {
  const limit = Math.min(end, start + DECODED_BYTES_MAX);
  const facilityEnd = skipTo(bytes, COLON, start, limit);
  const levelEnd = skipTo(bytes, COLON, facilityEnd + 1, limit);
  if (levelEnd + 1 >= limit || bytes[levelEnd + 1] !== BLANK) return MISMATCH;
  const facility = FACILITIES.indexOf(word(bytes, start, facilityEnd));
  const level = levelOf(word(bytes, facilityEnd + 1, levelEnd));
  if (facility < 0 || level < 0) return MISMATCH;
  header.facility = facility;
  header.level = level;
  const behind = readKernelTime(bytes, levelEnd + 2, end, header);
  if (facility > 0) return behind < 0 ? FOREIGN : SPOOFED;
  return behind < 0 ? levelEnd + 2 : behind;
}

function word(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end)).trimEnd();
}
