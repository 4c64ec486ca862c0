/**
 * The service that Hubble's clients ask, beside our own query service and with the same access,
 * limits and gate: what was and is seen, by record; the nodes; the namespaces of the last hour.
 */
import {
  type Server,
  type ServerUnaryCall,
  type ServerWritableStream,
  type sendUnaryData,
  status,
} from '@grpc/grpc-js';
import type { FlowReport } from '../../flow/hubble/flow-report.ts';
import { HOUR_US } from '../../flow/time.ts';
import type { GetFlowsRequest } from '../../wire/hubble/flows-request.ts';
import {
  type GetFlowsResponse,
  type HealthCheck,
  type HubbleNamespace,
  type HubbleNode,
  healthService,
  observerService,
  type ServerStatus,
} from '../../wire/hubble/observer.ts';
import type { Status } from '../../wire/query.ts';
import { type Access, AccessRefusal, type Grant, type ReadVerb } from '../access.ts';
import { goneSignal, writeAll } from '../answer-call.ts';
import { keepGranted } from '../keep-granted.ts';
import type { LiveEdges } from '../live-edges.ts';
import type { Peer, PeerCall } from '../peer.ts';
import type { Bounds, QuestionGate } from '../question-gate.ts';
import { askerStatus } from '../refusal-status.ts';
import { followReports } from './flow-queue.ts';
import {
  type EachReport,
  type FlowsPlan,
  nextFlows,
  nodeEvents,
  pastFlows,
  planFlows,
} from './flows.ts';
import { type AddressOf, hubbleNodes, nodesInState } from './node-states.ts';
import { SeenFlows } from './seen-flows.ts';

/** What each question is counted as, and what its asker has to be granted. */
const HUBBLE_VERBS = {
  get_flows: 'list',
  follow_flows: 'watch',
  get_nodes: 'get',
  get_namespaces: 'list',
  server_status: 'get',
} as const satisfies Record<string, ReadVerb>;
export type HubbleMethod = keyof typeof HUBBLE_VERBS;
export const HUBBLE_METHODS = Object.keys(HUBBLE_VERBS) as readonly HubbleMethod[];

/** What `hubble status` and probes ask whether it is served. */
const SERVED = ['', 'hubble.server.Observer', 'observer.Observer', 'dropcast.v1.Query'];

export interface ObserverOptions {
  readonly eachReport: EachReport;
  readonly getStatus: () => Promise<Status>;
  /** Records as they are shown: with host names, where these are known. */
  readonly named?: (report: FlowReport) => FlowReport;
  /** Of a service that answers for many nodes. */
  readonly addressOf?: AddressOf;
  /** Of a node that answers for itself: what it holds, and how much that may be. */
  readonly held?: () => { readonly flows: number; readonly flowsMax: number };
  readonly liveEdges: LiveEdges;
  readonly access: Pick<Access, 'reader'>;
  readonly gate: QuestionGate;
  readonly peerOf: (call: PeerCall) => Peer;
  readonly nowMs: () => number;
  /** Hears of each question that is granted. */
  readonly onQuestion: (method: HubbleMethod) => void;
  /** Hears of faults that are not the asker's. */
  readonly onError: (error: unknown) => void;
}

type FlowsCall = ServerWritableStream<GetFlowsRequest, GetFlowsResponse>;
type UnaryCall = ServerUnaryCall<unknown, unknown>;

/** Answers on a server of grpc-js; `close` ends the streams that would go on for ever. */
export class HubbleObserver {
  readonly #options: ObserverOptions;
  readonly #closed = new AbortController();
  readonly #seen: SeenFlows;

