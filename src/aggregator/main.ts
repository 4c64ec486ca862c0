/**
 * Joins the aggregator's stages:
 *
 *   agents ──► Ingest ──► nameFlow ──► Store ──► listEdges ──► Query (gRPC), HTTP
 *                                        └─────► LiveEdges ──► Query.observeEdges
 *
 * A batch is published to followers only after the store has it. Shutdown goes in the order of
 * flow.
 */
import { logVerbosity, setLogVerbosity } from '@grpc/grpc-js';
import { type Logger, pino } from 'pino';
import type { Flow } from '../flow/flow.ts';
import { readClusterFile } from '../kube/cluster-file.ts';
import { ClusterIndex } from '../kube/cluster-index.ts';
import { queryService } from '../wire/query.ts';
import { AggregatorError } from './aggregator-error.ts';
import { createClusterNamer } from './attribute/cluster-namer.ts';
import { type AggregatorConfig, formatListenAddress, type ListenAddress } from './config.ts';
import { closeGrpc, createGrpcServer, listenGrpc } from './grpc-server.ts';
import { type HttpOptions, httpListener } from './http/http.ts';
import { type HttpServer, listenHttp } from './http/listen.ts';
import { readPage } from './http/page.ts';
import { Ingest, shipService } from './ingest/ingest.ts';
import { type AggregatorMetrics, createMetrics } from './metrics.ts';
import { listEdges } from './query/list-edges.ts';
import { LiveEdges } from './query/live-edges.ts';
import { Query } from './query/query.ts';
import { readStatus } from './status.ts';
import { openSqliteStore } from './store/sqlite.ts';
import type { Store } from './store.ts';

/** Runs until `signal` aborts, then ends in order. Throws AggregatorError when it cannot start. */
export async function runAggregator(config: AggregatorConfig, signal: AbortSignal): Promise<void> {
  // What gRPC would print itself is in the errors that it gives, and a person reads each fault
  // once.
  setLogVerbosity(logVerbosity.NONE);
  const destination = pino.destination({ dest: 2, sync: true });
  const log = pino({ level: config.logLevel, base: null }, destination);
  const aggregator = await openAggregator(config, log);
  await aborted(signal);
  log.info('stopping');
  await aggregator.close();
  log.info('stopped');
}

/** A running aggregator; its addresses are the real ones, also where port 0 was asked for. */
export interface Aggregator {
  readonly grpc: string;
  readonly http: string;
  /** Ends everything in order; a second call waits for the first. */
  close(): Promise<void>;
}

/** Starts everything. Throws AggregatorError, with nothing left open. */
export async function openAggregator(config: AggregatorConfig, log: Logger): Promise<Aggregator> {
  const nameFlow = await openNamer(config.clusterFile);
  const page = await readPage();
  const store = openStore(config.store);
  const parts = joinStages({ config, log, store, nameFlow });
  let http: HttpServer | undefined;
  let isReady = false;
  try {
    const httpOptions = { ...parts.httpOptions, page, isReady: () => isReady };
    http = await listenHttp(config.http, httpListener(httpOptions));
    const grpcPort = await listenGrpc(parts.server, config.listen);
    isReady = true;
    const addresses = {
      grpc: realAddress(config.listen, grpcPort),
      http: realAddress(config.http, http.port),
    };
    log.info({ ...addresses, store: config.store }, 'listening');
    let closed: Promise<void> | undefined;
    const close = () => {
      isReady = false;
      closed ??= closeInOrder({ ...parts, store, http });
      return closed;
    };
    return { ...addresses, close };
  } catch (error) {
    await closeInOrder({ ...parts, store, http });
    throw error;
  }
}

interface StageOptions {
  readonly config: AggregatorConfig;
  readonly log: Logger;
  readonly store: Store;
  readonly nameFlow: (flow: Flow) => Flow;
}

function joinStages({ config, log, store, nameFlow }: StageOptions) {
  const metrics = createMetrics();
  const liveEdges = new LiveEdges((edges) => countDiscarded(metrics, log, edges));
  const publish = (node: string, flows: readonly Flow[]) => liveEdges.publish(node, flows);
  const { clusterName, version } = config;
  const ingest = new Ingest({ store, nameFlow, publish, metrics, log, clusterName });
  const asked = {
    listEdges: listEdges.bind(undefined, store),
    getStatus: () =>
      readStatus({ store, isConnected: (agent) => ingest.isConnected(agent), version }),
  };
  const query = new Query({ ...asked, liveEdges, metrics, log });
  const server = createGrpcServer();
  server.addService(shipService, { ship: ingest.ship });
  server.addService(queryService, {
    listEdges: query.listEdges,
    observeEdges: query.observeEdges,
    getStatus: query.getStatus,
  });
  const httpOptions: Omit<HttpOptions, 'page' | 'isReady'> = {
    ...asked,
    registry: metrics.registry,
    count: (method) => metrics.queries.inc({ api: 'http', method }),
    nowUs: () => Date.now() * 1_000,
    onError: (err) => log.error({ err }, 'request failed'),
  };
  return { ingest, query, server, httpOptions };
}

type Stages = ReturnType<typeof joinStages>;

interface OpenParts extends Pick<Stages, 'ingest' | 'query' | 'server'> {
  readonly store: Store;
  readonly http: HttpServer | undefined;
}

/**
 * In the order of flow: no new calls, streams ended behind their last ack, then those who ask, then
 * the store.
 */
async function closeInOrder({ ingest, query, server, http, store }: OpenParts): Promise<void> {
  const grpcClosed = closeGrpc(server);
  // An agent that takes no acks any more must not hold the end up: then its call is cut.
  await Promise.race([ingest.close(), grpcClosed]);
  query.close();
  await grpcClosed;
  await http?.close();
  store.close();
}

async function openNamer(clusterFile: string | undefined): Promise<(flow: Flow) => Flow> {
  if (clusterFile === undefined) return (flow) => flow;
  try {
    return createClusterNamer(new ClusterIndex(await readClusterFile(clusterFile)));
  } catch (cause) {
    throw new AggregatorError('config', `--cluster: ${messageOf(cause)}`, { cause });
  }
}

function openStore(path: string): Store {
  try {
    return openSqliteStore(path);
  } catch (cause) {
    throw new AggregatorError('store', `--store: ${messageOf(cause)}`, { cause });
  }
}

function countDiscarded(metrics: AggregatorMetrics, log: Logger, edges: number): void {
  metrics.discarded.inc({ stage: 'query', reason: 'slow_subscriber' }, edges);
  log.warn({ edges }, 'a follower of edges is too slow: the oldest were discarded');
}

/** What others can connect to: a listener on all addresses is reached on loopback, too. */
function realAddress({ host }: ListenAddress, port: number): string {
  return formatListenAddress({ host: host || '127.0.0.1', port });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
