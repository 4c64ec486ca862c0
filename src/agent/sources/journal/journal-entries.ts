/**
 * Kernel entries of one file into blocks: the offsets come from a chain, the bytes in pieces that
 * hold many entries and what they refer to, so that a LOG line costs no read and no copy of its
 * own.
 *
 * Hot: `#readEntry` and the loops over an entry's items; budget 600 ns per record, nothing
 * allocated. Objects outside the piece are looked up in DataReader's memory of the shared ones.
 * Invariant: what leaves here is the whole MESSAGE of an entry that refers to `_TRANSPORT=kernel`;
 * every entry behind the last one is counted once, whatever it looks like.
 */
import { mayBeLogLine } from '../kmsg/kmsg-record.ts';
import { isFull, type JournalBlock, ROOM_BYTES, rejectRecord } from './journal-block.ts';
import { type JournalBytes, u64 } from './journal-bytes.ts';
import { CHAIN_SLICE, type EntryChain } from './journal-chain.ts';
import type { DataReader } from './journal-data.ts';
import { EntryItems } from './journal-items.ts';
import { ENTRY_HEADER_BYTES, type Layout, OBJECT_ENTRY, roundUp8 } from './journal-objects.ts';
import type { Passage } from './journal-passage.ts';

/** Bytes read before an entry, where its own objects lie, and for the entry itself. */
const BEFORE_BYTES = 2 * 1024;
const AFTER_BYTES = 2 * 1024;

/** Between two entries: to read through so much is cheaper than to read twice. */
const GAP_BYTES = 16 * 1024;

/** Largest entry that is looked at: hundreds of fields, where the kernel's have about ten. */
const ENTRY_BYTES_MAX = 8 * 1024;

/** What became of an entry. */
const PASSED = 0;
const NO_ROOM = 1;
const CUT_OFF = 2;

/** Why reading stopped: the chain's end, a full block, or the offset at which it was to stop. */
export type ReadEnd = 'end' | 'full' | 'mark';

export interface KernelEntriesOptions {
  readonly bytes: JournalBytes;
  readonly layout: Layout;
  readonly data: DataReader;
  /** Offset of the DATA object `_TRANSPORT=kernel`. */
  readonly kernelData: number;
  readonly passage: Passage;
  /** Largest sequence number that the file has given by now. */
  readonly readTail: () => number;
}

export class KernelEntries {
  /** Position in the chain of the next entry. */
  index = 0;
  /** Sequence number of the entry read last, or behind which reading began. */
  seqnum = 0;
  readonly #bytes: JournalBytes;
  readonly #items: EntryItems;
  readonly #passage: Passage;
  readonly #readTail: () => number;
  #tail = 0;
  readonly #offsets = new Float64Array(CHAIN_SLICE);
  /** The entry that is being read, and the piece of the file that it lies in. */
  readonly #place = { at: 0, size: 0, shift: 0, pieceStart: 0 };
  #pieceEnd = 0;

  constructor(options: KernelEntriesOptions) {
    this.#bytes = options.bytes;
    this.#items = new EntryItems(options.data, options.layout, options.kernelData);
    this.#passage = options.passage;
    this.#readTail = options.readTail;
  }

  /** See EntryItems. */
  set linkedBefore(offset: number) {
    this.#items.linkedBefore = offset;
  }