  constructor(options: ObserverOptions) {
    this.#options = options;
    this.#seen = new SeenFlows(options.nowMs());
    options.liveEdges.listen((_node, flows) => {
      const lines = flows.reduce((sum, flow) => sum + flow.lines, 0);
      this.#seen.add(lines, options.nowMs());
    }, this.#closed.signal);
  }

  /** Adds the services to `server`. */
  serve(server: Server): void {
    server.addService(observerService, {
      getFlows: (call: FlowsCall) => this.#getFlows(call),
      getNodes: (call: UnaryCall, reply: sendUnaryData<readonly HubbleNode[]>) =>
        this.#answer(call, reply, 'get_nodes', async () => this.#nodes(await this.#status())),
      getNamespaces: (call: UnaryCall, reply: sendUnaryData<readonly HubbleNamespace[]>) =>
        this.#answer(call, reply, 'get_namespaces', (bounds) => this.#namespaces(bounds)),
      serverStatus: (call: UnaryCall, reply: sendUnaryData<ServerStatus>) =>
        this.#answer(call, reply, 'server_status', async () =>
          this.#serverStatus(await this.#status()),
        ),
    });
    server.addService(healthService, {
      check: (call: ServerUnaryCall<HealthCheck, boolean>, reply: sendUnaryData<boolean>) => {
        if (SERVED.includes(call.request.service)) reply(null, !this.#closed.signal.aborted);
        else reply({ code: status.NOT_FOUND, details: 'no such service' });
      },
    });
  }

  close(): void {
    this.#closed.abort();
  }

  async #getFlows(call: FlowsCall): Promise<void> {
    const gone = goneSignal(call);
    const over = new AbortController();
    try {
      const plan = planFlows(call.request);
      const { follow } = plan.request;
      const verb = follow ? 'watch' : 'list';
      const ask = () => this.#grant(call, verb, plan.namespace);
      const grant = await ask();
      this.#options.onQuestion(follow ? 'follow_flows' : 'get_flows');
      const signal = AbortSignal.any([gone, over.signal]);
      if (follow) {
        keepGranted(grant, ask, signal).catch((error: unknown) => over.abort(error));
      }
      const responses = this.#responses(plan, grant, over, { gone, call });
      await writeAll(call, responses, signal);
    } catch (error) {
      if (!gone.aborted) call.emit('error', askerStatus(error, this.#options.onError));
    } finally {
      over.abort();
    }
  }

  /** `over` aborts with the reason when the answer takes too long. */
  async *#responses(
    plan: FlowsPlan,
    { who }: Grant,
    over: AbortController,
    { gone, call }: { readonly gone: AbortSignal; readonly call: FlowsCall },
  ): AsyncGenerator<GetFlowsResponse> {
    const { eachReport, liveEdges, gate, nowMs, named = (report) => report, held } = this.#options;
    const shown = (report: FlowReport) => plan.shown(named(report));
    using following = plan.request.follow ? gate.begin(who, 'follow', gone) : undefined;
    using question = plan.past ? gate.begin(who, 'answer', gone) : undefined;
    const ended = AbortSignal.any([gone, over.signal, this.#closed.signal]);
    // From here on nothing is missed between what was and what comes.
    const next = following && followReports(liveEdges, plan.isWanted, ended);
    const known = await this.#knownStatus(call);
    if (known && !held) yield* nodeEvents(known, nowMs() * 1_000);
    if (question) {
      const { signal } = question;
      const stop = () => over.abort(signal.reason);
      signal.addEventListener('abort', stop, { once: true });
      yield* await pastFlows({ ...plan, shown }, eachReport, question, known);
      signal.removeEventListener('abort', stop);
      question[Symbol.dispose]();
    }
    if (next) yield* nextFlows(next, shown);
  }

  /** Undefined for who may ask for flows, and not for the state of the nodes. */
  async #knownStatus(call: FlowsCall): Promise<Status | undefined> {
    try {
      await this.#grant(call, 'get', '');
      return await this.#status();
    } catch (error) {
      if (error instanceof AccessRefusal) return undefined;
      throw error;
    }
  }

  #nodes(state: Status): readonly HubbleNode[] {
    const { addressOf, held, nowMs } = this.#options;
    const nodes = hubbleNodes(state, addressOf);
    if (held === undefined) return nodes;
    // It answers: whether it is heard elsewhere is another question.
    const uptimeUs = this.#seen.uptimeUs(nowMs());
    return nodes.map((node) => ({ ...node, ...held(), state: 'NODE_CONNECTED', uptimeUs }));
  }

  async #namespaces(bounds: Bounds): Promise<readonly HubbleNamespace[]> {
    const sinceUs = this.#options.nowMs() * 1_000 - HOUR_US;
    const known = new Map<string, HubbleNamespace>();
    await this.#options.eachReport({ sinceUs, replies: true }, bounds.signal, (report) => {
      const { cluster, source, destination } = report;
      for (const { namespace } of [source, destination]) {
        const key = `${cluster}\n${namespace}`;
        if (namespace === '' || known.has(key)) continue;
        bounds.takeEdges(1);
        known.set(key, { cluster, namespace });
      }
    });
    return [...known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, namespace]) => namespace);
  }

  #serverStatus(state: Status): ServerStatus {
    const { held, nowMs } = this.#options;
    const now = nowMs();
    const nodes = {
      connected: nodesInState(state, 'NODE_CONNECTED').length,
      unavailable: nodesInState(state, 'NODE_UNAVAILABLE'),
    };
    return {
      ...(held?.() ?? { flows: 0, flowsMax: 0 }),
      seenFlows: this.#seen.total,
      flowsPerSecond: this.#seen.perSecond(now),
      uptimeUs: this.#seen.uptimeUs(now),
      version: state.version,
      ...(held === undefined && { nodes }),
    };
  }

  #status(): Promise<Status> {
    return this.#options.getStatus();
  }

  #grant(call: PeerCall, verb: ReadVerb, namespace: string): Promise<Grant> {
    const { access, peerOf } = this.#options;
    return access.reader(peerOf(call), { verb, namespace });
  }

  async #answer<Answer>(
    call: UnaryCall,
    reply: sendUnaryData<Answer>,
    method: HubbleMethod,
    ask: (bounds: Bounds) => Promise<Answer>,
  ): Promise<void> {
    try {
      const grant = await this.#grant(call, HUBBLE_VERBS[method], '');
      this.#options.onQuestion(method);
      using question = this.#options.gate.begin(grant.who, 'answer', goneSignal(call));
      reply(null, await ask(question));
    } catch (error) {
      reply(askerStatus(error, this.#options.onError));
    }
  }
}
