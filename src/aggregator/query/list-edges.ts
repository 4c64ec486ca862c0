/**
 * Answers "who talks to whom" out of the store: flows that match, merged over nodes, hours and
 * observation points. Ends that had no name when they came are named now, if they can be: a flow
 * is stored with what was known then, and each question is answered with what is known by now.
 */
import type { Edge, EdgeFilter } from '../../flow/edge.ts';
import { edgeMatcher } from '../../flow/edge-filter.ts';
import { EdgeMerge } from '../../flow/edge-merge.ts';
import type { Flow } from '../../flow/flow.ts';
import type { Verdict } from '../../flow/verdict.ts';
import type { ListEdgesRequest } from '../../wire/query.ts';
import type { ClusterNames } from '../cluster-names.ts';
import type { Store } from '../store.ts';

export interface EdgesOptions {
  readonly store: Pick<Store, 'flows'>;
  readonly names: Pick<ClusterNames, 'nameFlow' | 'servicesOf'>;
  /** What became of a flow's packets. */
  readonly verdictOf: (flow: Flow, cluster: string) => Verdict;
}

/** Most lines first. Rejects with EdgeFilterError when the filter cannot be understood. */
export async function listEdges(
  options: EdgesOptions,
  { filter, limit }: ListEdgesRequest,
): Promise<readonly Edge[]> {
  const edges = await mergeFlows(options, filter);
  return limit > 0 ? edges.slice(0, limit) : edges;
}

async function mergeFlows(
  { store, names, verdictOf }: EdgesOptions,
  filter: EdgeFilter,
): Promise<Edge[]> {
  const matches = edgeMatcher(filter);
  const merge = new EdgeMerge();
  for await (const block of store.flows(filter)) {
    for (const { cluster, node, flow } of block) {
      names.nameFlow(flow, cluster);
      if (!matches(flow)) continue;
      const services = names.servicesOf(flow, cluster);
      merge.add(node, flow, { services, verdict: verdictOf(flow, cluster) });
    }
  }
  return merge.edges();
}