  /** Reads on along `chain`, but not past the offset `until`. Throws DamageError. */
  read(block: JournalBlock, chain: EntryChain, until: number): ReadEnd {
    for (;;) {
      if (isFull(block)) return 'full';
      const count = chain.read(this.index, this.#offsets);
      if (count === 0) return 'end';
      const before = countBelow(this.#offsets, count, until);
      const passed = this.readAt(block, this.#offsets.subarray(0, before));
      this.index += passed;
      if (passed < before) return 'full';
      if (before < count) return 'mark';
    }
  }

  /** Reads the entries at `offsets`, which rise; returns how many before it had to stop. */
  readAt(block: JournalBlock, offsets: Float64Array): number {
    let passed = 0;
    let afterBytes = AFTER_BYTES;
    while (passed < offsets.length && !isFull(block)) {
      const isAlone = afterBytes === ENTRY_BYTES_MAX;
      const end = this.#readPiece(block, offsets.subarray(passed), afterBytes) + passed;
      afterBytes = AFTER_BYTES;
      for (; passed < end; passed += 1) {
        const outcome = this.#readEntry(block, offsets[passed]!);
        if (outcome === NO_ROOM) return passed;
        if (outcome === CUT_OFF && !isAlone) {
          afterBytes = ENTRY_BYTES_MAX;
          break;
        }
        if (outcome === CUT_OFF) this.#rejectDamaged(block);
      }
    }
    return passed;
  }

  /** Reads a piece with the first entry and those close behind it; returns how many. */
  #readPiece(block: JournalBlock, offsets: Float64Array, afterBytes: number): number {
    const first = offsets[0]!;
    const start = Math.max(0, first - BEFORE_BYTES);
    const limit = start + block.bytes.length - block.used - ROOM_BYTES / 2 - afterBytes;
    let count = 1;
    // An entry that was cut off is read alone.
    while (afterBytes === AFTER_BYTES && count < offsets.length && offsets[count]! < limit) {
      if (offsets[count]! - offsets[count - 1]! > GAP_BYTES) break;
      count += 1;
    }
    const length = offsets[count - 1]! + afterBytes - start;
    const isPossible = first % 8 === 0 && this.#bytes.reaches(first);
    // No system reads at an offset that is no number of bytes.
    const range = isPossible ? { offset: start, length } : { offset: 0, length: 0 };
    const read = this.#bytes.readSome(block.bytes, block.used, range);
    this.#place.shift = block.used - start;
    this.#place.pieceStart = block.used;
    this.#pieceEnd = block.used + read;
    block.used = roundUp8(this.#pieceEnd);
    return count;
  }

  #readEntry(block: JournalBlock, offset: number): number {
    const { view } = block;
    const at = offset + this.#place.shift;
    if (at % 8 !== 0 || at + ENTRY_HEADER_BYTES > this.#pieceEnd) return CUT_OFF;
    const size = u64(view, at + 8);
    if (view.getUint8(at) !== OBJECT_ENTRY || size > ENTRY_BYTES_MAX) {
      return this.#rejectDamaged(block);
    }
    if (at + size > this.#pieceEnd) return CUT_OFF;
    const seqnum = u64(view, at + 16);
    if (!this.#isNext(seqnum)) return this.#rejectDamaged(block);
    const items = this.#items;
    this.#place.at = at;
    this.#place.size = size;
    items.read(block, this.#place);
    if (!items.isKernel) return this.#rejectDamaged(block);
    if (items.needsRoom && !hasRoom(block)) return NO_ROOM;
    this.seqnum = seqnum;
    if (this.#passage.pass(view, at, items.sourceUs)) this.#keep(block);
    return PASSED;
  }

  /** Whether the number is possible: a wrong one would make us pass over all up to it. */
  #isNext(seqnum: number): boolean {
    if (seqnum > this.#tail) this.#tail = this.#readTail();
    return seqnum > this.seqnum && seqnum <= this.#tail;
  }

  #keep(block: JournalBlock): void {
    const items = this.#items;
    block.read += 1;
    if (items.isSpoofed) {
      block.spoofed += 1;
      block.ignored += 1;
      return;
    }
    const trouble = items.takeMessage(block);
    if (trouble !== undefined) {
      rejectRecord(block, trouble);
    } else if (mayBeLogLine(block.bytes, items.messageStart, items.messageEnd)) {
      const { index } = block;
      index.starts[index.count] = items.messageStart;
      index.ends[index.count] = items.messageEnd;
      index.timesUs[index.count] = this.#passage.timeUs;
      index.count += 1;
    } else {
      block.ignored += 1;
    }
  }

  #rejectDamaged(block: JournalBlock): number {
    block.read += 1;
    rejectRecord(block, 'damaged');
    return PASSED;
  }
}

/** How many of the first `count` offsets, which rise, lie below `limit`. */
function countBelow(offsets: Float64Array, count: number, limit: number): number {
  let below = count;
  while (below > 0 && offsets[below - 1]! > limit) below -= 1;
  return below;
}

function hasRoom({ bytes, used }: JournalBlock): boolean {
  return bytes.length - used >= ROOM_BYTES / 2;
}
