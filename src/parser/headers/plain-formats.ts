/**
 * The formats in which a record is one line and its text stands in it as it is. A reader sticks to
 * the format of the line before and looks again only where that one does not fit; a line of no
 * format is text from its first byte.
 */
import { readDecodedDmesg, readDmesg, readMonotonic, readMonotonicAgain } from './dmesg.ts';
import { clearHeader, type Header, type HeaderReader, MISMATCH } from './header.ts';
import { readKmsg } from './kmsg.ts';
import { readRfc5424, readSyslog } from './syslog.ts';

export interface PlainFormat {
  readonly name: string;
  readonly read: HeaderReader;
  /** Reads a line behind one of this format: may conclude more from it. */
  readonly readAgain?: HeaderReader;
}

export const KMSG: PlainFormat = { name: 'kmsg', read: readKmsg };
export const BARE: PlainFormat = { name: 'bare', read: (_bytes, start) => start };

/** In this order: no earlier one takes a line of a later one. */
const FORMATS: readonly PlainFormat[] = [
  KMSG,
  { name: 'rfc5424', read: readRfc5424 },
  { name: 'journal-monotonic', read: readMonotonic, readAgain: readMonotonicAgain },
  { name: 'dmesg', read: readDmesg },
  { name: 'dmesg-decoded', read: readDecodedDmesg },
  { name: 'syslog', read: readSyslog },
];

export class PlainReader {
  format: PlainFormat = BARE;

  /** As `read`, but only in the format of the line before: MISMATCH when the line is of another. */
  readSame(bytes: Uint8Array, start: number, end: number, header: Header): number {
    const { format } = this;
    if (format === BARE) return MISMATCH;
    clearHeader(header, end);
    return (format.readAgain ?? format.read)(bytes, start, end, header);
  }

  /**
   * Offset of the text in `[start, end)`, or FOREIGN or SPOOFED; `format` then names what fitted.
   */
  read(bytes: Uint8Array, start: number, end: number, header: Header): number {
    const text = this.readSame(bytes, start, end, header);
    if (text !== MISMATCH) return text;
    return this.#detect(bytes, start, end, header);
  }

  #detect(bytes: Uint8Array, start: number, end: number, header: Header): number {
    for (const format of FORMATS) {
      clearHeader(header, end);
      const text = format.read(bytes, start, end, header);
      if (text === MISMATCH) continue;
      this.format = format;
      return text;
    }
    this.format = BARE;
    clearHeader(header, end);
    return start;
  }
}
