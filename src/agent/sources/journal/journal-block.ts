/**
 * A block of kernel records while it is being filled. Pieces of the file are read straight into it,
 * and the index points at the messages where they lie among the journal's objects:
 *
 *   │ piece: … DATA MESSAGE=… │ ENTRY … DATA MESSAGE=… │ a message from elsewhere │ … │ free │
 *                   start ▲   ▲ end                                                   ▲ used
 *
 * One block per source, used again and again: whoever gets it is done before the next is asked for.
 */
import assert from 'node:assert/strict';
import { RECORD_BYTES_MAX } from '../../../flow/limits.ts';
import type { Loss, LossCause } from '../../../flow/loss.ts';
import { createRecordIndex, type RecordIndex } from '../../../parser/records.ts';
import type { RecordBlock, TimeReading } from '../source.ts';

/** Bytes of files in a block: about 450 LOG lines, and still within a second-level cache. */
const BLOCK_BYTES = 256 * 1024;

/** Always free while a block is not full: one entry of any size, and one message from elsewhere. */
export const ROOM_BYTES = 32 * 1024;

/** Records in a block: more than fit. */
const BLOCK_RECORDS = 2_048;

assert(ROOM_BYTES >= 2 * RECORD_BYTES_MAX, 'there is room for a record');

export interface JournalBlock extends RecordBlock {
  readonly bytes: Buffer;
  readonly view: DataView;
  readonly index: RecordIndex;
  /** Bytes in use; a multiple of 8. */
  used: number;
  read: number;
  ignored: number;
  spoofed: number;
  rejectedByReason: Record<string, number>;
  losses: Loss[];
  cursorAfter: string;
  reading: TimeReading;
}

const NO_READING: TimeReading = { bootId: '', rawUs: 0, wallUs: 0 };

export function createJournalBlock(): JournalBlock {
  const bytes = Buffer.allocUnsafeSlow(BLOCK_BYTES + ROOM_BYTES);
  return {
    bytes,
    view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length),
    index: createRecordIndex(BLOCK_RECORDS),
    used: 0,
    read: 0,
    ignored: 0,
    spoofed: 0,
    rejectedByReason: {},
    losses: [],
    cursorAfter: '',
    reading: NO_READING,
  };
}

/** Makes the block empty, for what comes next. */
export function clearBlock(block: JournalBlock): void {
  block.index.count = 0;
  block.used = 0;
  block.read = 0;
  block.ignored = 0;
  block.spoofed = 0;
  block.rejectedByReason = {};
  block.losses = [];
}

/** Whether there is nothing in it to tell. */
export function isEmpty({ read, losses }: JournalBlock): boolean {
  return read === 0 && losses.length === 0;
}

export function isFull({ bytes, used, index }: JournalBlock): boolean {
  return index.count === BLOCK_RECORDS || bytes.length - used < ROOM_BYTES;
}

/** Counts a record that cannot be used. */
export function rejectRecord(block: JournalBlock, reason: string): void {
  block.rejectedByReason[reason] = (block.rejectedByReason[reason] ?? 0) + 1;
}

/** A loss of this source. */
export function journalLoss(
  cause: LossCause,
  count: number | undefined,
  firstUs: number,
  lastUs: number,
): Loss {
  return { source: 'journal', cause, count, firstUs, lastUs };
}
