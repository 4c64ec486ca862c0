/**
 * Joins the aggregator's stages:
 *
 *   agents ──► Ingest ──► ClusterNames ──► Store ──► listEdges ──► Query (gRPC), HTTP
 *                             ▲               └────► LiveEdges ──► Query.observeEdges
 *   API server ──► ClusterWatch, Windows ──► verdicts of edges
 *
 * A batch is published to followers only after the store has it. Shutdown goes in the order of
 * flow.
 */
import type { EdgeFilter } from '../flow/edge-filter.ts';
import type { Flow } from '../flow/flow.ts';
import { closeGrpc, createGrpcServer, listenGrpc } from '../service/grpc-server.ts';
import { type HttpListener, listenHttp } from '../service/http-listener.ts';
import { LiveEdges } from '../service/live-edges.ts';
import { type Log, openLog } from '../service/log.ts';
import { peerOfCall, peerOfRequest } from '../service/peer.ts';
import { Query, type QueryMethod } from '../service/query.ts';
import { type Bounds, QuestionGate } from '../service/question-gate.ts';
import { formatSocketAddress, type SocketAddress } from '../service/socket-address.ts';
import { serverCredentials } from '../service/tls/server-credentials.ts';
import type { TlsFiles } from '../service/tls/tls-files.ts';
import type { ListGroupsRequest, ListObservedRequest } from '../wire/query.ts';
import { Analyst, type AnalystOptions } from './analysis/analyst.ts';
import { backgroundFailures } from './background-failures.ts';
import type { AggregatorConfig } from './config.ts';
import { countConnections } from './connection-kinds.ts';
import { type Events, openEvents } from './events.ts';
import { forgetOld } from './forget-old.ts';
import { openGuard } from './guard.ts';
import type { Home } from './home.ts';
import { type HttpOptions, httpListener } from './http/http.ts';
import { readPage } from './http/page.ts';
import { coarsenedLines } from './ingest/coarsened-lines.ts';
import { Ingest, shipService } from './ingest/ingest.ts';
import { INBOX_BYTES_MAX } from './ingest/limits.ts';
import { type AggregatorMetrics, createMetrics } from './metrics.ts';
import { type AggregatorNames, openAggregatorNames } from './names.ts';
import { askNodes } from './nodes/ask-nodes.ts';
import { listFlows } from './nodes/list-flows.ts';
import {
  backUp,
  homeOf,
  migrate,
  type OpenStore,
  openStore,
  printSchema,
  storeFault,
} from './open-home.ts';
import { openTls } from './open-tls.ts';
import { listEdges } from './query/list-edges.ts';
import { listEdgesNow } from './query/list-edges-now.ts';
import { listSeries } from './query/list-series.ts';
import { serveHubble } from './serve-hubble.ts';
import { gaugeState } from './state-metrics.ts';
import { readStatus } from './status.ts';
import type { AgentKey, StoreError } from './store.ts';
import { openWindows, type Windows } from './windows.ts';

/**
 * Runs until `signal` aborts, then ends in order. Throws AggregatorError or ListenError when it
 * cannot start.
 */
export async function runAggregator(
  config: AggregatorConfig,
  signal: AbortSignal,
  open: OpenStore = homeOf(config),
): Promise<void> {
  const log = openLog(config.logLevel);
  if (config.backup) return backUp(config, log);
  if (config.clickhouse?.task === 'migrate') return migrate(config.clickhouse, log);
  if (config.clickhouse?.task === 'print_ddl') return printSchema(config.clickhouse);
  const aggregator = await openAggregator(config, log, open);
  await aborted(AbortSignal.any([signal, aggregator.failed]));
  log.info('stopping');
  await aggregator.close();
  if (aggregator.failed.aborted) throw storeFault(aggregator.failed.reason);
  log.info('stopped');
}

export interface Aggregator {
  readonly grpc: string;
  readonly http: string;
  /** Aborts, with a StoreError, when there is nothing left but to close and start anew. */
  readonly failed: AbortSignal;
  /** Ends everything in order; a second call waits for the first. */
  close(): Promise<void>;
}

/**
 * Starts everything, on the store that `open` gives. Throws AggregatorError or ListenError, with
 * nothing left open.
 */
