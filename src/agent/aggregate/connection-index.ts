/**
 * Finds remembered connections by the hash of their five-tuple. Most lines are new connections, so
 * it is made to say "not here" from one cache line, and to forget for nothing: the ring of
 * connections.ts overwrites its oldest entry, and the slot that meant it is stale by its number
 * alone. Invariant: a slot in use or a spilled number leads to each entry of the ring; what else
 * they lead to is told apart by comparing five-tuples.
 *
 *   bucket: 16 slots, filled in turn ┌─────┬─────┬──   ──┬─────┐  slot: tag     │ sequence
 *   chosen by the hash's low bits    │  0  │  1  │  ...  │ 15  │        (hash's │ (low bits of the
 *                                    └─────┴─────┴──   ──┴─────┘        high    │  entry's number
 *                                             ▲ cursor: the oldest      bits)   │  in all time)
 *
 * A bucket has four entries on average; where a seventeenth comes (about 1 in 10⁶), the number of
 * the overwritten one is spilled into a list.
 */
import * as layout from './connection-layout.ts';
import { indexSlots } from './hash.ts';
import type { TableMemory } from './table-memory.ts';

// A copy: see flow-key.ts.
const { BUCKET_SLOTS } = layout;
/** Slots for each entry, at least; and by how much sequences outlast the ring. */
const SLOTS_EACH = 4;
const LAPS = 16;

export interface ConnectionIndex {
  readonly slots: Int32Array;
  /** By bucket: its oldest slot, the next to be overwritten. */
  readonly cursors: Uint8Array;
  readonly bucketMask: number;
  readonly sequenceBits: number;
  readonly sequenceMask: number;
  readonly spilled: Int32Array;
  spilledCount: number;
}

/** For a ring of `max` entries. */
export function createConnectionIndex(max: number, memory: TableMemory): ConnectionIndex {
  const room = indexSlots(max);
  const slots = Math.max(BUCKET_SLOTS, (SLOTS_EACH / 2) * room);
  return {
    slots: memory.int32(slots),
    cursors: memory.uint8(slots / BUCKET_SLOTS),
    bucketMask: slots / BUCKET_SLOTS - 1,
    sequenceBits: Math.log2((LAPS / 2) * room),
    sequenceMask: (LAPS / 2) * room - 1,
    spilled: new Int32Array(max),
    spilledCount: 0,
  };
}

/** First slot of the hash's bucket. */
export function bucketAt(index: ConnectionIndex, hash: number): number {
  return (hash & index.bucketMask) * BUCKET_SLOTS;
}

/**
 * Whether a slot of the bucket that begins at `first` has the tag of `hash`: without a branch for
 * each, since mostly none has.
 */
export function isTagged(index: ConnectionIndex, hash: number, first: number): boolean {
  return (
    (tagsOf(index, hash, first) |
      tagsOf(index, hash, first + 4) |
      tagsOf(index, hash, first + 8) |
      tagsOf(index, hash, first + 12)) <
    0
  );
}

/** Negative if one of the four slots from `slot` on has the tag of `hash`. */
function tagsOf({ slots, sequenceBits }: ConnectionIndex, hash: number, slot: number): number {
  return (
    (((slots[slot]! ^ hash) >>> sequenceBits) - 1) |
    (((slots[slot + 1]! ^ hash) >>> sequenceBits) - 1) |
    (((slots[slot + 2]! ^ hash) >>> sequenceBits) - 1) |
    (((slots[slot + 3]! ^ hash) >>> sequenceBits) - 1)
  );
}

/** End of the bucket that begins at `first`. */
export function bucketEnd(first: number): number {
  return first + BUCKET_SLOTS;
}

/** Whether the slot has the tag of `hash`. */
export function hasTag(index: ConnectionIndex, hash: number, slot: number): boolean {
  return (index.slots[slot]! ^ hash) >>> index.sequenceBits === 0;
}

/** How many entries ago the one that slot or spilled number `word` means was new; 1: the last. */
export function ageOf(index: ConnectionIndex, word: number, sequence: number): number {
  return (sequence - word) & index.sequenceMask;
}

/**
 * Adds the entry whose number in all time is `sequence`; `live` entries of the ring, itself not
 * counted, are still to be found.
 */
export function addSlot(
  index: ConnectionIndex,
  hash: number,
  sequence: number,
  live: number,
): void {
  const { slots, cursors, sequenceMask } = index;
  const bucket = hash & index.bucketMask;
  const cursor = cursors[bucket]!;
  const slot = bucket * BUCKET_SLOTS + cursor;
  if (index.spilledCount > 0) forgetStale(index, sequence, live);
  const overwritten = slots[slot]!;
  if (ageOf(index, overwritten, sequence) <= live) spill(index, overwritten & sequenceMask);
  slots[slot] = (hash & ~sequenceMask) | (sequence & sequenceMask);
  cursors[bucket] = (cursor + 1) & (BUCKET_SLOTS - 1);
}

function spill(index: ConnectionIndex, number: number): void {
  if (index.spilled.subarray(0, index.spilledCount).includes(number)) return;
  index.spilled[index.spilledCount] = number;
  index.spilledCount++;
}

function forgetStale(index: ConnectionIndex, sequence: number, live: number): void {
  const { spilled, spilledCount } = index;
  let kept = 0;
  for (let i = 0; i < spilledCount; i++) {
    if (ageOf(index, spilled[i]!, sequence) <= live) spilled[kept++] = spilled[i]!;
  }
  index.spilledCount = kept;
}
