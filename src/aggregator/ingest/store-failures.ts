/**
 * What the store fails at for agents: a full disk meets thousands of them, and each of them tries
 * again every few seconds. Counted every time, told once in a while.
 */
import type { Log } from '../../service/log.ts';
import type { AggregatorMetrics } from '../metrics.ts';
import type { StoreError } from '../store.ts';

/** What is amiss for an hour is said sixty times. */
const SAID_MS = 60_000;

/** Hears of a failure, and of the node that met it. */
export type NoteStoreFailure = (error: StoreError, node: string | undefined) => void;

export function storeFailures(
  metrics: Pick<AggregatorMetrics, 'storeErrors'>,
  log: Pick<Log, 'error'>,
  nowMs: () => number = () => performance.now(),
): NoteStoreFailure {
  const saidMs = new Map<StoreError['code'], number>();
  return (error, node) => {
    metrics.storeErrors.inc();
    if (nowMs() - (saidMs.get(error.code) ?? Number.NEGATIVE_INFINITY) < SAID_MS) return;
    saidMs.set(error.code, nowMs());
    log.error({ node }, error.message);
  };
}
