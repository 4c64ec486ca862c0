/**
 * The journal's export format (systemd, docs/JOURNAL_EXPORT_FORMATS): `NAME=value` lines; values
 * that are no clean text as `NAME`, line end, length in 8 bytes (little-endian), bytes, line end;
 * an empty line ends the entry.
 *
 *   fields ──NAME alone──▶ length ──8 bytes──▶ value ──length bytes and a line end──▶ fields
 *
 * A value may hold line ends and so reach over blocks: the reader is fed bytes, not lines.
 */
import { RECORD_BYTES_MAX } from '../../flow/limits.ts';
import { skipTo } from './digits.ts';
import { FIELDS_READ } from './record-fields.ts';

const EQUALS = 0x3d;
const UNDERSCORE = 0x5f;
/** A longer value is no kernel message's: the stream is not in export format. */
const VALUE_BYTES_MAX = 64 * 1024 * 1024;
/** Field names are shorter (systemd, journal-file.h). */
const NAME_BYTES_MAX = 64;
const decoder = new TextDecoder();

export class ExportReader {
  readonly fields = new Map<string, unknown>();
  #name = '';
  /** Bytes of the length still to come; -1 outside a binary field. */
  #lengthLeft = -1;
  #length = 0;
  #valueLeft = 0;
  #value = new Uint8Array(0);
  #kept = 0;

  /** Within a binary field: lines have no meaning. */
  get isBinary(): boolean {
    return this.#lengthLeft >= 0;
  }

  /** Takes the bytes of a binary field from `[at, end)`; returns the offset behind those taken. */
  takeBinary(bytes: Uint8Array, at: number, end: number): number {
    let next = at;
    while (this.#lengthLeft > 0 && next < end) {
      const shift = 2 ** (8 * (8 - this.#lengthLeft));
      this.#length += bytes[next++]! * shift;
      if (--this.#lengthLeft === 0) this.#openValue();
    }
    if (this.#lengthLeft !== 0) return next;
    const taken = Math.min(end - next, this.#valueLeft);
    this.#keep(bytes, next, next + taken);
    this.#valueLeft -= taken;
    if (this.#valueLeft === 0) this.#closeValue();
    return next + taken;
  }

  #openValue(): void {
    if (this.#length > VALUE_BYTES_MAX) {
      this.#lengthLeft = -1;
      return;
    }
    this.#value = new Uint8Array(Math.min(this.#length, RECORD_BYTES_MAX));
    this.#kept = 0;
    this.#valueLeft = this.#length + 1;
  }

  #keep(bytes: Uint8Array, start: number, end: number): void {
    const room = Math.min(end - start, this.#value.length - this.#kept);
    this.#value.set(bytes.subarray(start, start + room), this.#kept);
    this.#kept += room;
  }

  #closeValue(): void {
    this.#lengthLeft = -1;
    if (!FIELDS_READ.has(this.#name)) return;
    this.fields.set(this.#name, this.#length > RECORD_BYTES_MAX ? null : this.#value);
  }

  /** Takes one line of text, its end left out; false, and nothing taken, when it is no field. */
  takeLine(bytes: Uint8Array, start: number, end: number): boolean {
    const equals = skipTo(bytes, EQUALS, start, end);
    if (!isFieldName(bytes, start, equals)) return false;
    this.#name = decoder.decode(bytes.subarray(start, equals));
    if (equals === end) {
      this.#lengthLeft = 8;
      this.#length = 0;
    } else if (FIELDS_READ.has(this.#name)) {
      this.fields.set(this.#name, this.#valueOf(bytes, equals + 1, end));
    }
    return true;
  }

  #valueOf(bytes: Uint8Array, start: number, end: number): unknown {
    if (this.#name === 'MESSAGE') return bytes.slice(start, end);
    return decoder.decode(bytes.subarray(start, Math.min(end, start + RECORD_BYTES_MAX)));
  }
}

function isFieldName(bytes: Uint8Array, start: number, end: number): boolean {
  if (end === start || end - start > NAME_BYTES_MAX) return false;
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!;
    const isLetter = byte >= 0x41 && byte <= 0x5a;
    if (!isLetter && byte !== UNDERSCORE && !(byte >= 0x30 && byte <= 0x39)) return false;
  }
  return true;
}

/** Whether a line can be the first of an entry: `journalctl -o export` begins with `__` fields. */
export function beginsExport(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] !== UNDERSCORE || bytes[start + 1] !== UNDERSCORE) return false;
  const equals = skipTo(bytes, EQUALS, start, Math.min(end, start + NAME_BYTES_MAX + 1));
  return equals < end && bytes[equals] === EQUALS && isFieldName(bytes, start, equals);
}
