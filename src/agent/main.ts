/**
 * The agent: joins its stages, starts them, and stops them in the order in which data flows.
 *
 *   source ──blocks──▶ Pipeline (parse, table, attribute) ──batches──▶ ShipClient ──▶ aggregator
 *                         ├──flows──▶ RecentFlows ──▶ query server
 *   Inspection ──counters─┴ checks ──▶ ShipClient, metrics
 *   Names ──this node's pods──▶ ClusterIndex, which Pipeline's attribution looks into
 */
import { type Log, openLog } from '../service/log.ts';
import type { SocketAddress } from '../service/socket-address.ts';
import type { AgentError } from './agent-error.ts';
import { SYSTEM_CLOCK } from './clock.ts';
import type { AgentConfig } from './config.ts';
import { openHttp } from './http.ts';
import { agentError, runLifecycle } from './lifecycle.ts';
import { joinParts, type Parts } from './parts.ts';
import { openReclaim, type Reclaim } from './reclaim.ts';

/** Starting is over: connected, named, and the first flows sent. */
const STARTED_MS = 5_000;
/**
 * What was needed once since then, to compile what runs often, is given back, too, twice as long
 * after the last time: it becomes rarer, and the pages that were needed after all cost time. The
 * second time comes behind the first whole window, for whose flows most of it is compiled.
 */
const RECLAIM_GROWTH = 2;
const RECLAIM_MS_MAX = 60_000;

/**
 * Runs the agent until `signal` aborts or its source ends, and delivers what it holds before it
 * resolves.
 * Rejects with AgentError or ListenError: one line that says what was wrong, where, and what to do.
 */
export async function runAgent(config: AgentConfig, signal: AbortSignal): Promise<void> {
  const reclaim = openReclaim();
  const log = openLog(config.logLevel);
  const parts = await joinParts(config, log).catch((error: unknown) => {
    throw agentError(error);
  });
  const health = new Health(parts);
  await using open = new AsyncDisposableStack();
  open.use(parts.way);
  const ports = {
    http: config.http && open.use(await openHttpFace(config.http, parts, health)).port,
    listen: config.listen && open.use(await openQueryFace(config.listen, parts, log)).port,
  };
  const names = parts.names.origin;
  log.info({ node: config.node, source: parts.reason, names, ...ports }, 'listening');
  const onFailure = (failure: AgentError) => health.fail(failure);
  const inspected = new AbortController();
  const inspecting = parts.inspection.run(inspected.signal);
  const naming = parts.names.run(inspected.signal);
  const renewing = parts.tls?.run(log, inspected.signal);
  const reclaiming = reclaim && reclaimMemory(reclaim, inspected.signal);
  try {
    const { pipeline, way } = parts;
    const { shipping } = way;
    await runLifecycle({ pipeline, shipping, clock: SYSTEM_CLOCK, log, onFailure }, signal);
  } finally {
    inspected.abort();
    await Promise.all([inspecting, naming, renewing, reclaiming]);
  }
  log.info('agent stopped');
}

async function reclaimMemory(reclaim: Reclaim, signal: AbortSignal): Promise<void> {
  const longer = (ms: number) => Math.min(RECLAIM_GROWTH * ms, RECLAIM_MS_MAX);
  for (let ms = STARTED_MS; !signal.aborted; ms = longer(ms)) {
    await SYSTEM_CLOCK.delay(ms, signal);
    if (!signal.aborted) reclaim();
  }
}

/** What /healthz and /readyz answer. */
class Health {
  readonly #parts: Parts;
  #failure: AgentError | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  fail(failure: AgentError): void {
    this.#failure ??= failure;
  }

  get failure(): string | undefined {
    return this.#failure?.message;
  }

  get pending(): string | undefined {
    const isWelcomed = this.#parts.client.delivery.firstWelcome !== undefined;
    return isWelcomed ? undefined : 'the aggregator has not welcomed this agent yet';
  }
}

function openHttpFace(address: SocketAddress, { metrics }: Parts, health: Health) {
  return openHttp({
    address,
    metrics: () => metrics.registry.metrics(),
    metricsType: metrics.registry.contentType,
    failure: () => health.failure,
    pending: () => health.pending,
  });
}

/** Loaded only where it is asked for: it speaks what the aggregator speaks. */
async function openQueryFace(address: SocketAddress, parts: Parts, log: Log) {
  const { openQueryServer } = await import('./query/server.ts');
  const { recent, liveEdges, tls } = parts;
  const getStatus = () => parts.status();
  const onError = (err: unknown) => log.error({ err }, 'a question failed');
  const names = { aggregatorNames: parts.aggregatorNames };
  return openQueryServer({ ...names, address, tls, recent, liveEdges, getStatus, onError });
}
