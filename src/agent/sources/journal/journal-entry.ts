/**
 * Single entries, wherever they stand: their numbers and items, and where a number stands in a
 * chain. For what happens once per file; the many go through journal-entries.ts.
 */
import { DamageError, type JournalBytes, u64 } from './journal-bytes.ts';
import { CHAIN_SLICE, type EntryChain } from './journal-chain.ts';
import {
  ENTRY_HEADER_BYTES,
  isAligned,
  type Layout,
  OBJECT_ENTRY,
  readObjectSize,
} from './journal-objects.ts';

/** Entries that are looked at in place of a damaged one. */
const NEIGHBOURS_MAX = 16;

/** Items of an entry that are looked at; journald's own have about twenty. */
const ITEMS_MAX = 64;

/** Sequence number of the ENTRY object at `offset`. Throws DamageError when there is none. */
export function seqnumOf(bytes: JournalBytes, offset: number): number {
  const view = isAligned(offset) ? bytes.read(offset, 24) : undefined;
  const seqnum = view?.getUint8(0) === OBJECT_ENTRY ? u64(view, 16) : 0;
  if (seqnum === 0) throw new DamageError(`no entry at offset ${offset}`);
  return seqnum;
}

/** Offsets of the DATA objects that the entry at `offset` refers to. Throws DamageError. */
export function itemsOf(bytes: JournalBytes, layout: Layout, offset: number): number[] {
  const { itemBytes, isCompact } = layout;
  const size = readObjectSize(bytes, offset, OBJECT_ENTRY);
  const items = Math.floor((size - ENTRY_HEADER_BYTES) / itemBytes);
  const count = Math.max(0, Math.min(ITEMS_MAX, items));
  const view = bytes.read(offset + ENTRY_HEADER_BYTES, count * itemBytes);
  return Array.from({ length: count }, (_, item) =>
    isCompact ? view.getUint32(item * itemBytes, true) : u64(view, item * itemBytes),
  );
}

/** Position of the first entry in the chain with a larger number than `seqnum`. */
export function firstBehind(bytes: JournalBytes, chain: EntryChain, seqnum: number): number {
  let low = 0;
  let high = chain.root.count;
  const offsets = new Float64Array(CHAIN_SLICE);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const count = chain.read(middle, offsets);
    const found = firstReadable(bytes, offsets.subarray(0, Math.min(count, NEIGHBOURS_MAX)));
    if (found > seqnum) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The first sequence number that can be read; Infinity when none can. */
function firstReadable(bytes: JournalBytes, offsets: Float64Array): number {
  for (const offset of offsets) {
    try {
      return seqnumOf(bytes, offset);
    } catch (error) {
      if (!(error instanceof DamageError)) throw error;
    }
  }
  return Number.POSITIVE_INFINITY;
}
