/**
 * The query service over gRPC: edges that are known, edges as they come, and the state of the
 * nodes. The aggregator answers for all nodes, an agent for its own; both grant a question before
 * they answer it, and hold it to its limits.
 */
import type { Server, ServerUnaryCall, ServerWritableStream, sendUnaryData } from '@grpc/grpc-js';
import type { Edge } from '../flow/edge.ts';
import type { EdgeFilter } from '../flow/edge-filter.ts';
import { type EdgeGroup, groupEdges } from '../flow/edge-groups.ts';
import type { EdgeSeries } from '../flow/edge-series.ts';
import { outcomePrefixes } from '../flow/outcome.ts';
import {
  type EdgeNow,
  type ListEdgesRequest,
  type ListedEdge,
  type ListGroupsRequest,
  type ListObservedRequest,
  type NodeHours,
  queryService,
  type Status,
} from '../wire/query.ts';
import type { Access, Grant, ReadVerb } from './access.ts';
import { type AnswerCall, goneSignal, writeAll } from './answer-call.ts';
import { keepGranted } from './keep-granted.ts';
import { type EdgesNow, listAnswer, nowAnswer } from './list-answer.ts';
import type { LiveEdges } from './live-edges.ts';
import type { Peer } from './peer.ts';
import type { Bounds, QuestionGate } from './question-gate.ts';
import { askerStatus } from './refusal-status.ts';

/** What each question is counted as, and what its asker has to be granted. */
export const QUERY_VERBS = {
  list_edges: 'list',
  list_edges_now: 'list',
  list_groups: 'list',
  list_series: 'list',
  observe_edges: 'watch',
  get_status: 'get',
  list_observed: 'get',
  // Over HTTP only.
  get_coverage: 'list',
  get_forecast: 'list',
  generate_policies: 'list',
  lint_policies: 'list',
} as const satisfies Record<string, ReadVerb>;
export type QueryMethod = keyof typeof QUERY_VERBS;
export const QUERY_METHODS = Object.keys(QUERY_VERBS) as readonly QueryMethod[];

type EdgeCall = ServerWritableStream<ListEdgesRequest, ListedEdge>;
type NowCall = ServerWritableStream<ListEdgesRequest, EdgeNow>;
type GroupCall = ServerWritableStream<ListGroupsRequest, EdgeGroup>;
type SeriesCall = ServerWritableStream<ListGroupsRequest, EdgeSeries>;
type HoursCall = ServerWritableStream<ListObservedRequest, NodeHours>;
type StatusCall = ServerUnaryCall<unknown, Status>;
export type QueryCall = EdgeCall | NowCall | GroupCall | SeriesCall | HoursCall | StatusCall;

/** Who answers; each rejects with EdgeFilterError, QuestionLimitError or the bounds' reason. */
export interface QueryAnswers {
  /** All that match, most lines first. */
  readonly listEdges: (filter: EdgeFilter, bounds: Bounds) => Promise<readonly Edge[]>;
  /** Undefined, as the next ones: not known here. */
  readonly listEdgesNow?: (filter: EdgeFilter, bounds: Bounds) => Promise<EdgesNow>;
  readonly listSeries?: (
    request: ListGroupsRequest,
    bounds: Bounds,
  ) => Promise<readonly EdgeSeries[]>;
  readonly listObserved?: (request: ListObservedRequest) => AsyncIterable<NodeHours>;
  readonly getStatus: () => Promise<Status>;
}

