/**
 * Lets a batch wait, whole and before it is applied, until the index knows the time of its records:
 * a pod's address is reported a second or two after its first packet. What waits is the batch with
 * its cursor and sequence, so nothing can be lost or counted twice; an agent that goes away
 * meanwhile sends it again.
 */
import type { Flow } from '../../flow/flow.ts';
import type { ClusterIndex } from '../../kube/cluster-index.ts';

/**
 * Longest wait; must exceed the index's lag, or nothing fresh would ever be named by address: three
 * seconds and a little for late reports, and five from one proof to the next (cluster-watch.ts).
 */
const SETTLE_MS = 9_000;
/** A proof comes when it comes: whether it has is looked at this often. */
const LOOK_MS = 250;

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
  if (newestUs - index.knownUntilUs > waitMs * 1_000) return false;
  for (let leftMs = waitMs; newestUs > index.knownUntilUs; leftMs -= LOOK_MS) {
    if (leftMs <= 0) return false;
    await delay(LOOK_MS);
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
