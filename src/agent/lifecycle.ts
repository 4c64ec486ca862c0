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
import type { Pipeline, Start } from './pipeline.ts';
import type { ShipClient } from './ship/client.ts';
import { ShipError } from './ship/ship-error.ts';
import { SpoolError } from './ship/spool/spool-error.ts';
import { SourceError } from './sources/source.ts';

/**
 * For the aggregator to acknowledge what is left after we were asked to stop: longer than it lets a
 * fresh batch wait for its names (9 s), shorter than the grace that a kubelet gives (30 s).
 */
export const DRAIN_MS = 12_000;

/** The way of batches to the aggregator: straight, or through the spool. */
export interface Shipping {
  /** Delivers until `signal` aborts; rejects when that is over for good. */
  run(signal: AbortSignal): Promise<void>;
  /** Where to read from, as soon as that is known; undefined when `signal` aborts before. */
  whenStarted(signal: AbortSignal): Promise<Start | undefined>;
  /** Resolves once nothing more can be done for what was frozen, or when `signal` aborts. */
  whenDelivered(signal: AbortSignal): Promise<void>;
  /** Batches that are neither acknowledged nor kept for the next start. */
  readonly unkept: number;
}

/** Straight to the aggregator: what it has not acknowledged, only the source has. */
export function shipStraight(
  client: Pick<ShipClient, 'run' | 'whenWelcomed' | 'whenDelivered' | 'delivery'>,
): Shipping {
  return {
    run: (signal) => client.run(signal),
    whenStarted: (signal) => client.whenWelcomed(signal),
    whenDelivered: (signal) => client.whenDelivered(signal),
    get unkept() {
      return client.delivery.inFlight;
    },
  };
}

export interface Lifecycle {
  readonly pipeline: Pick<Pipeline, 'run' | 'finish'>;
  readonly shipping: Shipping;
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
  const { pipeline, shipping } = parts;
  const reading = new AbortController();
  const delivering = new AbortController();
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
  reading.signal.addEventListener('abort', () => void expire(parts, draining, delivering.signal));
  const shipped = shipping.run(delivering.signal).catch((error: unknown) => {
    fail(error);
    draining.abort();
  });
  let start: Start | undefined;
  try {
    start = await shipping.whenStarted(reading.signal);
    if (start?.counted) parts.log.info(start.counted, 'begins behind another source');
    if (start) await pipeline.run(start, reading.signal);
  } catch (error) {
    fail(error);
  }
  if (start) await drain(parts, draining.signal).catch(fail);
  delivering.abort();
  await shipped;
  signal.removeEventListener('abort', stop);
  if (failure) throw failure;
}

/** Ends the draining when it takes too long. */
async function expire(parts: Lifecycle, draining: AbortController, ended: AbortSignal) {
  await parts.clock.delay(DRAIN_MS, ended);
  draining.abort();
}

async function drain({ pipeline, shipping, log }: Lifecycle, signal: AbortSignal): Promise<void> {
  const isFrozen = await pipeline.finish(signal);
  await shipping.whenDelivered(signal);
  const batches = shipping.unkept;
  if (isFrozen && batches === 0) return;
  log.warn({ batches }, 'not all was acknowledged: it is read again at the next start');
}

/** Any failure of a part as the one that ends the agent. */
export function agentError(error: unknown): AgentError {
  if (error instanceof AgentError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof SourceError) return new AgentError('source', message, { cause: error });
  if (error instanceof TlsError) return new AgentError('config', message, { cause: error });
  if (error instanceof ShipError || error instanceof SpoolError)
    return new AgentError('ship', message, { cause: error });
  return new AgentError('internal', `unexpected: ${message}`, { cause: error });
}
