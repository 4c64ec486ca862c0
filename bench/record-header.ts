/** The header in front of every record, by the program that would have written the file. */

export const HEADERS = ['kmsg', 'syslog', 'iso', 'bare'] as const;
export type Header = (typeof HEADERS)[number];

/** The node booted a day before its log begins. */
const BOOT_MS = Date.UTC(2026, 10, 1, 9, 15);
const HOST = 'node-1';
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

export interface RecordStamp {
  /** 5 (notice) for Calico's LOG rules. */
  readonly level: number;
  readonly sequence: number;
  /** Since boot. */
  readonly timeUs: number;
}

/** Header text up to the record's own text. */
export function recordHeader(header: Header, stamp: RecordStamp): string {
  switch (header) {
    case 'kmsg':
      return `${stamp.level},${stamp.sequence},${stamp.timeUs},-;`;
    case 'syslog':
      return `${syslogTime(stamp.timeUs)} ${HOST} kernel: ${kernelTime(stamp.timeUs)} `;
    case 'iso':
      return `${isoTime(stamp.timeUs)} ${HOST} kernel: ${kernelTime(stamp.timeUs)} `;
    case 'bare':
      return '';
  }
}

/** `[ 3763.246096]`: seconds since boot, padded to five digits. */
function kernelTime(timeUs: number): string {
  return `[${(timeUs / 1e6).toFixed(6).padStart(12)}]`;
}

/** `Nov  2 09:15:00` (RFC 3164, 4.1.2). */
function syslogTime(timeUs: number): string {
  const time = new Date(BOOT_MS + timeUs / 1000);
  const day = String(time.getUTCDate()).padStart(2);
  return `${MONTHS[time.getUTCMonth()]} ${day} ${time.toISOString().slice(11, 19)}`;
}

/** `2026-11-02T09:15:00.123456+00:00` (RFC 3339 with microseconds, as rsyslog writes it). */
function isoTime(timeUs: number): string {
  const seconds = new Date(BOOT_MS + timeUs / 1000).toISOString().slice(0, 19);
  return `${seconds}.${String(timeUs % 1_000_000).padStart(6, '0')}+00:00`;
}
