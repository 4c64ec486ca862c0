/**
 * What journalctl says of kernel entries, as the tests compare it with what our reader gives: the
 * entries that the reader must give, and those that it must leave out.
 */
import { RECORD_BYTES_MAX } from '../../src/flow/limits.ts';
import type { ExportEntry } from './export-text.ts';

/** SD_MESSAGE_JOURNAL_MISSED (systemd sd-messages.h): MESSAGE is `Missed N kernel messages`. */
export const MISSED_ID = 'e9bf28e6e834481bb6f48f548ad13606';

export interface KernelEntry {
  /** Bytes as latin1, so that a difference prints as text. */
  readonly message: string;
  readonly bootId: string;
  readonly seqnumId: string;
  readonly seqnum: number;
  readonly realtimeUs: number;
  readonly monotonicUs: number;
  /** The kernel's own time of the record; undefined when the entry has none. */
  readonly sourceUs: number | undefined;
  /** User space wrote it through /dev/kmsg. */
  readonly isSpoofed: boolean;
}

/** The entries of the kernel transport among `entries`, in their order. */
export function kernelEntries(entries: readonly ExportEntry[]): KernelEntry[] {
  return entries
    .filter((entry) => textOf(entry, '_TRANSPORT') === 'kernel')
    .map((entry) => ({
      message: textOf(entry, 'MESSAGE') ?? '',
      bootId: textOf(entry, '_BOOT_ID') ?? '',
      ...seqnumOf(entry),
      realtimeUs: Number(textOf(entry, '__REALTIME_TIMESTAMP')),
      monotonicUs: Number(textOf(entry, '__MONOTONIC_TIMESTAMP')),
      sourceUs: optionalNumber(textOf(entry, '_SOURCE_MONOTONIC_TIMESTAMP')),
      isSpoofed: (textOf(entry, 'SYSLOG_FACILITY') ?? '0') !== '0',
    }));
}

/** Those that may be LOG lines: the kernel's own, of a length that is looked at. */
export function candidates(entries: readonly KernelEntry[]): KernelEntry[] {
  return entries.filter(
    ({ isSpoofed, message }) =>
      !isSpoofed && message.includes('IN=') && message.length <= RECORD_BYTES_MAX,
  );
}

function textOf(entry: ExportEntry, name: string): string | undefined {
  return entry.get(name)?.toString('latin1');
}

function optionalNumber(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

/** From its cursor: `s=SEQNUM_ID;i=SEQNUM in hex;b=…`. */
export function seqnumOf(entry: ExportEntry): { seqnumId: string; seqnum: number } {
  const cursor = textOf(entry, '__CURSOR') ?? '';
  const [, seqnumId = '', seqnum = ''] = /^s=([0-9a-f]+);i=([0-9a-f]+);/.exec(cursor) ?? [];
  return { seqnumId, seqnum: Number.parseInt(seqnum, 16) };
}
