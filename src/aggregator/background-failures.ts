/**
 * What a home does by itself, and nobody waits for, may fail: it is tried again, counted every
 * time, and told once in a while.
 */
import type { Log } from '../service/log.ts';
import type { BackgroundWork, NoteFailure } from './background-work.ts';
import type { AggregatorMetrics } from './metrics.ts';

/** What is amiss for an hour is said sixty times. */
const SAID_MS = 60_000;

export function backgroundFailures(
  metrics: Pick<AggregatorMetrics, 'storeBackgroundErrors'>,
  log: Pick<Log, 'warn'>,
  nowMs: () => number = () => performance.now(),
): NoteFailure {
  const saidMs = new Map<BackgroundWork, number>();
  return (work, cause) => {
    metrics.storeBackgroundErrors.inc({ work });
    if (nowMs() - (saidMs.get(work) ?? Number.NEGATIVE_INFINITY) < SAID_MS) return;
    saidMs.set(work, nowMs());
    const reason = cause instanceof Error ? cause.message : String(cause);
    log.warn({ work, reason }, 'the store failed at what it does by itself: it will try again');
  };
}
