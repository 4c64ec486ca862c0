/**
 * The contract between where records come from and everything behind it: blocks of records, a
 * cursor, losses, trust. A source hands out one block at a time; not asking for the next one is how
 * the pipeline makes it wait.
 */
import type { Check } from '../../flow/check.ts';
import type { Loss } from '../../flow/loss.ts';
import type { TimeReading } from '../../flow/time-reading.ts';
import type { RecordIndex } from '../../parser/records.ts';

export type { TimeReading };

/**
 * `kernel`: framed by the kernel or journald, facility known. `text`: a file that anybody may have
 * written to.
 */
export type Trust = 'kernel' | 'text';

/**
 * What happens while the aggregator does not acknowledge: a file waits for us, the kernel's ring
 * does not.
 */
export type UnderPressure = 'wait' | 'fold';

/**
 * Where a source begins that has no cursor yet: at the oldest record that it holds, behind the
 * newest, or at the first record that is at most so many microseconds old.
 */
export type StartFrom = 'oldest' | 'now' | number;

/**
 * Records ready to be parsed. `bytes` and `index` are borrowed until the next block is asked for.
 * `index` gives each record's text (header stripped) and its time.
 */
export interface RecordBlock {
  readonly bytes: Uint8Array;
  readonly index: RecordIndex;
  /** Records read for this block, also those that `index` leaves out (`ignored`). */
  readonly read: number;
  /** Left out by the source itself: no LOG lines by their header; `spoofed` is part of it. */
  readonly ignored: number;
  readonly spoofed: number;
  readonly rejectedByReason: Readonly<Record<string, number>>;
  readonly losses: readonly Loss[];
  /** Opaque position behind the block's last record. */
  readonly cursorAfter: string;
  /** Framing of this block's records, where a file tells it; else the source's. */
  readonly trust?: Trust;
  readonly escaped?: boolean;
  /** Of the block's last record, where the source has a clock of its own. */
  readonly reading?: TimeReading;
  /** Steps of the wall clock that showed meanwhile, resumes from a suspend included. */
  readonly clockSteps?: number;
}

export interface Source {
  /** For example `kmsg`; part of the key under which the aggregator keeps the cursor. */
  readonly kind: string;
  readonly trust: Trust;
  /** Records carry printk's `\xNN` escapes. */
  readonly escaped: boolean;
  readonly underPressure: UnderPressure;
  /** It cannot see now what is written: nothing can be said of this time. */
  readonly isBlind?: boolean;
  /** What it found out about itself so far: told with the checks of the node. */
  checks?(): readonly Check[];
  /** Throws SourceError when it cannot be opened now: to be told before anything is connected. */
  check(): void;
  /**
   * `counted`: how far another source of this node has counted the same kernel's lines, if that is
   * further: what it has counted is passed over, what nobody has counted is told as lost.
   *
   * Reads on from `cursor` (empty: from the oldest record there is) until `signal` aborts or the
   * input ends. A block may hold no records (it then carries losses or a newer cursor).
   * Throws SourceError when the source cannot be opened or read.
   */
  blocks(cursor: string, signal: AbortSignal, counted?: TimeReading): AsyncIterable<RecordBlock>;
}

export const SOURCE_ERROR_CODES = ['not_found', 'not_permitted', 'unreadable'] as const;

/** The world failed; `message` says what, where, and what to do. */
export class SourceError extends Error {
  readonly code: (typeof SOURCE_ERROR_CODES)[number];
  constructor(
    code: (typeof SOURCE_ERROR_CODES)[number],
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = 'SourceError';
    this.code = code;
  }
}
