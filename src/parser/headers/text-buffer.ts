/**
 * Bytes of records whose text has to be rewritten (JSON escapes, joined pieces, binary fields): a
 * bounded buffer that belongs to one framer. What does not fit is refused, never cut: half a record
 * could show a wrong port.
 */
import { RECORD_BYTES_MAX } from '../../flow/limits.ts';

/** Rewritten records of one segment; a segment ends when the next record might not fit. */
const BUFFER_BYTES = 64 * 1024;
const encoder = new TextEncoder();

export class TextBuffer {
  readonly bytes = new Uint8Array(BUFFER_BYTES);
  used = 0;

  clear(): void {
    this.used = 0;
  }

  /** Room for one more record of any size that is accepted, with its host's name. */
  hasRoom(): boolean {
    return this.used + 2 * RECORD_BYTES_MAX <= BUFFER_BYTES;
  }

  /** Appends a range of bytes; false when it does not fit. */
  append(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.used + end - start > BUFFER_BYTES) return false;
    this.bytes.set(bytes.subarray(start, end), this.used);
    this.used += end - start;
    return true;
  }

  /**
   * Appends text or bytes of at most RECORD_BYTES_MAX; false, and nothing appended, when it is
   * longer.
   */
  appendRecord(record: string | Uint8Array): boolean {
    if (typeof record !== 'string') {
      return record.length <= RECORD_BYTES_MAX && this.append(record, 0, record.length);
    }
    const room = this.bytes.subarray(this.used, this.used + RECORD_BYTES_MAX);
    const { read, written } = encoder.encodeInto(record, room);
    if (read < record.length) return false;
    this.used += written;
    return true;
  }
}
