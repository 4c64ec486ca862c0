/**
 * Records that come as named fields (journal export and JSON, rsyslog JSON, `dmesg -J`, docker):
 * which field is the text, what the others say about its header, and whether the kernel wrote it.
 */
import { readIsoTime } from './clock.ts';
import { ascii } from './digits.ts';
import { FOREIGN, type Header, keepPriority, SPOOFED } from './header.ts';

export type RecordFields = ReadonlyMap<string, unknown>;

/** How much of the text is the kernel's own: all of it, or a line with headers of its own. */
export type TextKind = 'exact' | 'line';

export interface FieldedRecord {
  /**
   * Undefined when there is no text, `null` when the reader left it out because it was too long.
   */
  readonly text: string | Uint8Array | null | undefined;
  readonly kind: TextKind;
  readonly host: string;
  /** 0, FOREIGN or SPOOFED. */
  readonly origin: number;
  readonly format: string;
}

const JOURNAL_MARKS = ['_TRANSPORT', '__REALTIME_TIMESTAMP', '__CURSOR', 'SYSLOG_IDENTIFIER'];
const TEXT_FIELDS = ['msg', 'log', 'message', 'MESSAGE', 'rawmsg'];
const PROGRAM_FIELDS = ['programname', 'app-name', 'syslogtag', 'program'];
const TIME_FIELDS = ['timereported', 'timegenerated', 'time', '@timestamp', 'timestamp'];

/** Names that fields are looked up by: whoever collects them needs to keep no others. */
export const FIELDS_READ: ReadonlySet<string> = new Set([
  ...JOURNAL_MARKS,
  ...TEXT_FIELDS,
  ...PROGRAM_FIELDS,
  ...TIME_FIELDS,
  'SYSLOG_FACILITY',
  'PRIORITY',
  '_HOSTNAME',
  '_SOURCE_MONOTONIC_TIMESTAMP',
  'pri',
  'hostname',
  'host',
]);

export function readFields(fields: RecordFields, header: Header): FieldedRecord {
  return JOURNAL_MARKS.some((name) => fields.has(name))
    ? readJournalFields(fields, header)
    : readSyslogFields(fields, header);
}

/**
 * A journal entry: `_TRANSPORT=kernel` alone proves nothing, journald sets it for whatever is
 * written to /dev/kmsg; the facility tells.
 */
function readJournalFields(fields: RecordFields, header: Header): FieldedRecord {
  keepNumber(fields, '__REALTIME_TIMESTAMP', (value) => {
    header.timeUs = value;
  });
  keepNumber(fields, '_SOURCE_MONOTONIC_TIMESTAMP', (value) => {
    header.monotonicUs = value;
  });
  keepNumber(fields, 'PRIORITY', (value) => {
    if (value < 8) header.level = value;
  });
  keepNumber(fields, 'SYSLOG_FACILITY', (value) => {
    header.facility = value;
  });
  return {
    text: bytesOrText(fields.get('MESSAGE')),
    kind: 'exact',
    host: textOf(fields.get('_HOSTNAME')),
    origin: journalOrigin(fields, header),
    format: 'journal',
  };
}

function journalOrigin(fields: RecordFields, header: Header): number {
  const transport = fields.get('_TRANSPORT') ?? 'kernel';
  const identifier = fields.get('SYSLOG_IDENTIFIER') ?? 'kernel';
  if (transport === 'kernel' && header.facility <= 0) return 0;
  return transport === 'kernel' || identifier === 'kernel' ? SPOOFED : FOREIGN;
}

function readSyslogFields(fields: RecordFields, header: Header): FieldedRecord {
  keepNumber(fields, 'pri', (value) => keepPriority(header, value));
  const isDmesg = typeof fields.get('pri') === 'number' && fields.has('msg');
  const time = TIME_FIELDS.map((name) => fields.get(name)).find((value) => value !== undefined);
  if (typeof time === 'number' && isDmesg) header.monotonicUs = Math.round(time * 1_000_000);
  if (typeof time === 'string') keepIsoTime(time, header);
  const name = TEXT_FIELDS.find((each) => fields.has(each));
  return {
    text: name === undefined ? undefined : bytesOrText(fields.get(name)),
    kind: isDmesg ? 'exact' : 'line',
    host: textOf(fields.get('hostname') ?? fields.get('host')),
    origin: syslogOrigin(fields, header),
    format: isDmesg ? 'dmesg-json' : name === 'log' ? 'docker' : 'json',
  };
}

function syslogOrigin(fields: RecordFields, header: Header): number {
  const program = PROGRAM_FIELDS.map((name) => textOf(fields.get(name))).find(
    (text) => text !== '',
  );
  if (program !== undefined && program !== 'kernel' && program !== 'kernel:') return FOREIGN;
  return header.facility > 0 && (program !== undefined || fields.has('pri')) ? SPOOFED : 0;
}

function keepIsoTime(text: string, header: Header): void {
  const bytes = ascii(text);
  if (!readIsoTime(bytes, 0, bytes.length, header)) header.timeUs = -1;
}

function keepNumber(fields: RecordFields, name: string, keep: (value: number) => void): void {
  const field = fields.get(name);
  const value = typeof field === 'string' && /^\d{1,16}$/.test(field) ? Number(field) : field;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) keep(value);
}

function textOf(field: unknown): string {
  return typeof field === 'string' ? field : '';
}

/** The journal writes what is not clean text as an array of byte values. */
function bytesOrText(field: unknown): string | Uint8Array | null | undefined {
  if (typeof field === 'string' || field instanceof Uint8Array || field === null) return field;
  if (!Array.isArray(field)) return undefined;
  const isByte = (value: unknown) =>
    typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 256;
  return field.every(isByte) ? Uint8Array.from(field as number[]) : undefined;
}
