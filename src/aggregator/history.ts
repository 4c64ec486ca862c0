/**
 * What questions need of a home of flows: sums over spans of hours, so that the time of an answer
 * grows with what is distinct and not with how long it was watched. Every home answers alike
 * (test/aggregator/store/history-contract.ts). What a home narrows down may still be more than was
 * asked for: names that came late are not known to it.
 */
import type { Flow } from '../flow/flow.ts';
import type { Store } from './store.ts';

/** The hours that overlap with it; without a bound, from the first or to the last. */
export interface Span {
  /** Microseconds since the epoch, both included. */
  readonly sinceUs?: number;
  readonly untilUs?: number;
}

/** What a home may leave out; an undefined condition leaves out nothing. */
export interface EdgeHints extends Span {
  /**
   * Edges without an end in it, unless an end may yet turn out to be: one without any attribution
   * that is not outside, or with candidates.
   */
  readonly namespace?: string;
  readonly protocol?: number;
  readonly port?: number;
  /** Without it edges of replies are left out. */
  readonly replies?: boolean;
}

/** What an agent's edge adds up to in the hours of a span. */
export interface StoredEdge {
  /** Means the same edge in every answer of this home, as long as it is kept. */
  readonly id: string;
  readonly cluster: string;
  readonly node: string;
  /** Its `hour` is the first of `hours`; a first time of 0 is unknown, and gives way to others. */
  readonly flow: Flow;
  /** Since the epoch, ascending; those of the span. */
  readonly hours: readonly number[];
}

export interface HourSum {
  /** Since the epoch. */
  readonly hour: number;
  readonly lines: number;
  /** Of logged flows alone: open connections are a level. */
  readonly connections: number;
  readonly bytes: number;
  readonly answered: number;
  readonly refused: number;
  readonly unreachable: number;
}

/** A question took more than it may; `message` says which limit, and how to ask for less. */
export class HistoryLimitError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'HistoryLimitError';
  }
}

/**
 * Every question ends with its signal, whose reason it rejects with, and rejects with
 * HistoryLimitError past its limits.
 */
export interface History {
  /** One per agent and edge, in blocks, in no order that means anything. */
  edges(hints: EdgeHints, signal: AbortSignal): AsyncIterable<readonly StoredEdge[]>;

  /**
   * The same of these edges alone, once for each hour of the span: who holds an address may have
   * changed meanwhile. Edges that are no more are passed over.
   */
  hourly(
    edges: readonly string[],
    span: Span,
    signal: AbortSignal,
  ): AsyncIterable<readonly StoredEdge[]>;

  /** Hour by hour, ascending, without empty ones; of these edges together, or of all. */
  series(edges: readonly string[] | 'all', span: Span, signal: AbortSignal): Promise<HourSum[]>;

  /**
   * Forgets what lies wholly before `beforeUs`, a part at a time, so that batches need not wait;
   * gives the number of edge-hours that went. What is left adds up as if the rest had never been;
   * what agents' positions and losses say stays.
   */
  forget(beforeUs: number, signal: AbortSignal): Promise<number>;
}

/** Where flows are kept, and asked for. */
export type Home = Store & History;
