/**
 * Flows that a question may be about, out of the store. Ends that had no name when they came are
 * named now, if they can be: a flow is stored with what was known then, and each question is
 * answered with what is known by now.
 */
import type { EdgeFilter } from '../../flow/edge-filter.ts';
import type { FlowContext } from '../../flow/edge-sum.ts';
import type { Endpoint } from '../../flow/endpoint.ts';
import type { Flow } from '../../flow/flow.ts';
import type { Verdict } from '../../flow/verdict.ts';
import type { ClusterNames } from '../cluster-names.ts';
import type { EdgeHints, History, StoredEdge } from '../history.ts';
import type { NodeFlow, Store } from '../store.ts';
import { hourParts } from './hour-parts.ts';

/** What is known by now of flows that came before. */
export interface Naming {
  readonly names: Pick<ClusterNames, 'nameFlow' | 'servicesOf'>;
  /** What became of a flow's packets. */
  readonly verdictOf: (flow: Flow, cluster: string) => Verdict;
}

export interface FlowsOptions extends Naming {
  readonly store: Pick<Store, 'flows'>;
}

/** Takes a flow that `node` reported. */
type TakeFlow = (node: string, flow: Flow, context: FlowContext) => void;

/** Gives all to `take`, which still has to filter them. Rejects with the signal's reason. */
export async function eachFlow(
  { store, ...naming }: FlowsOptions,
  filter: EdgeFilter,
  signal: AbortSignal,
  take: TakeFlow,
): Promise<void> {
  for await (const block of store.flows(hintsOf(filter), signal)) {
    signal.throwIfAborted();
    takeBlock(naming, block, take);
  }
}

export function takeBlock(naming: Naming, block: readonly NodeFlow[], take: TakeFlow): void {
  for (const { cluster, node, flow } of block) {
    naming.names.nameFlow(flow, cluster);
    take(node, flow, contextOf(naming, flow, cluster));
  }
}

function contextOf({ names, verdictOf }: Naming, flow: Flow, cluster: string): FlowContext {
  const services = names.servicesOf(flow, cluster);
  return { cluster, services, verdict: verdictOf(flow, cluster) };
}

export interface EdgesOptions extends Naming {
  readonly store: Pick<History, 'edges' | 'hourly'>;
}

type TakeEdge = (edge: StoredEdge, context: FlowContext) => void;

/**
 * What agents' edges add up to, to `take`, which still has to filter them. Hours that the filter's
 * span cuts are given apart from others. Where an address changed hands over the hours of an edge,
 * or a window was open for a part of them, it is given hour by hour. Rejects as eachFlow does.
 */
export async function eachEdge(
  options: EdgesOptions,
  filter: EdgeFilter,
  signal: AbortSignal,
  take: TakeEdge,
): Promise<void> {
  for (const span of hourParts(filter)) {
    await eachEdgeOf(options, hintsOf({ ...filter, ...span }), signal, take);
  }
}

async function eachEdgeOf(
  { store, ...naming }: EdgesOptions,
  hints: EdgeHints,
  signal: AbortSignal,
  take: TakeEdge,
): Promise<void> {
  const unsure: string[] = [];
  const give = (edge: StoredEdge) =>
    take(edge, { ...contextOf(naming, edge.flow, edge.cluster), hours: edge.hours });
  for await (const block of store.edges(hints, signal)) {
    signal.throwIfAborted();
    for (const edge of block) {
      const isSure = nameEnds(naming.names, edge) && hasOneVerdict(naming, edge);
      if (isSure || edge.hours.length === 1) give(edge);
      else unsure.push(edge.id);
    }
  }
  if (unsure.length === 0) return;
  for await (const block of store.hourly(unsure, hints, signal)) {
    signal.throwIfAborted();
    for (const edge of block) {
      nameEnds(naming.names, edge);
      give(edge);
    }
  }
}

/**
 * False where an end without a name may be one of several over all hours of the edge: in each of
 * them it may be one alone.
 */
function nameEnds(names: Naming['names'], { flow, cluster }: StoredEdge): boolean {
  const before = [flow.source, flow.destination];
  names.nameFlow(flow, cluster);
  const after = [flow.source, flow.destination];
  return after.every((end, i) => before[i]!.attribution !== 'none' || isSure(end));
}

/** False where a window was open for a part of the edge's time only. */
function hasOneVerdict({ verdictOf }: Naming, { flow, cluster }: StoredEdge): boolean {
  const { firstSeenUs, lastSeenUs } = flow;
  const verdict = verdictOf(flow, cluster);
  return (
    verdict === verdictOf({ ...flow, lastSeenUs: firstSeenUs }, cluster) &&
    verdict === verdictOf({ ...flow, firstSeenUs: lastSeenUs }, cluster)
  );
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
