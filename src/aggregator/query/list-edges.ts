/**
 * Answers "who talks to whom" out of the store: flows that match, merged over nodes, hours and
 * observation points. Ends that had no name when they came are named now, if they can be: a flow
 * is stored with what was known then, and each question is answered with what is known by now.
 */
import type { Edge } from '../../flow/edge.ts';
import type { EdgeFilter } from '../../flow/edge-filter.ts';
import { edgeSelector } from '../../flow/edge-selection.ts';
import type { ClusterNames } from '../cluster-names.ts';
import type { EdgeHints } from '../history.ts';
import type { Store } from '../store.ts';

export interface EdgesOptions {
  readonly store: Pick<Store, 'flows'>;
  readonly names: Pick<ClusterNames, 'nameFlow' | 'servicesOf'>;
}

/** Most lines first. Rejects with EdgeFilterError when the filter cannot be understood. */
export async function listEdges(
  { store, names }: EdgesOptions,
  filter: EdgeFilter,
): Promise<readonly Edge[]> {
  const selection = edgeSelector(filter)();
  for await (const block of store.flows(hintsOf(filter))) {
    for (const { cluster, node, flow } of block) {
      names.nameFlow(flow, cluster);
      selection.add(node, flow, names.servicesOf(flow, cluster));
    }
  }
  return selection.edges();
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