export async function openAggregator(
  config: AggregatorConfig,
  log: Log,
  open: OpenStore = homeOf(config),
): Promise<Aggregator> {
  const tls = await openTls(config);
  const names = await openAggregatorNames(config, log);
  const page = await readPage();
  const metrics = createMetrics(names.states, () => tls?.state);
  const onCoarsened = coarsenedLines(metrics, log);
  const failed = new AbortController();
  const onDeath = (error: StoreError) => failed.abort(error);
  const onFailure = backgroundFailures(metrics, log);
  const told = { onCoarsened, onDeath, onFailure };
  const store = await openStore(config.store, { ...config.limits, ...told }, open);
  const windows = openWindows(config, log);
  const events = openEvents(config, windows.verdictOf, metrics, log);
  const parts = joinStages({ config, log, store, names, windows, events, metrics, tls });
  let http: HttpListener | undefined;
  let isReady = false;
  try {
    const httpOptions = { ...parts.httpOptions, page, isReady: () => isReady };
    http = await listenHttp(config.http, httpListener(httpOptions), tls);
    const credentials = serverCredentials(tls, 'optional');
    const grpcPort = await listenGrpc(parts.server, config.listen, credentials);
    isReady = true;
    names.run();
    windows.run();
    events.run();
    void tls?.run(log, parts.closing.signal);
    const { retainUs } = config.limits;
    const kept = { store, retainUs, nowUs: () => Date.now() * 1_000, log };
    void forgetOld(kept, parts.closing.signal);
    const addresses = {
      grpc: realAddress(config.listen, grpcPort),
      http: realAddress(config.http, http.port),
    };
    const shown = { ...addresses, isEncrypted: tls !== undefined };
    const origins = { names: names.origin, access: parts.access.origin };
    log.info({ ...shown, store: config.store, ...origins }, 'listening');
    let closed: Promise<void> | undefined;
    const close = () => {
      isReady = false;
      closed ??= closeInOrder({ ...parts, store, names, http });
      return closed;
    };
    return { ...addresses, failed: failed.signal, close };
  } catch (error) {
    await closeInOrder({ ...parts, store, names, http });
    throw error;
  }
}

interface StageOptions {
  readonly config: AggregatorConfig;
  readonly log: Log;
  readonly store: Home;
  readonly names: AggregatorNames;
  readonly windows: Windows;
  readonly events: Events;
  readonly metrics: AggregatorMetrics;
  /** Undefined: plain text. */
  readonly tls: TlsFiles | undefined;
}

