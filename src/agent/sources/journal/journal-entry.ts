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

/** Where what entries are ordered by stands in them. */
const SEQNUM = 16;
const REALTIME = 24;

/** Sequence number of the ENTRY object at `offset`. Throws DamageError when there is none. */
export function seqnumOf(bytes: JournalBytes, offset: number): number {
  return numberOf(bytes, offset, SEQNUM);
}

function numberOf(bytes: JournalBytes, offset: number, field: number): number {
  const view = isAligned(offset) ? bytes.read(offset, 32) : undefined;
  const value = view?.getUint8(0) === OBJECT_ENTRY ? u64(view, field) : 0;
  if (value === 0) throw new DamageError(`no entry at offset ${offset}`);
  return value;
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
  return search({ bytes, chain, field: SEQNUM }, seqnum);
}

/** Position of the first entry in the chain that was stored later than `timeUs`. */
export function firstLater(bytes: JournalBytes, chain: EntryChain, timeUs: number): number {
  return search({ bytes, chain, field: REALTIME }, timeUs);
}

interface Searched {
  readonly bytes: JournalBytes;
  readonly chain: EntryChain;
  readonly field: number;
}

function search(searched: Searched, value: number): number {
  const { chain } = searched;
  let low = 0;
  let high = chain.root.count;
  const offsets = new Float64Array(CHAIN_SLICE);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const count = chain.read(middle, offsets);
    const found = firstReadable(searched, offsets.subarray(0, Math.min(count, NEIGHBOURS_MAX)));
    if (found > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The first number that can be read; Infinity when none can. */
function firstReadable({ bytes, field }: Searched, offsets: Float64Array): number {
  for (const offset of offsets) {
    try {
      return numberOf(bytes, offset, field);
    } catch (error) {
      if (!(error instanceof DamageError)) throw error;
    }
  }
  return Number.POSITIVE_INFINITY;
}
