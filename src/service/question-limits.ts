/**
 * What questions may take of the service that answers them, so that no reader and no mistake can
 * take what agents and other readers need.
 */
import { getHeapStatistics } from 'node:v8';

export interface QuestionLimits {
  /** Of one question, until its answer is sent; Infinity: for ever. Following is not limited. */
  readonly msMax: number;
  /** Edges in memory for one answer, and for all at once. */
  readonly edgesMax: number;
  /** Questions that are being answered at once, and readers that follow at once. */
  readonly questionsMax: number;
  readonly followersMax: number;
  /** Of one reader, of questions as of following. */
  readonly perReaderMax: number;
}

/** An edge that is being summed, with its ends and as it is answered (measured: 2.9 to 3.5 kB). */
const EDGE_BYTES = 3_500;
/** Of the memory that this process may have: the rest is for agents and names. */
const ANSWERS_SHARE = 1 / 2;

/**
 * The inventory of the largest clusters has some 140,000 edges: a heap of a gigabyte. A page asks
 * a handful of questions at once, and each takes the one thread that also takes batches.
 */
export const QUESTION_LIMITS: QuestionLimits = {
  msMax: 30_000,
  edgesMax: Math.floor((getHeapStatistics().heap_size_limit * ANSWERS_SHARE) / EDGE_BYTES),
  questionsMax: 16,
  followersMax: 64,
  perReaderMax: 8,
};

/** What a question ran into. */
export const LIMIT_NAMES = ['time', 'edges', 'memory', 'questions', 'followers', 'reader'] as const;
export type LimitName = (typeof LIMIT_NAMES)[number];

/** A question took more than it may; `message` says which limit, and what to do. */
export class QuestionLimitError extends Error {
  readonly limit: LimitName;
  constructor(limit: LimitName, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'QuestionLimitError';
    this.limit = limit;
  }
}

/** How to ask for less. */
export const ASK_FOR_LESS = 'ask for one namespace or port, or for a shorter time';
