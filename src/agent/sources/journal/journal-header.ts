/**
 * The header of a journal file: what format it has, which sequence it belongs to, how far it goes.
 * Of everything in it only what a reader needs; every offset is looked at where it is used.
 * Format: systemd src/libsystemd/sd-journal/journal-def.h.
 */
import { DamageError, type JournalBytes, u64 } from './journal-bytes.ts';
import { ENTRY_HEADER_BYTES } from './journal-objects.ts';

/** Up to tail_entry_monotonic: what every version has written. */
const HEADER_BYTES_MIN = 208;

/** "LPKSHHRH" as two words. */
const SIGNATURE = [0x534b_504c, 0x4852_4848] as const;

/** Incompatible flags that change how objects are read. */
const COMPRESSED_XZ = 1;
const COMPRESSED_LZ4 = 2;
const KEYED_HASH = 4;
const COMPRESSED_ZSTD = 8;
const COMPACT = 16;
const KNOWN = COMPRESSED_XZ | COMPRESSED_LZ4 | KEYED_HASH | COMPRESSED_ZSTD | COMPACT;

const ARCHIVED = 2;

/** The file is of a newer format; `message` says which. */
export class UnknownFormatError extends Error {
  override readonly name = 'UnknownFormatError';
  /** Entries in the file; undefined when what its header says of them cannot be. */
  readonly entryCount: number | undefined;
  constructor(flags: number, entryCount: number | undefined) {
    super(
      `its format has features unknown here (incompatible flags 0x${flags.toString(16)}): ` +
        'a newer version of this program may read it',
    );
    this.entryCount = entryCount;
  }
}

export interface JournalHeader {
  readonly isCompact: boolean;
  /** No entry will be added any more. */
  readonly isArchived: boolean;
  /** Of the sequence that the entries of several files count on in; 32 hex digits. */
  readonly seqnumId: string;
  readonly fieldTableOffset: number;
  readonly fieldTableBytes: number;
  readonly entryCount: number;
  readonly headSeqnum: number;
  readonly tailSeqnum: number;
  readonly headUs: number;
  readonly tailUs: number;
  readonly entryArrayOffset: number;
}

/**
 * Reads the header; undefined while the file holds no entry yet (it is just being made).
 * Throws DamageError when it is no journal or says what cannot be, UnknownFormatError.
 */
export function readJournalHeader(bytes: JournalBytes): JournalHeader | undefined {
  const length = bytes.readUpTo(0, HEADER_BYTES_MIN);
  const { view } = bytes;
  if (isZero(bytes.piece, Math.min(length, 8))) return undefined;
  if (length < HEADER_BYTES_MIN || !isSigned(view)) {
    throw new DamageError('it does not begin like a journal');
  }
  const flags = view.getUint32(12, true);
  const unknown = (flags & ~KNOWN) >>> 0;
  if (unknown !== 0) throw new UnknownFormatError(unknown, plausibleCount(bytes));
  const header: JournalHeader = {
    isCompact: (flags & COMPACT) !== 0,
    isArchived: view.getUint8(16) === ARCHIVED,
    seqnumId: bytes.piece.toString('hex', 72, 88),
    fieldTableOffset: u64(view, 120),
    fieldTableBytes: u64(view, 128),
    entryCount: u64(view, 152),
    tailSeqnum: u64(view, 160),
    headSeqnum: u64(view, 168),
    entryArrayOffset: u64(view, 176),
    headUs: u64(view, 184),
    tailUs: u64(view, 192),
  };
  if (header.entryCount === 0) return undefined;
  if (!isPlausible(header, bytes)) throw new DamageError('its header contradicts itself');
  return header;
}

function plausibleCount(bytes: JournalBytes): number | undefined {
  const count = u64(bytes.view, 152);
  return bytes.reaches(count * ENTRY_HEADER_BYTES) ? count : undefined;
}

function isSigned(view: DataView): boolean {
  return view.getUint32(0, true) === SIGNATURE[0] && view.getUint32(4, true) === SIGNATURE[1];
}

function isZero(bytes: Uint8Array, length: number): boolean {
  return bytes.subarray(0, length).every((byte) => byte === 0);
}

function isPlausible(header: JournalHeader, bytes: JournalBytes): boolean {
  return (
    bytes.reaches(header.entryCount * ENTRY_HEADER_BYTES) &&
    header.headSeqnum > 0 &&
    header.headSeqnum <= header.tailSeqnum &&
    header.tailSeqnum < Number.POSITIVE_INFINITY &&
    header.headUs < Number.POSITIVE_INFINITY
  );
}
