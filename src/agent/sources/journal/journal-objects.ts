/**
 * Objects of a journal file, as far as a reader needs them:
 *
 *   0      1       8      16
 *   │ type │ flags │ size │ …
 *   DATA   │ 16 hash │ 24 next_hash │ 32 next_field │ 40 entry │ 48 array │ 56 count │ 64 payload
 *          (compact files: payload at 72)
 *   FIELD  │ 16 hash │ 24 next_hash │ 32 head_data │ 40 payload
 *   ENTRY  │ 16 seqnum │ 24 realtime │ 32 monotonic │ 40 boot_id │ 56 xor │ 64 items
 *          (an item: 8 bytes offset, 8 bytes hash; compact files: 4 bytes offset)
 *
 * Format: systemd src/libsystemd/sd-journal/journal-def.h.
 */
import { DamageError, type JournalBytes, u64 } from './journal-bytes.ts';

export const OBJECT_DATA = 1;
export const OBJECT_FIELD = 2;
export const OBJECT_ENTRY = 3;
export const OBJECT_ENTRY_ARRAY = 6;
const OBJECT_TAG = 7;

/** Every DATA object has as many. */
export const DATA_HEADER_BYTES_MIN = 64;

/** Bytes before the payload, by kind. */
export const FIELD_HEADER_BYTES = 40;
export const ENTRY_HEADER_BYTES = 64;

/** How the objects of one file are laid out. */
export interface Layout {
  readonly dataHeaderBytes: number;
  readonly itemBytes: number;
  readonly isCompact: boolean;
}

export function layoutOf(isCompact: boolean): Layout {
  return { dataHeaderBytes: isCompact ? 72 : 64, itemBytes: isCompact ? 4 : 16, isCompact };
}

/** An entry by where it lies in the file, and whether journald has gone on to the next one. */
export interface LinkedEntry {
  readonly offset: number;
  readonly isLinked: boolean;
}

/** Size of the object at `offset`. Throws DamageError when none of that type can be there. */
export function readObjectSize(bytes: JournalBytes, offset: number, type: number): number {
  if (!isAligned(offset)) throw new DamageError(`no object can be at offset ${offset}`);
  const view = bytes.read(offset, 16);
  const size = u64(view, 8);
  if (view.getUint8(0) !== type || size < 16 || !bytes.reaches(offset + size)) {
    throw new DamageError(`no object of type ${type} at offset ${offset}`);
  }
  return size;
}

/** Whether an object can begin there at all. */
export function isAligned(offset: number): boolean {
  return offset > 0 && offset % 8 === 0 && offset < Number.POSITIVE_INFINITY;
}

export function roundUp8(at: number): number {
  return Math.ceil(at / 8) * 8;
}

/**
 * Whether the DATA object at `at` of `view` says that the entry at `entry.offset` cannot refer to
 * it: its first entry is a later one, or another one and the only one. While journald links an
 * entry, and where it was killed at that, the first one may be 0 and the count one too small.
 */
export function isOfOthers(view: DataView, at: number, entry: LinkedEntry): boolean {
  const first = u64(view, at + 40);
  if (first === entry.offset || first === 0) return false;
  return first > entry.offset || (entry.isLinked && u64(view, at + 56) < 2);
}

/**
 * Whether the uncompressed DATA object that ends at `end` can do so: no text of journald's ends in
 * a zero, zeros pad it to the next object, and that one begins there. This tells a damaged size.
 */
export function endsWhole(view: DataView, end: number): boolean {
  if (view.getUint8(end - 1) === 0) return false;
  const next = roundUp8(end);
  for (let at = end; at < next; at += 1) if (view.getUint8(at) !== 0) return false;
  if (next + 8 > view.byteLength) return true;
  const type = view.getUint8(next);
  return type >= OBJECT_DATA && type <= OBJECT_TAG && view.getUint32(next + 4, true) === 0;
}
