/**
 * Flows that a question may be about, out of the store. Ends that had no name when they came are
 * named now, if they can be: a flow is stored with what was known then, and each question is
 * answered with what is known by now.
 */
import type { EdgeFilter } from '../../flow/edge-filter.ts';
import type { Flow } from '../../flow/flow.ts';
import type { ClusterNames } from '../cluster-names.ts';
import type { EdgeHints } from '../history.ts';
import type { NodeFlow, Store } from '../store.ts';

export interface FlowsOptions {
  readonly store: Pick<Store, 'flows'>;
  readonly names: Pick<ClusterNames, 'nameFlow' | 'servicesOf'>;
}

/** Takes a flow that `node` reported, and that may have come by `services`. */
type TakeFlow = (node: string, flow: Flow, services: readonly string[]) => void;

/** Gives all to `take`, which still has to filter them. Rejects with the signal's reason. */
export async function eachFlow(
  { store, names }: FlowsOptions,
  filter: EdgeFilter,
  signal: AbortSignal,
  take: TakeFlow,
): Promise<void> {
  for await (const block of store.flows(hintsOf(filter), signal)) {
    signal.throwIfAborted();
    takeBlock(names, block, take);
  }
}

export function takeBlock(
  names: FlowsOptions['names'],
  block: readonly NodeFlow[],
  take: TakeFlow,
): void {
  for (const { cluster, node, flow } of block) {
    names.nameFlow(flow, cluster);
    take(node, flow, names.servicesOf(flow, cluster));
  }
}

/** What the store may leave out already: names that come late are not known to it. */
function hintsOf({ namespace, protocol, port, sinceUs, untilUs, replies }: EdgeFilter): EdgeHints {
  return {
    ...(namespace !== undefined && { namespace }),
    ...(protocol?.length === 1 && { protocol: protocol[0]! }),
    ...(port?.length === 1 && { port: port[0]! }),
    ...(sinceUs !== undefined && { sinceUs }),
    ...(untilUs !== undefined && { untilUs }),
    ...(replies && { replies }),
  };
}
