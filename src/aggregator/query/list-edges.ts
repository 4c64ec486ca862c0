/** Answers "who talks to whom" out of the store: flows that match, merged over nodes, hours and observation points. */
import type { Edge, EdgeFilter } from '../../flow/edge.ts';
import { edgeMatcher } from '../../flow/edge-filter.ts';
import { EdgeMerge } from '../../flow/edge-merge.ts';
import type { ListEdgesRequest } from '../../wire/query.ts';
import type { Store } from '../store.ts';

/** Most lines first. Rejects with EdgeFilterError when the filter cannot be understood. */
export async function listEdges(
  store: Pick<Store, 'flows'>,
  { filter, limit }: ListEdgesRequest,
): Promise<readonly Edge[]> {
  const edges = await mergeFlows(store, filter);
  return limit > 0 ? edges.slice(0, limit) : edges;
}

async function mergeFlows(store: Pick<Store, 'flows'>, filter: EdgeFilter): Promise<Edge[]> {
  const matches = edgeMatcher(filter);
  const merge = new EdgeMerge();
  for await (const block of store.flows(filter)) {
    for (const { node, flow } of block) if (matches(flow)) merge.add(node, flow);
  }
  return merge.edges();
}
