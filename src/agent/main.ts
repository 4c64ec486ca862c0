/**
 * The agent: joins its stages, starts them, and stops them in the order in which data flows.
 *
 *   source ──blocks──▶ Pipeline (parse, table, attribute) ──batches──▶ ShipClient ──▶ aggregator
 *                         └──flows──▶ RecentFlows ──▶ query server
 */
import { logVerbosity, setLogVerbosity } from '@grpc/grpc-js';
import { pino } from 'pino';
import { AgentError } from './agent-error.ts';
import { SYSTEM_CLOCK } from './clock.ts';
import type { AgentConfig, ListenAddress } from './config.ts';
import { openHttp } from './http.ts';
import { runLifecycle } from './lifecycle.ts';
import { joinParts, type Parts } from './parts.ts';
import { openQueryServer } from './query/server.ts';

/**
 * Runs the agent until `signal` aborts or its source ends, and delivers what it holds before it
 * resolves.
 * Rejects with AgentError: one line that says what was wrong, where, and what to do.
 */
export async function runAgent(config: AgentConfig, signal: AbortSignal): Promise<void> {
  const log = pino(
    { level: config.logLevel, base: null },
    pino.destination({ dest: 2, sync: true }),
  );
  // grpc-js writes to stderr what it also tells us: each failure is said once, by us.
  setLogVerbosity(logVerbosity.NONE);
  const parts = await joinParts(config, log);
  const health = new Health(parts);
  await using open = new AsyncDisposableStack();
  const ports = {
    http: config.http && open.use(await openHttpFace(config.http, parts, health)).port,
    listen: config.listen && open.use(await openQueryFace(config.listen, parts)).port,
  };
  log.info({ node: config.node, source: config.source, ...ports }, 'listening');
  const onFailure = (failure: AgentError) => health.fail(failure);
  await runLifecycle({ ...parts, clock: SYSTEM_CLOCK, log, onFailure }, signal);
  log.info('agent stopped');
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

function openHttpFace(address: ListenAddress, { metrics }: Parts, health: Health) {
  return openHttp({
    address,
    metrics: () => metrics.registry.metrics(),
    metricsType: metrics.registry.contentType,
    failure: () => health.failure,
    pending: () => health.pending,
  });
}

async function openQueryFace({ host, port }: ListenAddress, parts: Parts) {
  const bound = host === '' ? '::' : host;
  const address = bound.includes(':') ? `[${bound}]:${port}` : `${bound}:${port}`;
  try {
    return await openQueryServer({
      address,
      recent: parts.recent,
      getStatus: () => parts.status(),
      onDiscarded: (edges) => parts.metrics.addDiscarded('query', 'slow_reader', edges),
    });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new AgentError('listen', `--listen: cannot listen on ${address}: ${why}`, { cause });
  }
}
