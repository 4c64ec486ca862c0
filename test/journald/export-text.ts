/**
 * The journal export format, written and read: what systemd-journal-remote takes and what
 * `journalctl -o export` prints. The oracle of every test that reads journals.
 * Format: systemd docs/JOURNAL_EXPORT_FORMATS.md.
 */

/** One field of an entry to be written; text is UTF-8. */
export type Field = readonly [name: string, value: string | Uint8Array];

/** An entry as journalctl printed it. A field that it has twice keeps its first value. */
export type ExportEntry = ReadonlyMap<string, Buffer>;

const NEWLINE = 0x0a;
const EQUALS = 0x3d;
const LENGTH_BYTES = 8;
/** What may stand behind `NAME=` in one line; everything else is framed by its length. */
const TEXT_BYTE_MIN = 0x20;
const TAB = 0x09;

/** Entries in the form that systemd-journal-remote reads from a file. */
export function exportText(entries: Iterable<readonly Field[]>): Buffer {
  const parts: Buffer[] = [];
  for (const fields of entries) {
    for (const [name, value] of fields) parts.push(fieldText(name, Buffer.from(value)));
    parts.push(Buffer.from('\n'));
  }
  return Buffer.concat(parts);
}

function fieldText(name: string, value: Buffer): Buffer {
  if (value.every((byte) => byte >= TEXT_BYTE_MIN || byte === TAB)) {
    return Buffer.concat([Buffer.from(`${name}=`), value, Buffer.from('\n')]);
  }
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeBigUInt64LE(BigInt(value.length));
  return Buffer.concat([Buffer.from(`${name}\n`), length, value, Buffer.from('\n')]);
}

/** Every entry of an export text, in its order. Throws on a text that ends inside a field. */
export function parseExport(text: Buffer): ExportEntry[] {
  const entries: ExportEntry[] = [];
  let entry = new Map<string, Buffer>();
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf(NEWLINE, at);
    if (end < 0) throw new Error(`the export text ends inside a line at ${at}`);
    if (end === at) {
      if (entry.size > 0) entries.push(entry);
      entry = new Map();
      at++;
      continue;
    }
    const equals = text.subarray(at, end).indexOf(EQUALS);
    const name = text.toString('latin1', at, equals < 0 ? end : at + equals);
    const start = equals < 0 ? end + 1 + LENGTH_BYTES : at + equals + 1;
    const stop = equals < 0 ? start + Number(text.readBigUInt64LE(end + 1)) : end;
    if (stop >= text.length) throw new Error(`the export text ends inside ${name}`);
    if (!entry.has(name)) entry.set(name, text.subarray(start, stop));
    at = stop + 1;
  }
  if (entry.size > 0) entries.push(entry);
  return entries;
}
