/**
 * A list of entries as journal files keep it: perhaps a first offset, then arrays of offsets, each
 * linked to the next and twice as large. The whole file has one, and so has every DATA object.
 *
 *   first ─ array ──next──▶ array ──next──▶ array
 *           │ offsets │     │ offsets   │   │ offsets, filled in place │ 0 0 0 │
 *
 * journald counts an entry last, so that what lies below the count is complete; it fills arrays in
 * place, so that nothing of them is kept here but where they are.
 * Invariant: offsets grow along a chain; where they do not, it is damaged.
 */
import { DamageError, type JournalBytes, u64 } from './journal-bytes.ts';
import { OBJECT_ENTRY_ARRAY, readObjectSize } from './journal-objects.ts';

const ARRAY_HEADER_BYTES = 24;

/** Offsets read at once. */
export const CHAIN_SLICE = 512;

/** Arrays of a chain: each holds at least twice what the one before does, from four on. */
const ARRAYS_MAX = 64;

/** What a chain's owner says of it; read it again to see more. */
export interface ChainRoot {
  /** Offset of the first entry where it stands outside the arrays, else 0. */
  first: number;
  /** Offset of the first array; 0: none. */
  array: number;
  /** Entries in the chain. */
  count: number;
}

interface EntryArray {
  readonly offset: number;
  /** Position in the chain of the array's first item. */
  readonly begin: number;
  /** Position behind its last. */
  readonly end: number;
}

export class EntryChain {
  readonly root: ChainRoot = { first: 0, array: 0, count: 0 };
  readonly #bytes: JournalBytes;
  readonly #itemBytes: number;
  readonly #arrays: EntryArray[] = [];

  constructor(bytes: JournalBytes, isCompact: boolean) {
    this.#bytes = bytes;
    this.#itemBytes = isCompact ? 4 : 8;
  }

  /**
   * Reads the offsets of entries from position `index` on into `offsets`; returns how many, at most
   * CHAIN_SLICE, and 0 only behind the chain's end. Throws DamageError.
   */
  read(index: number, offsets: Float64Array): number {
    const { first, count } = this.root;
    if (index >= count) return 0;
    if (first !== 0 && index === 0) {
      offsets[0] = first;
      return 1;
    }
    const array = this.#arrayOf(index);
    const length = Math.min(offsets.length, CHAIN_SLICE, array.end - index, count - index);
    const from = array.offset + ARRAY_HEADER_BYTES + (index - array.begin) * this.#itemBytes;
    const view = this.#bytes.read(from, length * this.#itemBytes);
    let before = 0;
    for (let i = 0; i < length; i += 1) {
      const offset = this.#itemBytes === 4 ? view.getUint32(i * 4, true) : u64(view, i * 8);
      if (offset <= before) throw new DamageError(`the entry array at ${array.offset} goes back`);
      offsets[i] = offset;
      before = offset;
    }
    return length;
  }

  #arrayOf(index: number): EntryArray {
    const known = this.#arrays.findLast(({ begin }) => begin <= index);
    let array = known ?? this.#openArray(this.root.array, this.root.first === 0 ? 0 : 1);
    while (index >= array.end) {
      const next = u64(this.#bytes.read(array.offset + 16, 8), 0);
      if (next <= array.offset) throw new DamageError(`no array behind that at ${array.offset}`);
      array = this.#openArray(next, array.end);
    }
    return array;
  }

  #openArray(offset: number, begin: number): EntryArray {
    if (this.#arrays.length === ARRAYS_MAX) throw new DamageError('a chain of too many arrays');
    const size = readObjectSize(this.#bytes, offset, OBJECT_ENTRY_ARRAY);
    const items = Math.floor((size - ARRAY_HEADER_BYTES) / this.#itemBytes);
    if (items < 1) throw new DamageError(`the entry array at ${offset} is empty`);
    const array = { offset, begin, end: begin + items };
    this.#arrays.push(array);
    return array;
  }
}
