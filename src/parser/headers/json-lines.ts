/**
 * JSON around records: one object per line (plain, json-seq, server-sent events) or spread over
 * lines (json-pretty, `dmesg -J`), which is read line by line, so that nothing but the wanted
 * fields is kept.
 */
import { ascii, BLANK, startsWith } from './digits.ts';
import { FIELDS_READ, type RecordFields } from './record-fields.ts';

const RECORD_SEPARATOR = '\u001e';
const EVENT = 'data: ';
/** Longer lines are no records: nothing that can hold a LOG line is. */
const JSON_BYTES_MAX = 256 * 1024;
const FIELD = /^"([^"\\]{1,64})"\s*:\s*(.+?),?$/s;
const BRACES = /^[\]{}[,]+$/;

export type JsonLine =
  | { readonly kind: 'object'; readonly fields: RecordFields }
  | { readonly kind: 'field'; readonly name: string; readonly value: unknown }
  | { readonly kind: 'array'; readonly name: string }
  | { readonly kind: 'open' }
  | { readonly kind: 'close' };

const decoder = new TextDecoder();
const DATA = ascii(EVENT);
/** What a line of JSON begins with, blanks aside: `{ } " ]` and the record separator. */
const BEGINNINGS: ReadonlySet<number> = new Set([0x7b, 0x7d, 0x22, 0x5d, 0x1e]);

/** Whether it is worth while to read the line as JSON. */
export function beginsJson(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end && (bytes[at] === BLANK || bytes[at] === 0x09)) at++;
  const byte = bytes[at]!;
  if (at >= end || (byte >= 0x30 && byte <= 0x5b)) return false;
  return BEGINNINGS.has(byte) || startsWith(bytes, at, end, DATA);
}

/** What a line is in JSON; undefined when it is none. */
export function readJsonLine(bytes: Uint8Array, start: number, end: number): JsonLine | undefined {
  if (end - start > JSON_BYTES_MAX) return undefined;
  let text = decoder.decode(bytes.subarray(start, end)).trim();
  if (text.startsWith(RECORD_SEPARATOR)) text = text.slice(1);
  if (text.startsWith(EVENT)) text = text.slice(EVENT.length);
  if (BRACES.test(text)) return { kind: text.includes('}') ? 'close' : 'open' };
  if (text.startsWith('{')) return readObject(text);
  const field = FIELD.exec(text);
  if (!field) return undefined;
  if (field[2] === '[') return { kind: 'array', name: field[1]! };
  const value = parseJson(field[2]!);
  if (value === undefined) return undefined;
  return { kind: 'field', name: field[1]!, value };
}

function readObject(text: string): JsonLine | undefined {
  const object = parseJson(text.endsWith(',') ? text.slice(0, -1) : text);
  if (typeof object !== 'object' || object === null || Array.isArray(object)) return undefined;
  const entries = Object.entries(object).filter(([name]) => FIELDS_READ.has(name));
  return { kind: 'object', fields: new Map(entries) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
