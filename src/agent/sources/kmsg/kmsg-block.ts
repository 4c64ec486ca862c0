/**
 * A block of kernel records on its way from the worker to the pipeline: one transferable buffer and
 * its account. The device writes records straight into the block, and overwrites what is not wanted
 * of those before.
 *
 *   0                8 × records       12 × records     16 × records                  BUFFER_BYTES
 *   │ times (float64) │ starts (int32)  │ ends (int32)   │ bytes: header;text header;text … │
 */
import assert from 'node:assert/strict';
import { RECORD_BYTES_MAX } from '../../../flow/limits.ts';
import { addLoss, type Loss } from '../../../flow/loss.ts';
import type { RecordIndex } from '../../../parser/records.ts';
import type { RecordBlock, TimeReading } from '../source.ts';
import type { KmsgClock } from './kmsg-clock.ts';
import type { KmsgPosition } from './kmsg-position.ts';

/** Bytes of records in a block: about 2,400 LOG lines. */
const BLOCK_BYTES = 512 * 1024;

/** Records in a block: more than fit, unless they are shorter than any real LOG line. */
const BLOCK_RECORDS = 4_096;

const INDEX_BYTES = BLOCK_RECORDS * 16;
const BUFFER_BYTES = INDEX_BYTES + BLOCK_BYTES;
assert(BLOCK_BYTES >= 3 * RECORD_BYTES_MAX, 'a block holds more than one record');

/** A RecordBlock while it is being filled. */
export interface KmsgBlock extends RecordBlock {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly index: RecordIndex;
  /** Bytes in use. */
  used: number;
  read: number;
  ignored: number;
  spoofed: number;
  rejectedByReason: Record<string, number>;
  losses: Loss[];
  cursorAfter: string;
  reading?: TimeReading;
  /** Steps of the wall clock, resumes from a suspend included, that showed meanwhile. */
  clockSteps: number;
}

/** Empty block over `buffer`, which is one that an earlier block lay in, or over a new one. */
export function createKmsgBlock(buffer = new ArrayBuffer(BUFFER_BYTES)): KmsgBlock {
  return {
    bytes: new Uint8Array(buffer, INDEX_BYTES),
    index: {
      count: 0,
      timesUs: new Float64Array(buffer, 0, BLOCK_RECORDS),
      starts: new Int32Array(buffer, BLOCK_RECORDS * 8, BLOCK_RECORDS),
      ends: new Int32Array(buffer, BLOCK_RECORDS * 12, BLOCK_RECORDS),
    },
    used: 0,
    read: 0,
    ignored: 0,
    spoofed: 0,
    rejectedByReason: {},
    losses: [],
    cursorAfter: '',
    clockSteps: 0,
  };
}

/** Whether a further record of any size might not fit, and one read behind it that is cut. */
export function isFull({ index, bytes, used }: KmsgBlock): boolean {
  return index.count === BLOCK_RECORDS || bytes.length - used < 2 * RECORD_BYTES_MAX;
}

/**
 * Keeps the text [start, end), which lies behind the bytes in use, in the block; its time is
 * printk's stamp until `settleBlock`.
 */
export function keepRecord(block: KmsgBlock, start: number, end: number, rawUs: number): void {
  const { index } = block;
  index.starts[index.count] = start;
  index.ends[index.count] = end;
  index.timesUs[index.count] = rawUs;
  index.count += 1;
  block.used = end;
}

/** Gives the records from `from` on, and the gaps that `position` found, wall-clock times. */
export function settleBlock(
  block: KmsgBlock,
  from: number,
  position: KmsgPosition,
  clock: KmsgClock,
): void {
  const { timesUs, count } = block.index;
  for (let at = from; at < count; at += 1) timesUs[at] = clock.wallUs(timesUs[at]!);
  for (const { cause, count, firstRawUs, lastRawUs } of position.takeGaps()) {
    const [firstUs, lastUs] = [clock.wallUs(firstRawUs), clock.wallUs(lastRawUs)];
    addLoss(block.losses, { source: 'kmsg', cause, count, firstUs, lastUs });
  }
  const { bootId, lastRawUs } = position;
  block.reading = { bootId, rawUs: lastRawUs, wallUs: clock.wallUs(lastRawUs) };
  block.clockSteps += clock.takeSteps();
}
