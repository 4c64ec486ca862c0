/**
 * The embedded home of flows on one connection and in one thread: what threads do apart
 * (threads/store-threads.ts) in one object. For stores in memory, and wherever nobody waits.
 */
import type { Check } from '../../flow/check.ts';
import { FLOWS_PER_HOUR_MAX, FORGET_US } from '../../flow/limits.ts';
import type { Batch, Hello, Welcome } from '../../wire/ingest.ts';
import type { ListObservedRequest, NodeHours } from '../../wire/query.ts';
import type { EdgeHints, History, HourSum, Span, StoredEdge } from '../history.ts';
import {
  type AgentKey,
  type Applied,
  type NodeFlow,
  type Store,
  type StoredNode,
  StoreError,
} from '../store.ts';
import { QUESTION_LIMITS, type QuestionLimits } from './allowance.ts';
import { openForWriting } from './database.ts';
import { lockStore } from './file-lock.ts';
import { Reader } from './reader.ts';
import { readFailure } from './store-errors.ts';
import { Writer, type WriterOptions } from './writer.ts';

export const DEFAULTS: StoreOptions = {
  flowsPerHourMax: FLOWS_PER_HOUR_MAX,
  forgetUs: FORGET_US,
  nowUs: () => Date.now() * 1_000,
  onCoarsened: () => {},
  onDeath: () => {},
  question: QUESTION_LIMITS,
};

export interface StoreOptions extends WriterOptions {
  /** Hears how many lines of a batch that is committed were counted with less detail. */
  readonly onCoarsened: (agent: AgentKey, lines: number) => void;
  /** Hears of an end that nobody asked for, after which nothing can be stored or read. */
  readonly onDeath: (error: StoreError) => void;
  /** Of each question. */
  readonly question: QuestionLimits;
}

/** What is no file has no other connection, and nobody else to keep out. */
export const IN_MEMORY = ':memory:';

/** Opens or creates the file at `path`; throws StoreError when that cannot be. */
export function openSqliteStore(path: string, options: Partial<StoreOptions> = {}): SqliteStore {
  const lock = path === IN_MEMORY ? undefined : lockStore(path);
  try {
    return new SqliteStore(path, { ...DEFAULTS, ...options }, lock);
  } catch (cause) {
    lock?.[Symbol.dispose]();
    throw cause;
  }
}

class SqliteStore implements Store, History {
  readonly #path: string;
  readonly #onCoarsened: StoreOptions['onCoarsened'];
  readonly #writer: Writer;
  readonly #reader: Reader;
  readonly #close: () => void;

  constructor(path: string, options: StoreOptions, lock: Disposable | undefined) {
    const db = openForWriting(path);
    this.#path = path;
    this.#onCoarsened = options.onCoarsened;
    this.#writer = new Writer(db, path, options);
    this.#reader = new Reader(db, options.question);
    this.#close = () => {
      this.#writer.close();
      lock?.[Symbol.dispose]();
    };
  }

  async identity(): Promise<string> {
    return this.#readOnce(() => this.#reader.identity());
  }

  async welcome(hello: Hello): Promise<Welcome | 'fenced' | 'full'> {
    const [welcome] = this.#writer.welcome([hello]);
    return welcome!;
  }

  async apply(batch: Batch, agent: AgentKey): Promise<Applied> {
    const [outcome] = this.#writer.apply([{ batch, agent }]);
    if (outcome instanceof StoreError) throw outcome;
    if (outcome!.coarsened > 0) this.#onCoarsened(agent, outcome!.coarsened);
    return outcome!.applied;
  }

  async observe(agent: AgentKey, observedUs: number): Promise<void> {
    this.#writer.observe([{ agent, observedUs }]);
  }

  async report(agent: AgentKey, checks: readonly Check[]): Promise<void> {
    this.#writer.report(agent, checks);
  }

  forget(beforeUs: number, signal: AbortSignal): Promise<number> {
    return this.#writer.forget(beforeUs, signal);
  }

  flows(hints: EdgeHints, signal?: AbortSignal): AsyncIterable<readonly NodeFlow[]> {
    return this.#readAll(this.#reader.flows(hints, signal), signal);
  }

  async nodes(): Promise<readonly StoredNode[]> {
    return this.#readOnce(() => this.#reader.nodes());
  }

  observed(span: ListObservedRequest): AsyncIterable<NodeHours> {
    return this.#readAll(this.#reader.observed(span));
  }

  edges(hints: EdgeHints, signal: AbortSignal): AsyncIterable<readonly StoredEdge[]> {
    return this.#readAll(this.#reader.questions.edges(hints, signal), signal);
  }

  hourly(
    edges: readonly string[],
    span: Span,
    signal: AbortSignal,
  ): AsyncIterable<readonly StoredEdge[]> {
    return this.#readAll(this.#reader.questions.hourly(edges, span, signal), signal);
  }

  series(edges: readonly string[] | 'all', span: Span, signal: AbortSignal): Promise<HourSum[]> {
    return this.#readOnce(() => this.#reader.questions.series(edges, span, signal), signal);
  }

  async close(): Promise<void> {
    this.#close();
  }

  /** Whoever ends a question hears their own reason. */
  async #readOnce<Answer>(
    read: () => Answer | Promise<Answer>,
    signal?: AbortSignal,
  ): Promise<Answer> {
    try {
      return await read();
    } catch (cause) {
      throw signal?.aborted ? cause : readFailure(this.#path, cause);
    }
  }

  async *#readAll<Block>(
    blocks: AsyncIterable<Block>,
    signal?: AbortSignal,
  ): AsyncGenerator<Block> {
    try {
      yield* blocks;
    } catch (cause) {
      throw signal?.aborted ? cause : readFailure(this.#path, cause);
    }
  }
}
