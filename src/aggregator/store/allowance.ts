/**
 * What one question may take of the thread that answers it. Work is cut into pages of a few
 * milliseconds, with a rest after each, so that questions share the thread; time is counted while
 * it works, not while the asker takes its time.
 */
import { HistoryLimitError } from '../history.ts';

export interface QuestionLimits {
  /** Edges and buckets that it may look at. */
  readonly rowsMax: number;
  /** Milliseconds of work. */
  readonly workMsMax: number;
}

/** Two weeks of the largest inventory that one file is for, and longer than anybody waits. */
export const QUESTION_LIMITS: QuestionLimits = { rowsMax: 50_000_000, workMsMax: 60_000 };

const LESS = 'ask for a shorter span, one namespace or one port';

export class Allowance {
  readonly #limits: QuestionLimits;
  readonly #signal: AbortSignal;
  #rows = 0;
  #workMs = 0;

  constructor(limits: QuestionLimits, signal: AbortSignal) {
    this.#limits = limits;
    this.#signal = signal;
  }

  /** Counts rows that were looked at; throws HistoryLimitError. */
  take(rows: number): void {
    this.#rows += rows;
    const { rowsMax } = this.#limits;
    if (this.#rows <= rowsMax) return;
    throw new HistoryLimitError(`the question looks at more than ${rowsMax} rows: ${LESS}`);
  }

  /** Does one page of work; rejects with the signal's reason, or HistoryLimitError. */
  async work<Result>(page: () => Result): Promise<Result> {
    await new Promise(setImmediate);
    this.#signal.throwIfAborted();
    const began = performance.now();
    const result = page();
    this.#workMs += performance.now() - began;
    const { workMsMax } = this.#limits;
    if (this.#workMs <= workMsMax) return result;
    throw new HistoryLimitError(`the question takes more than ${workMsMax / 1_000} s: ${LESS}`);
  }
}
