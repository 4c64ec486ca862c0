/**
 * Lets a batch wait, whole and before it is applied, until the index knows the time of its records:
 * a pod's address is reported a second or two after its first packet. What waits is the batch with
 * its cursor and sequence, so nothing can be lost or counted twice; an agent that goes away
 * meanwhile sends it again.
 */
import type { Flow } from '../../flow/flow.ts';
import type { ClusterIndex } from '../../kube/cluster-index.ts';

/** Longest wait; must exceed the index's lag, or nothing fresh would ever be named by address. */
const SETTLE_MS = 9_000;

export interface SettleOptions {
  readonly index: ClusterIndex;
  readonly delay: (ms: number) => Promise<void>;
  readonly waitMs?: number;
}

/**
 * Resolves to whether every record of an end without a name lies in known time. At once where
 * waiting cannot help: the API server is away, or a clock is far ahead.
 */
export async function settled(flows: readonly Flow[], options: SettleOptions): Promise<boolean> {
  const { index, delay, waitMs = SETTLE_MS } = options;
  const newestUs = newestUnnamedUs(flows);
  let leftMs = waitMs;
  while (newestUs > index.knownUntilUs) {
    const missingMs = Math.ceil((newestUs - index.knownUntilUs) / 1_000);
    if (missingMs > leftMs) return false;
    leftMs -= missingMs;
    await delay(missingMs);
  }
  return true;
}

/** -Infinity where every end has a name. */
function newestUnnamedUs(flows: readonly Flow[]): number {
  let newestUs = Number.NEGATIVE_INFINITY;
  for (const { source, destination, lastSeenUs } of flows) {
    const isNamed = source.attribution !== 'none' && destination.attribution !== 'none';
    if (!isNamed && lastSeenUs > newestUs) newestUs = lastSeenUs;
  }
  return newestUs;
}
