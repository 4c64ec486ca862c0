/**
 * Flows that a question may be about, out of the store. Ends that had no name when they came are
 * named now, if they can be: a flow is stored with what was known then, and each question is
 * answered with what is known by now.
 */
import type { EdgeFilter } from '../../flow/edge-filter.ts';
import type { Endpoint } from '../../flow/endpoint.ts';
import type { Flow } from '../../flow/flow.ts';
import type { ClusterNames } from '../cluster-names.ts';
import type { EdgeHints, History, StoredEdge } from '../history.ts';
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

export interface EdgesOptions {
  readonly store: Pick<History, 'edges' | 'hourly'>;
  readonly names: FlowsOptions['names'];
}

/**
 * What agents' edges add up to, to `take`, which still has to filter them. Where an address changed
 * hands over the hours of an edge, it is given hour by hour. Rejects as eachFlow does.
 */
export async function eachEdge(
  { store, names }: EdgesOptions,
  filter: EdgeFilter,
  signal: AbortSignal,
  take: (edge: StoredEdge, services: readonly string[]) => void,
): Promise<void> {
  const hints = hintsOf(filter);
  const unsure: string[] = [];
  const give = (edge: StoredEdge) => take(edge, names.servicesOf(edge.flow, edge.cluster));
  for await (const block of store.edges(hints, signal)) {
    signal.throwIfAborted();
    for (const edge of block) {
      if (nameEnds(names, edge) || edge.hours.length === 1) give(edge);
      else unsure.push(edge.id);
    }
  }
  if (unsure.length === 0) return;
  for await (const block of store.hourly(unsure, hints, signal)) {
    signal.throwIfAborted();
    for (const edge of block) {
      nameEnds(names, edge);
      give(edge);
    }
  }
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
