/**
 * Follows a log over its rotations: reads the generation that it is in to its end, then goes on to
 * the next newer one, until it is in the file that has the log's own name.
 *
 *   kern.log.2.gz ──end──▶ kern.log.1 ──end──▶ kern.log ──end──▶ look again, later
 *                          └ lingers: read on while the writer may still have it open
 *
 * Invariant: the cursor of a block stands behind what was handed over up to it and before all else;
 * a generation that cannot be found or read is a `rotation` loss of unknown size.
 */
import { setImmediate } from 'node:timers/promises';
import type { FramedSegment } from '../../../parser/headers/segment.ts';
import { createRecordIndex } from '../../../parser/records.ts';
import type { RecordBlock, StartFrom } from '../source.ts';
import { BlockLedger, NO_RECORDS } from './block-ledger.ts';
import { BUFFER_BYTES, type FollowedGeneration } from './followed-generation.ts';
import { GenerationChain } from './generation-chain.ts';
import { formatCursor } from './position.ts';

/** Records in a block: 256 KiB of the file, in which few LOG lines are shorter than 64 bytes. */
const BLOCK_RECORDS = 4_096;

/** Reads after which others get their turn: about a millisecond's work. */
const TURN_READS = 4;

/**
 * A generation that is not the newest is read on until nothing happened to it for so long, as we
 * saw it: the writer has a renamed file open until it is told to reopen, which logrotate does in a
 * second. Times of files do not tell, since the wall clock may have been set meanwhile.
 */
const LINGER_MS = 10_000;

/** Older generations that linger; rotation a second makes no more of them. */
const LINGERING_MAX = 3;

export interface FollowerOptions {
  readonly path: string;
  readonly from: StartFrom;
  /** Wall clock. */
  readonly nowMs: () => number;
  /** Time that nobody sets. */
  readonly elapsedMs: () => number;
}

export class Follower implements Disposable {
  readonly #elapsedMs: () => number;
  readonly #ledger = new BlockLedger();
  readonly #chain: GenerationChain;
  readonly #buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);
  readonly #index = createRecordIndex(BLOCK_RECORDS);
  /** Oldest first; the last one is the newest that was begun. */
  readonly #open: FollowedGeneration[] = [];
  #cursor: string;

  constructor(cursor: string, options: FollowerOptions) {
    this.#cursor = cursor;
    this.#elapsedMs = options.elapsedMs;
    this.#chain = new GenerationChain(cursor, {
      ...options,
      ledger: this.#ledger,
      open: this.#open,
      buffer: this.#buffer,
    });
  }

  /** The log is there and may not be opened. */
  get isDenied(): boolean {
    return this.#chain.isDenied;
  }

  /** Nothing has happened to the log since the last round: for the price of two stats. */
  get isResting(): boolean {
    const [only] = this.#open;
    return this.#open.length === 1 && only!.isResting && this.#chain.isCurrent(only!);
  }

  /** Reads all that can be read now. Not to be left before its end, except for good. */
  async *round(): AsyncGenerator<RecordBlock, void, undefined> {
    do {
      for (const generation of [...this.#open]) yield* this.#read(generation);
      yield* this.#retireFinished();
    } while (await this.#chain.goOn());
    if (this.#ledger.hasNews || this.#cursorNow() !== this.#cursor) yield this.#block(NO_RECORDS);
  }

  async *#read(from: FollowedGeneration): AsyncGenerator<RecordBlock, void, undefined> {
    if (this.#chain.reconsider(from)) return;
    let generation = from;
    for (let reads = 1; ; reads++) {
      const outcome = await generation.read(this.#buffer);
      if (outcome === 'nothing') return;
      if (outcome === 'failed') return void this.#chain.tellFailed();
      if (outcome === 'changed') {
        const moved = await this.#chain.relocate(generation);
        if (moved === undefined) return;
        generation = moved;
      }
      if (outcome === 'lines') yield* this.#frame(generation);
      this.#ledger.reject('too_long', generation.takeTooLong());
      // Reads of a regular file never wait: without this nothing else would get its turn.
      if (reads % TURN_READS === 0) await setImmediate();
    }
  }

  *#frame(generation: FollowedGeneration): Generator<RecordBlock, void, undefined> {
    for (const segment of generation.frame(this.#buffer, this.#index)) yield this.#block(segment);
  }

  /**
   * Closes older generations that nobody writes to any more, the oldest first, so that those of a
   * cursor have no gaps. An empty file proves nothing: the one before it stays as long as it does.
   */
  *#retireFinished(): Generator<RecordBlock, void, undefined> {
    for (;;) {
      const [oldest, next] = this.#open;
      if (oldest === undefined || next === undefined) return;
      const isQuiet = oldest.quietMs(this.#elapsedMs()) >= LINGER_MS;
      const isDone = isQuiet && next.position.end > 0;
      if (!isDone && this.#open.length <= LINGERING_MAX + 1) return;
      yield* this.#retireOldest(oldest);
    }
  }

  *#retireOldest(generation: FollowedGeneration): Generator<RecordBlock, void, undefined> {
    for (const segment of generation.finish(this.#index)) yield this.#block(segment);
    this.#ledger.reject('truncated', generation.endsInHalfLine ? 1 : 0);
    this.#open.shift();
    this.#open[0]?.retireOlder(generation);
    generation[Symbol.dispose]();
  }

  #block(segment: FramedSegment): RecordBlock {
    if (segment === NO_RECORDS) this.#index.count = 0;
    else this.#chain.beginning.leaveOutOlder(segment, this.#index);
    this.#cursor = this.#cursorNow();
    // What stands in a followed file anybody may have written, also what looks like the kernel's.
    const place = { index: this.#index, cursorAfter: this.#cursor, trust: 'text' } as const;
    return this.#ledger.block(segment, place);
  }

  #cursorNow(): string {
    const positions = this.#open.map(({ position }) => position);
    const { lost } = this.#chain;
    if (lost !== undefined && lost.head !== '') positions.push(lost);
    return positions.length === 0 ? this.#cursor : formatCursor(positions);
  }

  [Symbol.dispose](): void {
    for (const generation of this.#open) generation[Symbol.dispose]();
  }
}
