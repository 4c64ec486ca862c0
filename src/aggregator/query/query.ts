/** The query service over gRPC: edges out of the store, edges as they come, and the state of the nodes. */
import { once } from 'node:events';
import {
  type ServerUnaryCall,
  type ServerWritableStream,
  type sendUnaryData,
  status,
} from '@grpc/grpc-js';
import type { Logger } from 'pino';
import type { Edge } from '../../flow/edge.ts';
import { EdgeFilterError } from '../../flow/endpoint-pattern.ts';
import type { ListEdgesRequest, Status } from '../../wire/query.ts';
import type { AggregatorMetrics, QueryMethod } from '../metrics.ts';
import type { LiveEdges } from './live-edges.ts';

export interface QueryOptions {
  readonly listEdges: (request: ListEdgesRequest) => Promise<readonly Edge[]>;
  readonly liveEdges: LiveEdges;
  readonly getStatus: () => Promise<Status>;
  readonly metrics: AggregatorMetrics;
  readonly log: Logger;
}

type EdgeCall = ServerWritableStream<ListEdgesRequest, Edge>;

/** Methods for grpc-js; `close` ends the streams that would go on for ever. */
export class Query {
  readonly #options: QueryOptions;
  readonly #closed = new AbortController();

  constructor(options: QueryOptions) {
    this.#options = options;
  }

  readonly listEdges = async (call: EdgeCall): Promise<void> => {
    this.#count('list_edges');
    await this.#answer(call, () => this.#options.listEdges(call.request));
  };

  readonly observeEdges = async (call: EdgeCall): Promise<void> => {
    this.#count('observe_edges');
    const { filter, limit } = call.request;
    const gone = new AbortController();
    call.once('close', () => gone.abort());
    const signal = AbortSignal.any([gone.signal, this.#closed.signal]);
    await this.#answer(call, async () =>
      firstOf(this.#options.liveEdges.subscribe(filter, signal), limit),
    );
    gone.abort();
  };

  readonly getStatus = (
    _call: ServerUnaryCall<unknown, Status>,
    reply: sendUnaryData<Status>,
  ): void => {
    this.#count('get_status');
    this.#options.getStatus().then(
      (state) => reply(null, state),
      (error) => reply(this.#statusOf(error)),
    );
  };

  close(): void {
    this.#closed.abort();
  }

  #count(method: QueryMethod): void {
    this.#options.metrics.queries.inc({ api: 'grpc', method });
  }

  async #answer(
    call: EdgeCall,
    ask: () => Promise<Iterable<Edge> | AsyncIterable<Edge>>,
  ): Promise<void> {
    try {
      for await (const edge of await ask()) {
        if (call.destroyed) return;
        if (!call.write(edge)) await flushed(call);
      }
      call.end();
    } catch (error) {
      call.emit('error', this.#statusOf(error));
    }
  }

  /** What the asker is told; a fault of our own goes to the log instead. */
  #statusOf(error: unknown): { code: status; details: string } {
    if (error instanceof EdgeFilterError) {
      return { code: status.INVALID_ARGUMENT, details: error.message };
    }
    this.#options.log.error({ err: error }, 'query failed');
    return {
      code: status.UNAVAILABLE,
      details: 'the query failed; the log of the aggregator says why',
    };
  }
}

/** Resolves when the stream takes more, or never will. */
async function flushed(call: EdgeCall): Promise<void> {
  if (call.destroyed) return;
  const done = new AbortController();
  await Promise.race([
    once(call, 'drain', { signal: done.signal }),
    once(call, 'close', { signal: done.signal }),
  ]).finally(() => done.abort());
}

/** At most `limit` edges; 0: all. */
async function* firstOf(edges: AsyncIterable<Edge>, limit: number): AsyncGenerator<Edge> {
  let taken = 0;
  for await (const edge of edges) {
    yield edge;
    if (++taken === limit) return;
  }
}
