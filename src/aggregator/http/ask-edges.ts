/** All edges that a question is about, out of the store or, with `nodes_now`, out of the nodes. */
import type { Edge } from '../../flow/edge.ts';
import type { UnansweredNode } from '../../wire/query.ts';
import type { Answering, Asked, Begun } from './endpoint.ts';
import { parseFilterQuery, parseNodesNow } from './query-words.ts';

export interface AskedEdges {
  readonly edges: readonly Edge[];
  /** What an answer says besides: nodes that were asked and did not answer. */
  readonly rest: { readonly unanswered?: readonly UnansweredNode[] };
  readonly bounds: Begun;
}

export async function askEdges(
  answering: Answering,
  { query, begin }: Asked,
  method: 'list_edges' | 'list_groups',
): Promise<AskedEdges> {
  const filter = parseFilterQuery(query, answering.nowUs());
  if (!parseNodesNow(query)) {
    const bounds = await begin(method, filter.namespace);
    return { edges: await answering.listEdges(filter, bounds), rest: {}, bounds };
  }
  const bounds = await begin('list_edges_now', filter.namespace);
  const { edges, unanswered } = await answering.listEdgesNow(filter, bounds);
  return { edges, rest: { unanswered }, bounds };
}
