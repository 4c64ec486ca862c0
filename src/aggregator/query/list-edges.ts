/**
 * Answers "who talks to whom" out of the store: edges that match, merged over nodes and observation
 * points. Ends that had no name when they came are named now, if they can be: a flow is stored with
 * what was known then, and each question is answered with what is known by now. Where an address
 * changed hands over the hours of an edge, it is looked at hour by hour.
 */
import type { Edge, EdgeFilter } from '../../flow/edge.ts';
import { edgeMatcher } from '../../flow/edge-filter.ts';
import { EdgeMerge } from '../../flow/edge-merge.ts';
import type { Endpoint } from '../../flow/endpoint.ts';
import type { ListEdgesRequest } from '../../wire/query.ts';
import type { ClusterNames } from '../cluster-names.ts';
import { type EdgeHints, type History, HistoryLimitError, type StoredEdge } from '../history.ts';

export interface EdgesOptions {
  readonly store: Pick<History, 'edges' | 'hourly'>;
  readonly names: Pick<ClusterNames, 'nameFlow' | 'servicesOf'>;
  /** Ends the question. */
  readonly signal?: AbortSignal;
}

/** Edges in one answer, all of which are in memory until it is sent: some hundred megabytes. */
const EDGES_MAX = 500_000;

/**
 * Most lines first. Rejects with EdgeFilterError when the filter cannot be understood, and with
 * HistoryLimitError when the answer is too large.
 */
export async function listEdges(
  options: EdgesOptions,
  { filter, limit }: ListEdgesRequest,
): Promise<readonly Edge[]> {
  const edges = await mergeEdges(options, filter);
  return limit > 0 ? edges.slice(0, limit) : edges;
}

async function mergeEdges(options: EdgesOptions, filter: EdgeFilter): Promise<Edge[]> {
  const { store, names, signal = new AbortController().signal } = options;
  const matches = edgeMatcher(filter);
  const hints = hintsOf(filter);
  const merge = new EdgeMerge();
  const add = ({ cluster, node, flow, hours }: StoredEdge): void => {
    if (!matches(flow)) return;
    merge.add(node, flow, names.servicesOf(flow, cluster), hours);
    if (merge.size > EDGES_MAX) throw tooMany();
  };
  const unsure: string[] = [];
  for await (const block of store.edges(hints, signal)) {
    for (const edge of block) {
      if (nameEnds(names, edge) || edge.hours.length === 1) add(edge);
      else unsure.push(edge.id);
    }
  }
  if (unsure.length === 0) return merge.edges();
  for await (const block of store.hourly(unsure, hints, signal)) {
    for (const edge of block) {
      nameEnds(names, edge);
      add(edge);
    }
  }
  return merge.edges();
}

/**
 * False where an end without a name may be one of several over all hours of the edge: in each of
 * them it may be one alone.
 */
function nameEnds(names: EdgesOptions['names'], { flow, cluster }: StoredEdge): boolean {
  const before = [flow.source, flow.destination];
  names.nameFlow(flow, cluster);
  const after = [flow.source, flow.destination];
  return after.every((end, i) => before[i]!.attribution !== 'none' || isSure(end));
}

function isSure({ confidence, candidates }: Endpoint): boolean {
  return confidence !== 'ambiguous' && candidates.length === 0;
}

function hintsOf({ namespace, protocol, port, sinceUs, untilUs, replies }: EdgeFilter): EdgeHints {
  return {
    ...(namespace && { namespace }),
    ...(protocol !== undefined && { protocol }),
    ...(port !== undefined && { port }),
    ...(sinceUs && { sinceUs }),
    ...(untilUs && { untilUs }),
    ...(replies && { replies }),
  };
}

function tooMany(): HistoryLimitError {
  const less = 'ask for one namespace, one port or a shorter span';
  return new HistoryLimitError(`the answer has more than ${EDGES_MAX} edges: ${less}`);
}