function joinStages(options: StageOptions) {
  const { config, log, store, names, windows, events, metrics, tls } = options;
  const { verdictOf } = windows;
  const flows = { store, names, verdictOf };
  const liveEdges = new LiveEdges((edges) => countDiscarded(metrics, log, edges));
  const publish = ({ node, cluster }: AgentKey, flows: readonly Flow[]) => {
    countConnections(metrics, flows, (flow) => verdictOf(flow, cluster));
    liveEdges.publish(node, flows, (flow) => ({
      cluster,
      services: names.servicesOf(flow, cluster),
      verdict: verdictOf(flow, cluster),
    }));
    events.note(flows, cluster);
  };
  const { clusterName, version } = config;
  const access = openGuard({ ...config, isPlainText: tls === undefined }, metrics, log);
  const limits = { ...config.limits, inboxBytesMax: INBOX_BYTES_MAX };
  const ingested = { store, names, publish, metrics, log, clusterName, limits, access };
  const ingest = new Ingest({ ...ingested, peerOf: peerOfCall });
  const getStatus = () => {
    const heardSinceUs = Date.now() * 1_000 - config.limits.forgetUs;
    const known = { windows: windows.open, nodeNames: names.nodeNames, clusterName };
    return readStatus({ store, ingest, heardSinceUs, version, resources: names.states, ...known });
  };
  const { nodeNames } = names;
  gaugeState(metrics.registry, { ...config, getStatus, nodeNames, window: windows.state });
  const nodes = askNodes({
    agents: async () =>
      (await getStatus()).nodes.map(({ cluster, node, source, connected: isConnected }) => {
        const agent = { cluster, node, source };
        return { ...agent, isConnected, address: ingest.queryAddress(agent) };
      }),
    listFlows: (agent, span, signal) => listFlows(tls, agent, span, signal),
    onNode: (outcome) => metrics.nodesAsked.inc({ outcome }),
  });
  const asked = {
    access,
    gate: openGate(config, metrics),
    listEdges: async (filter: EdgeFilter, bounds: Bounds) =>
      names.shown(await listEdges(flows, filter, bounds)),
    listEdgesNow: async (filter: EdgeFilter, bounds: Bounds) => {
      const now = await listEdgesNow({ nodes, names, verdictOf }, filter, bounds);
      return { ...now, edges: names.shown(now.edges) };
    },
    listSeries: (request: ListGroupsRequest, bounds: Bounds) => listSeries(flows, request, bounds),
    listObserved: (request: ListObservedRequest) => store.observed(request),
    getStatus,
  };
  const nowUs = () => Date.now() * 1_000;
  const analyst = openAnalyst({ ...asked, cluster: config.names, nowUs }, metrics);
  const onError = (err: unknown) => log.error({ err }, 'a question failed');
  const countAs = (api: string) => (method: QueryMethod) => metrics.queries.inc({ api, method });
  const shown = { ...asked, liveEdges, onError };
  const query = new Query({ ...shown, onQuestion: countAs('grpc'), peerOf: peerOfCall });
  const server = createGrpcServer([ingest.interceptor]);
  server.addService(shipService, { ship: ingest.ship });
  query.serve(server);
  const observer = serveHubble(server, { ...shown, flows, ingest, metrics });
  const httpOptions: Omit<HttpOptions, 'page' | 'isReady'> = {
    ...shown,
    hosts: tls === undefined ? config.httpHosts : undefined,
    ...{ peerOf: peerOfRequest, registry: metrics.registry },
    onQuestion: countAs('http'),
    version,
    analyse: (question, bounds, who) => analyst.answer(question, bounds, who),
    nowUs,
  };
  const closing = new AbortController();
  return { access, ingest, query, observer, server, windows, events, httpOptions, closing };
}

function openAnalyst(asked: Omit<AnalystOptions, 'onFull'>, metrics: AggregatorMetrics) {
  const onFull = () => metrics.questionsLimited.inc({ limit: 'questions' });
  return new Analyst({ ...asked, onFull });
}

function openGate({ limits }: AggregatorConfig, metrics: AggregatorMetrics): QuestionGate {
  return new QuestionGate({
    limits: limits.questions,
    hasFlags: true,
    onLimit: (limit) => metrics.questionsLimited.inc({ limit }),
    onOpen: (kind, open) => metrics.questionsOpen.set({ kind }, open),
  });
}

type Stages = ReturnType<typeof joinStages>;

interface OpenParts
  extends Pick<
    Stages,
    'access' | 'ingest' | 'query' | 'observer' | 'server' | 'windows' | 'events' | 'closing'
  > {
  readonly store: Home;
  readonly names: AggregatorNames;
  readonly http: HttpListener | undefined;
}

/**
 * In the order of flow: no new calls, streams ended behind their last ack, then those who ask, then
 * the store.
 */
async function closeInOrder(parts: OpenParts): Promise<void> {
  const { ingest, query, observer, server, http, names, store } = parts;
  parts.closing.abort();
  const grpcClosed = closeGrpc(server);
  const windowsClosed = Promise.all([parts.windows.close(), parts.events.close()]);
  // No batch waits to be named any more.
  const namesClosed = names.close();
  // An agent that takes no acks any more must not hold the end up: then its call is cut.
  await Promise.race([ingest.close(), grpcClosed]);
  query.close();
  observer.close();
  await grpcClosed;
  parts.access.close();
  await http?.[Symbol.asyncDispose]();
  await Promise.all([namesClosed, windowsClosed]);
  await store.close();
}

function countDiscarded(metrics: AggregatorMetrics, log: Log, edges: number): void {
  metrics.discarded.inc({ stage: 'query', reason: 'slow_follower' }, edges);
  log.warn({ edges }, 'a follower of edges is too slow: the oldest were discarded');
}

/** What others can connect to: a listener on all addresses is reached on loopback, too. */
function realAddress({ host }: SocketAddress, port: number): string {
  return formatSocketAddress({ host: host || '127.0.0.1', port });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
