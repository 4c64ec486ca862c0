/**
 * The query service over gRPC: edges that are known, edges as they come, and the state of the
 * nodes. The aggregator answers for all nodes, an agent for its own; both grant a question before
 * they answer it.
 */
import { once } from 'node:events';
import {
  type Server,
  type ServerUnaryCall,
  type ServerWritableStream,
  type StatusObject,
  type sendUnaryData,
  status,
} from '@grpc/grpc-js';
import type { Edge } from '../flow/edge.ts';
import type { EdgeFilter } from '../flow/edge-filter.ts';
import { type EdgeGroup, groupEdges } from '../flow/edge-groups.ts';
import { EdgeFilterError } from '../flow/endpoint-pattern.ts';
import { outcomePrefixes } from '../flow/outcome.ts';
import {
  type ListEdgesRequest,
  type ListedEdge,
  type ListGroupsRequest,
  type ListObservedRequest,
  type NodeHours,
  queryService,
  type Status,
} from '../wire/query.ts';
import { type Access, AccessRefusal, type Grant, type Question } from './access.ts';
import { keepGranted } from './keep-granted.ts';
import { listAnswer } from './list-answer.ts';
import type { LiveEdges } from './live-edges.ts';
import type { Peer } from './peer.ts';
import { refusalStatus } from './refusal-status.ts';

export const QUERY_METHODS = [
  'list_edges',
  'list_groups',
  'observe_edges',
  'get_status',
  'list_observed',
] as const;
export type QueryMethod = (typeof QUERY_METHODS)[number];

type EdgeCall = ServerWritableStream<ListEdgesRequest, ListedEdge>;
type GroupCall = ServerWritableStream<ListGroupsRequest, EdgeGroup>;
type HoursCall = ServerWritableStream<ListObservedRequest, NodeHours>;
type StreamCall<Answer> = ServerWritableStream<unknown, Answer>;
export type QueryCall = EdgeCall | GroupCall | HoursCall | ServerUnaryCall<unknown, Status>;

export interface QueryOptions {
  /** All that match, most lines first. */
  readonly listEdges: (filter: EdgeFilter) => Promise<readonly Edge[]>;
  readonly liveEdges: LiveEdges;
  readonly getStatus: () => Promise<Status>;
  /** Undefined: not known here. */
  readonly listObserved?: (request: ListObservedRequest) => AsyncIterable<NodeHours>;
  readonly access: Pick<Access, 'reader'>;
  readonly peerOf: (call: QueryCall) => Peer;
  /** Hears of each question that is answered. */
  readonly onQuestion: (method: QueryMethod) => void;
  /** Hears of faults that are not the asker's. */
  readonly onError: (error: unknown) => void;
}

/** Answers on a server of grpc-js; `close` ends the streams that would go on for ever. */
export class Query {
  readonly #options: QueryOptions;
  readonly #closed = new AbortController();

  constructor(options: QueryOptions) {
    this.#options = options;
  }

  /** Adds the service to `server`. */
  serve(server: Server): void {
    const { listObserved } = this.#options;
    server.addService(
      { ...queryService },
      {
        listEdges: (call: EdgeCall) => this.#listEdges(call),
        listGroups: (call: GroupCall) => this.#listGroups(call),
        observeEdges: (call: EdgeCall) => this.#observeEdges(call),
        getStatus: (call: ServerUnaryCall<unknown, Status>, reply: sendUnaryData<Status>) =>
          this.#getStatus(call, reply),
        ...(listObserved && {
          listObserved: (call: HoursCall) => this.#listObserved(call, listObserved),
        }),
      },
    );
  }

  async #listEdges(call: EdgeCall): Promise<void> {
    await this.#answer(call, async () => {
      await this.#grant(call, 'list', call.request);
      this.#options.onQuestion('list_edges');
      return listAnswer(await this.#options.listEdges(call.request.filter), call.request);
    });
  }

  async #listGroups(call: GroupCall): Promise<void> {
    await this.#answer(call, async () => {
      const { filter, by, limit } = call.request;
      await this.#grant(call, 'list', call.request);
      this.#options.onQuestion('list_groups');
      const edges = await this.#options.listEdges(filter);
      const groups = groupEdges(edges, by, outcomePrefixes(edges));
      return limit > 0 ? groups.slice(0, limit) : groups;
    });
  }

  async #observeEdges(call: EdgeCall): Promise<void> {
    const { filter } = call.request;
    const gone = new AbortController();
    call.once('close', () => gone.abort());
    const signal = AbortSignal.any([gone.signal, this.#closed.signal]);
    const ask = () => this.#grant(call, 'watch', call.request);
    await this.#answer(call, async () => {
      const grant = await ask();
      this.#options.onQuestion('observe_edges');
      const edges = this.#options.liveEdges.follow(filter, signal);
      keepGranted(grant, ask, signal).catch((error: unknown) => {
        if (signal.aborted) return;
        call.emit('error', this.#statusOf(error));
        gone.abort();
      });
      return firstOf(edges, call.request);
    });
    gone.abort();
  }

  async #getStatus(
    call: ServerUnaryCall<unknown, Status>,
    reply: sendUnaryData<Status>,
  ): Promise<void> {
    try {
      await this.#grant(call, 'get');
      this.#options.onQuestion('get_status');
      reply(null, await this.#options.getStatus());
    } catch (error) {
      reply(this.#statusOf(error));
    }
  }

  async #listObserved(
    call: HoursCall,
    list: (request: ListObservedRequest) => AsyncIterable<NodeHours>,
  ): Promise<void> {
    await this.#answer(call, async () => {
      await this.#grant(call, 'get');
      this.#options.onQuestion('list_observed');
      return list(call.request);
    });
  }

  #grant(
    call: QueryCall,
    verb: Question['verb'],
    request?: { readonly filter: EdgeFilter },
  ): Promise<Grant> {
    const { access, peerOf } = this.#options;
    return access.reader(peerOf(call), { verb, namespace: request?.filter.namespace ?? '' });
  }

  close(): void {
    this.#closed.abort();
  }

  async #answer<Answer>(
    call: StreamCall<Answer>,
    ask: () => Promise<Iterable<Answer> | AsyncIterable<Answer>>,
  ): Promise<void> {
    try {
      for await (const each of await ask()) {
        if (call.destroyed) return;
        if (!call.write(each)) await flushed(call);
      }
      call.end();
    } catch (error) {
      call.emit('error', this.#statusOf(error));
    }
  }

  /** What the asker is told; a fault of our own goes to the log instead. */
  #statusOf(error: unknown): Pick<StatusObject, 'code' | 'details'> {
    if (error instanceof EdgeFilterError) {
      return { code: status.INVALID_ARGUMENT, details: error.message };
    }
    if (error instanceof AccessRefusal) return refusalStatus(error);
    this.#options.onError(error);
    return { code: status.UNAVAILABLE, details: 'the query failed; the log there says why' };
  }
}

/** Resolves when the stream takes more, or never will. */
async function flushed(call: StreamCall<unknown>): Promise<void> {
  if (call.destroyed) return;
  const done = new AbortController();
  await Promise.race([
    once(call, 'drain', { signal: done.signal }),
    once(call, 'close', { signal: done.signal }),
  ]).finally(() => done.abort());
}

/** At most `limit` edges; 0: all. */
async function* firstOf(
  edges: AsyncIterable<Edge>,
  { limit, fields }: ListEdgesRequest,
): AsyncGenerator<ListedEdge> {
  let taken = 0;
  for await (const edge of edges) {
    yield { edge, cursor: '', fields };
    if (++taken === limit) return;
  }
}
