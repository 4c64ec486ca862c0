/**
 * The embedded home of flows as the aggregator uses it: one thread writes, others read, and the
 * thread that serves streams and questions waits for none of them.
 *
 *   apply, welcome … ──► writer thread ──► file (WAL) ◄── reader threads ◄── edges, series …
 *
 * What an apply has written, every question sees that is asked after it resolved.
 */
import type { Check } from '../../../flow/check.ts';
import { encodeBatchContent } from '../../../wire/batch-encoder.ts';
import type { EncodedEnds } from '../../../wire/flow-encoder.ts';
import type { Batch, Hello, Welcome } from '../../../wire/ingest.ts';
import type { ListObservedRequest, NodeHours } from '../../../wire/query.ts';
import {
  type EdgeHints,
  type History,
  HistoryLimitError,
  type HourSum,
  type Span,
  type StoredEdge,
} from '../../history.ts';
import {
  type AgentKey,
  type Applied,
  type NodeFlow,
  type Store,
  type StoredNode,
  StoreError,
} from '../../store.ts';
import { lockStore } from '../file-lock.ts';
import type { StoreOptions } from '../sqlite.ts';
import type { Outcome } from '../writer.ts';
import { decodeEdges, decodeFlows } from './blocks.ts';
import { Readers } from './readers.ts';
import type { AnswerBlocks, Question } from './reading.ts';
import { startWorker } from './store-thread.ts';
import { WriterClient } from './writer-client.ts';

/** Open at once: each holds a few blocks. */
const QUESTIONS_MAX = 64;

interface Parts {
  readonly writer: WriterClient;
  readonly readers: Readers;
  readonly lock: Disposable;
}

/** Opens or creates the file at `path`; rejects with StoreError when that cannot be. */
export async function openThreadedStore(
  path: string,
  options: StoreOptions,
  start = startWorker,
): Promise<ThreadedStore> {
  const lock = lockStore(path);
  try {
    const writer = await WriterClient.open(path, options, start);
    const readers = new Readers(path, options, start);
    return new ThreadedStore({ writer, readers, lock }, options.onCoarsened);
  } catch (cause) {
    lock[Symbol.dispose]();
    throw cause;
  }
}

class ThreadedStore implements Store, History {
  readonly #parts: Parts;
  readonly #onCoarsened: StoreOptions['onCoarsened'];
  readonly #encodedEnds: EncodedEnds = new WeakMap();
  #questions = 0;
  #isClosed = false;

  constructor(parts: Parts, onCoarsened: StoreOptions['onCoarsened']) {
    this.#parts = parts;
    this.#onCoarsened = onCoarsened;
  }

  welcome(hello: Hello): Promise<Welcome | 'fenced' | 'full'> {
    return this.#parts.writer.call({ kind: 'welcome', hello });
  }

  async apply(batch: Batch, agent: AgentKey): Promise<Applied> {
    const { epoch, sequence } = batch;
    const content = encodeBatchContent(batch, this.#encodedEnds);
    const { cluster, node, source } = agent;
    const { applied, coarsened } = await this.#parts.writer.call<Outcome>(
      { kind: 'apply', agent: { cluster, node, source }, epoch, sequence, content },
      [content.buffer as ArrayBuffer],
    );
    if (coarsened > 0) this.#onCoarsened(agent, coarsened);
    return applied;
  }

  observe(agent: AgentKey, observedUs: number): Promise<void> {
    return this.#parts.writer.call<undefined>({ kind: 'observe', agent, observedUs });
  }

  report(agent: AgentKey, checks: readonly Check[]): Promise<void> {
    return this.#parts.writer.call<undefined>({ kind: 'report', agent, checks });
  }

  forget(beforeUs: number, signal: AbortSignal): Promise<number> {
    return this.#parts.writer.forget(beforeUs, signal);
  }

  async *flows(hints: EdgeHints, signal?: AbortSignal): AsyncGenerator<readonly NodeFlow[]> {
    for await (const block of this.#ask({ kind: 'flows', hints }, signal)) yield decodeFlows(block);
  }

  async identity(): Promise<string> {
    for await (const { id } of this.#ask({ kind: 'identity' })) return id;
    throw new StoreError('failed', 'the store has no name');
  }

  async nodes(): Promise<readonly StoredNode[]> {
    for await (const nodes of this.#ask({ kind: 'nodes' })) return nodes;
    return [];
  }

  observed(span: ListObservedRequest): AsyncIterable<NodeHours> {
    return this.#ask({ kind: 'observed', span });
  }

  async *edges(hints: EdgeHints, signal: AbortSignal): AsyncGenerator<readonly StoredEdge[]> {
    for await (const block of this.#ask({ kind: 'edges', hints }, signal)) yield decodeEdges(block);
  }

  async *hourly(
    edges: readonly string[],
    span: Span,
    signal: AbortSignal,
  ): AsyncGenerator<readonly StoredEdge[]> {
    const question = { kind: 'hourly', edges, span } as const;
    for await (const block of this.#ask(question, signal)) yield decodeEdges(block);
  }

  async series(
    edges: readonly string[] | 'all',
    span: Span,
    signal: AbortSignal,
  ): Promise<HourSum[]> {
    for await (const sums of this.#ask({ kind: 'series', edges, span }, signal)) return sums;
    return [];
  }

  async *#ask<Kind extends Question['kind']>(
    question: Extract<Question, { kind: Kind }>,
    signal?: AbortSignal,
  ): AsyncGenerator<AnswerBlocks[Kind]> {
    if (this.#isClosed) throw new StoreError('failed', 'the store is closed');
    if (this.#questions >= QUESTIONS_MAX) {
      throw new HistoryLimitError(`more than ${QUESTIONS_MAX} questions at once: ask again later`);
    }
    this.#questions++;
    try {
      const reader = await this.#parts.readers.idlest();
      yield* reader.ask(question, signal);
    } finally {
      this.#questions--;
    }
  }

  async close(): Promise<void> {
    const { writer, readers, lock } = this.#parts;
    this.#isClosed = true;
    await readers.close();
    await writer.close();
    lock[Symbol.dispose]();
  }
}
