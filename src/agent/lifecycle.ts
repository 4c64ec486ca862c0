/**
 * When what runs and when what ends: reading stops first, then what was read is delivered, then the
 * stream is closed.
 *
 *   welcomed ──▶ reading ──asked, ended or failed──▶ finishing ──delivered or late──▶ closed
 */
import type { Log } from '../service/log.ts';
import { TlsError } from '../service/tls/tls-error.ts';
import { AgentError } from './agent-error.ts';
import type { Clock } from './clock.ts';
import type { Pipeline } from './pipeline.ts';
import type { ShipClient } from './ship/client.ts';
import { ShipError } from './ship/ship-error.ts';
import { SourceError } from './sources/source.ts';

/**
 * For the aggregator to acknowledge what is left after we were asked to stop: longer than it lets a
 * fresh batch wait for its names (9 s), shorter than the grace that a kubelet gives (30 s).
 */
export const DRAIN_MS = 12_000;

export interface Lifecycle {
  readonly pipeline: Pick<Pipeline, 'run' | 'finish'>;
  readonly client: Pick<ShipClient, 'run' | 'whenWelcomed' | 'whenDelivered' | 'delivery'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Hears at once why the agent is about to end. */
  readonly onFailure: (failure: AgentError) => void;
}

/**
 * Runs pipeline and client until `signal` aborts or the source ends, and delivers the rest.
 * Rejects with AgentError when a part fails; then all have ended.
 */
export async function runLifecycle(parts: Lifecycle, signal: AbortSignal): Promise<void> {
  const { pipeline, client } = parts;
  const reading = new AbortController();
  const shipping = new AbortController();
  const draining = new AbortController();
  const stop = () => reading.abort();
  let failure: AgentError | undefined;
  const fail = (error: unknown) => {
    failure ??= agentError(error);
    parts.onFailure(failure);
    reading.abort();
  };
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  reading.signal.addEventListener('abort', () => void expire(parts, draining, shipping.signal));
  const shipped = client.run(shipping.signal).catch((error: unknown) => {
    fail(error);
    draining.abort();
  });
  try {
    const welcome = await client.whenWelcomed(reading.signal);
    if (welcome?.counted) parts.log.info(welcome.counted, 'begins behind another source');
    if (welcome) await pipeline.run(welcome, reading.signal);
  } catch (error) {
    fail(error);
  }
  await drain(parts, draining.signal).catch(fail);
  shipping.abort();
  await shipped;
  signal.removeEventListener('abort', stop);
  if (failure) throw failure;
}

/** Ends the draining when it takes too long. */
async function expire(parts: Lifecycle, draining: AbortController, ended: AbortSignal) {
  await parts.clock.delay(DRAIN_MS, ended);
  draining.abort();
}

async function drain({ pipeline, client, log }: Lifecycle, signal: AbortSignal): Promise<void> {
  if (client.delivery.firstWelcome === undefined) return;
  const isFrozen = await pipeline.finish(signal);
  await client.whenDelivered(signal);
  const batches = client.delivery.inFlight;
  if (isFrozen && batches === 0) return;
  log.warn({ batches }, 'not all was acknowledged: it is read again at the next start');
}

/** Any failure of a part as the one that ends the agent. */
export function agentError(error: unknown): AgentError {
  if (error instanceof AgentError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof SourceError) return new AgentError('source', message, { cause: error });
  if (error instanceof ShipError) return new AgentError('ship', message, { cause: error });
  if (error instanceof TlsError) return new AgentError('config', message, { cause: error });
  return new AgentError('internal', `unexpected: ${message}`, { cause: error });
}