export interface QueryOptions extends QueryAnswers {
  readonly liveEdges: LiveEdges;
  readonly access: Pick<Access, 'reader'>;
  readonly gate: QuestionGate;
  readonly peerOf: (call: QueryCall) => Peer;
  /** Hears of each question that is granted. */
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
    const { listEdgesNow, listObserved, listSeries } = this.#options;
    server.addService(
      { ...queryService },
      {
        listEdges: (call: EdgeCall) => this.#listEdges(call),
        listGroups: (call: GroupCall) => this.#listGroups(call),
        observeEdges: (call: EdgeCall) => this.#observeEdges(call),
        getStatus: (call: StatusCall, reply: sendUnaryData<Status>) => this.#getStatus(call, reply),
        ...(listEdgesNow && {
          listEdgesNow: (call: NowCall) =>
            this.#answer(call, 'list_edges_now', async (bounds) =>
              nowAnswer(await listEdgesNow(call.request.filter, bounds), call.request),
            ),
        }),
        ...(listSeries && {
          listSeries: (call: SeriesCall) =>
            this.#answer(call, 'list_series', (bounds) => listSeries(call.request, bounds)),
        }),
        ...(listObserved && {
          listObserved: (call: HoursCall) =>
            this.#answer(call, 'list_observed', async () => listObserved(call.request)),
        }),
      },
    );
  }

  #listEdges(call: EdgeCall): Promise<void> {
    return this.#answer(call, 'list_edges', async (bounds) => {
      const edges = await this.#options.listEdges(call.request.filter, bounds);
      return listAnswer(edges, call.request);
    });
  }

  #listGroups(call: GroupCall): Promise<void> {
    return this.#answer(call, 'list_groups', async (bounds) => {
      const { filter, by, limit } = call.request;
      const edges = await this.#options.listEdges(filter, bounds);
      const groups = groupEdges(edges, by, outcomePrefixes(edges), bounds.takeEdges);
      return limit > 0 ? groups.slice(0, limit) : groups;
    });
  }

  async #observeEdges(call: EdgeCall): Promise<void> {
    const gone = goneSignal(call);
    const over = new AbortController();
    try {
      const ask = () => this.#grant(call, 'watch');
      const grant = await ask();
      this.#options.onQuestion('observe_edges');
      using following = this.#options.gate.begin(grant.who, 'follow', gone);
      const { signal: wanted } = following;
      const signal = AbortSignal.any([wanted, over.signal, this.#closed.signal]);
      const edges = this.#options.liveEdges.follow(call.request.filter, signal);
      keepGranted(grant, ask, signal).catch((error: unknown) => {
        if (!signal.aborted) call.emit('error', askerStatus(error, this.#options.onError));
        over.abort();
      });
      await writeAll(call, firstOf(edges, call.request), wanted);
    } catch (error) {
      if (!gone.aborted && !over.signal.aborted)
        call.emit('error', askerStatus(error, this.#options.onError));
    } finally {
      over.abort();
    }
  }

  async #getStatus(call: StatusCall, reply: sendUnaryData<Status>): Promise<void> {
    try {
      const grant = await this.#grant(call, 'get');
      this.#options.onQuestion('get_status');
      using _ = this.#options.gate.begin(grant.who, 'answer', goneSignal(call));
      reply(null, await this.#options.getStatus());
    } catch (error) {
      reply(askerStatus(error, this.#options.onError));
    }
  }

  #grant(call: QueryCall, verb: ReadVerb): Promise<Grant> {
    const { access, peerOf } = this.#options;
    return access.reader(peerOf(call), { verb, namespace: namespaceOf(call.request) });
  }

  close(): void {
    this.#closed.abort();
  }

  async #answer<Answer>(
    call: AnswerCall<Answer> & QueryCall,
    method: QueryMethod,
    ask: (bounds: Bounds) => Promise<Iterable<Answer> | AsyncIterable<Answer>>,
  ): Promise<void> {
    const gone = goneSignal(call);
    try {
      const grant = await this.#grant(call, QUERY_VERBS[method]);
      this.#options.onQuestion(method);
      using question = this.#options.gate.begin(grant.who, 'answer', gone);
      await writeAll(call, await ask(question), question.signal);
    } catch (error) {
      if (!gone.aborted) call.emit('error', askerStatus(error, this.#options.onError));
    }
  }
}

/** Empty where the question is about all, or about no flows. */
function namespaceOf(request: unknown): string {
  const { filter } = (request ?? {}) as { readonly filter?: EdgeFilter };
  return filter?.namespace ?? '';
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
