/**
 * What a file's next block tells beside its records: losses, and lines that never became records.
 * Invariant: whatever is noted is told once, with the block that is made next.
 */
import { addLoss, type Loss } from '../../../flow/loss.ts';
import type { FramedSegment } from '../../../parser/headers/segment.ts';
import type { Reason } from '../../../parser/packet.ts';
import type { RecordIndex } from '../../../parser/records.ts';
import type { RecordBlock, Trust } from '../source.ts';

/** Of a block, what its source knows and the segment does not. */
export interface BlockPlace {
  readonly index: RecordIndex;
  readonly cursorAfter: string;
  readonly trust: Trust;
}

export class BlockLedger {
  #losses: Loss[] = [];
  #rejectedByReason: Record<string, number> = {};
  #rejected = 0;

  /** Lines that are in no file any more, or in none that can be read; nobody knows how many. */
  lose(nowUs: number): void {
    const size = { count: undefined, firstUs: nowUs, lastUs: nowUs };
    addLoss(this.#losses, { source: 'file', cause: 'rotation', ...size });
  }

  /** Lines left out before the framer saw them. */
  reject(reason: Reason, count: number): void {
    if (count === 0) return;
    this.#rejected += count;
    this.#rejectedByReason[reason] = (this.#rejectedByReason[reason] ?? 0) + count;
  }

  get hasNews(): boolean {
    return this.#rejected > 0 || this.#losses.length > 0;
  }

  /** The block of `segment`, and of what was noted since the last one. */
  block(segment: FramedSegment, { index, cursorAfter, trust }: BlockPlace): RecordBlock {
    const read = segment.read + this.#rejected;
    for (const [reason, count] of Object.entries(segment.rejectedByReason)) {
      this.reject(reason as Reason, count);
    }
    const [rejectedByReason, losses] = [this.#rejectedByReason, this.#losses];
    this.#rejectedByReason = {};
    this.#rejected = 0;
    this.#losses = [];
    const { bytes, ignored, spoofed, escaped } = segment;
    const counts = { read, ignored, spoofed, rejectedByReason, losses };
    return { bytes, index, ...counts, cursorAfter, trust, escaped };
  }
}

/** The segment of a block that only tells what the ledger holds. */
export const NO_RECORDS: FramedSegment = Object.freeze({
  bytes: new Uint8Array(0),
  next: 0,
  escaped: false,
  trusted: false,
  unfinished: false,
  read: 0,
  ignored: 0,
  spoofed: 0,
  rejectedByReason: {},
});
