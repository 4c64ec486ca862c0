/**
 * `journalctl -o verbose`: a line with date and cursor, then one indented `NAME=value` per field.
 * Values that go on over lines are indented deeper, so they cannot pass for fields.
 */
import { ascii, BLANK, LEFT_BRACKET, skipTo, startsWith } from './digits.ts';
import type { Header } from './header.ts';
import { FIELDS_READ } from './record-fields.ts';
import { readDayTime } from './syslog.ts';

const INDENT = ascii('    ');
const CURSOR = ascii('[s=');
const EQUALS = 0x3d;
const decoder = new TextDecoder();

/** Whether the line begins an entry; its time is then in `header`. */
export function beginsVerbose(
  bytes: Uint8Array,
  start: number,
  end: number,
  header: Header,
): boolean {
  if (!readDayTime(bytes, start, end, header)) return false;
  const cursor = header.at + 1;
  return bytes[cursor] === LEFT_BRACKET && startsWith(bytes, cursor, end, CURSOR);
}

/** Puts the field of an indented line into `fields`; false when the line is none. */
export function takeVerboseField(
  bytes: Uint8Array,
  start: number,
  end: number,
  fields: Map<string, unknown>,
): boolean {
  const at = start + INDENT.length;
  if (!startsWith(bytes, start, end, INDENT) || at >= end) return false;
  if (bytes[at] === BLANK) return true;
  const equals = skipTo(bytes, EQUALS, at, end);
  if (equals === end) return false;
  const name = decoder.decode(bytes.subarray(at, Math.min(equals, at + 64)));
  if (!FIELDS_READ.has(name)) return true;
  const value = bytes.slice(equals + 1, end);
  fields.set(name, name === 'MESSAGE' ? value : decoder.decode(value));
  return true;
}
