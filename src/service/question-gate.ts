/**
 * Holds questions to their limits: how many at once, how long, how many edges in memory. Each is
 * begun here when it is granted, and disposed of when its answer is sent or nobody waits for it.
 */
import {
  ASK_FOR_LESS,
  type LimitName,
  QuestionLimitError,
  type QuestionLimits,
} from './question-limits.ts';
import { timerMs } from './timer.ts';

/** What an answer must keep to while it is made. */
export interface Bounds {
  /** Aborts with the reason that the question is to reject with. */
  readonly signal: AbortSignal;
  /** Before so many more edges are held. Throws QuestionLimitError when they are too many. */
  takeEdges(more: number): void;
}

/** Of an answer that waits for others before it. */
export interface WaitingBounds extends Bounds {
  /** What is given back settles as `turn` does; its time begins anew then. */
  untimed<T>(turn: Promise<T>): Promise<T>;
}

export interface OpenQuestion extends WaitingBounds, Disposable {}

/** Questions are answered and end; who follows stays. */
export const QUESTION_KINDS = ['answer', 'follow'] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

export interface QuestionGateOptions {
  readonly limits: QuestionLimits;
  /** Whether flags set the limits: then messages name them. */
  readonly hasFlags?: boolean;
  /** Hears of each question that ran into a limit. */
  readonly onLimit?: (limit: LimitName) => void;
  /** Hears how many are open. */
  readonly onOpen?: (kind: QuestionKind, open: number) => void;
}

export class QuestionGate {
  readonly #options: QuestionGateOptions;
  /** Open ones by reader. */
  readonly #open: Readonly<Record<QuestionKind, Map<string, number>>> = {
    answer: new Map(),
    follow: new Map(),
  };
  #edges = 0;

  constructor(options: QuestionGateOptions) {
    this.#options = options;
  }

  /**
   * Begins a question of `who`; `gone` aborts when nobody waits for the answer any more. Throws
   * QuestionLimitError when there are too many already.
   */
  begin(who: string, kind: QuestionKind, gone: AbortSignal): OpenQuestion {
    this.#enter(who, kind);
    const over = new AbortController();
    const { msMax } = this.#options.limits;
    let timer: NodeJS.Timeout | undefined;
    let edges = 0;
    let isOpen = true;
    const begin = () => {
      const isTimed = isOpen && kind === 'answer' && Number.isFinite(msMax);
      if (isTimed) timer = setTimeout(() => over.abort(this.#tooLong()), timerMs(msMax));
    };
    begin();
    return {
      signal: AbortSignal.any([gone, over.signal]),
      takeEdges: (more) => {
        this.#checkEdges(edges + more, more);
        edges += more;
        this.#edges += more;
      },
      untimed: (turn) => {
        clearTimeout(timer);
        return turn.finally(begin);
      },
      [Symbol.dispose]: () => {
        if (!isOpen) return;
        isOpen = false;
        clearTimeout(timer);
        this.#edges -= edges;
        this.#leave(who, kind);
      },
    };
  }

  #enter(who: string, kind: QuestionKind): void {
    const { limits } = this.#options;
    const open = this.#open[kind];
    const ofReader = open.get(who) ?? 0;
    const nouns = kind === 'answer' ? 'questions' : 'followers';
    const max = kind === 'answer' ? limits.questionsMax : limits.followersMax;
    if (sumOf(open) >= max) {
      const what = kind === 'answer' ? 'are being answered' : 'are here';
      throw this.#limit(
        nouns,
        `${max} ${nouns}${this.#flag(nouns)} ${what}: ask again in a moment`,
      );
    }
    if (ofReader >= limits.perReaderMax) {
      const has = `${who} has ${ofReader} ${nouns} open${this.#flag('reader-questions')}`;
      throw this.#limit('reader', `${has}: ask again when one of them has ended`);
    }
    open.set(who, ofReader + 1);
    this.#options.onOpen?.(kind, sumOf(open));
  }

  #leave(who: string, kind: QuestionKind): void {
    const open = this.#open[kind];
    const left = (open.get(who) ?? 0) - 1;
    if (left > 0) open.set(who, left);
    else open.delete(who);
    this.#options.onOpen?.(kind, sumOf(open));
  }

  #checkEdges(ofQuestion: number, more: number): void {
    const { edgesMax } = this.#options.limits;
    if (ofQuestion > edgesMax) {
      const takes = `the answer takes more than ${edgesMax} edges in memory`;
      const what = `${takes}${this.#flag('question-edges')}`;
      throw this.#limit('edges', `${what}: ${ASK_FOR_LESS}`);
    }
    if (this.#edges + more > edgesMax) {
      const others = `answers to others hold ${this.#edges} edges in memory`;
      const what = `${others}${this.#flag('question-edges')}`;
      throw this.#limit('memory', `${what}: ask again in a moment`);
    }
  }

  #tooLong(): QuestionLimitError {
    const seconds = this.#options.limits.msMax / 1_000;
    const what = `the answer took longer than ${seconds} s${this.#flag('question-time')}`;
    return this.#limit('time', `${what}: ${ASK_FOR_LESS}`);
  }

  #flag(name: string): string {
    return this.#options.hasFlags ? ` (--${name})` : '';
  }

  #limit(limit: LimitName, message: string): QuestionLimitError {
    this.#options.onLimit?.(limit);
    return new QuestionLimitError(limit, message);
  }
}

function sumOf(open: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const count of open.values()) sum += count;
  return sum;
}
