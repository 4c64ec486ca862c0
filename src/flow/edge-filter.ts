/**
 * Which edges a question is about. Flows are filtered before they are merged, since a merged edge
 * no longer has what its replicas differ in (pod name, address); what only a merged edge has
 * (direction, verdict, outcome) is asked of it afterwards.
 */
import type { Direction, Edge } from './edge.ts';
import type { Endpoint } from './endpoint.ts';
import {
  EdgeFilterError,
  endpointMatcher,
  parseEndpointPattern,
  parseNamespace,
} from './endpoint-pattern.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import type { Verdict } from './verdict.ts';

/** Conditions of which each is a list of alternatives; an absent or empty list is none. */
export interface EdgeConditions {
  /** Ends as `endpoint-pattern.ts` has them; `either`: the one or the other. */
  readonly either?: readonly string[];
  readonly from?: readonly string[];
  readonly to?: readonly string[];
  /** IANA numbers. */
  readonly protocol?: readonly number[];
  /** Of the destination. */
  readonly port?: readonly number[];
  readonly direction?: readonly Direction[];
  readonly verdict?: readonly Verdict[];
  readonly outcome?: readonly Outcome[];
}

/** All conditions must hold; an undefined one always does. */
export interface EdgeFilter extends EdgeConditions {
  /** Either end is in this namespace: what a reader of one namespace may ask for. */
  readonly namespace?: string;
  /** Seen at any time between them, both included; microseconds since the epoch. */
  readonly sinceUs?: number;
  readonly untilUs?: number;
  /** Take reply-direction flows too. */
  readonly replies?: boolean;
  /** What satisfies any of these is left out. */
  readonly not?: EdgeConditions;
}

/** What edges and flows have in common. */
export interface Matchable {
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly protocol: number | undefined;
  readonly port: number | undefined;
  readonly isReply: boolean;
  readonly firstSeenUs: number;
  readonly lastSeenUs: number;
}

type Condition = (flow: Matchable) => boolean;

/**
 * Whether a flow is asked for, as far as it can tell.
 * Throws EdgeFilterError when a namespace, an end or a time cannot be understood.
 */
export function flowMatcher(filter: EdgeFilter): Condition {
  const { namespace, replies, sinceUs, untilUs } = filter;
  const wanted = conditionsOf(filter);
  if (namespace) {
    const isInside = endpointMatcher([{ kind: 'namespace', namespace: parseNamespace(namespace) }]);
    wanted.push((flow) => isInside(flow.source) || isInside(flow.destination));
  }
  if (!replies) wanted.push((flow) => !flow.isReply);
  if (sinceUs && untilUs && sinceUs > untilUs) {
    throw new EdgeFilterError('since lies behind until: nothing can be seen between them');
  }
  if (sinceUs) wanted.push((flow) => flow.lastSeenUs >= sinceUs);
  if (untilUs) wanted.push((flow) => flow.firstSeenUs <= untilUs);
  const unwanted = conditionsOf(filter.not ?? {});
  return (flow) => wanted.every((holds) => holds(flow)) && !unwanted.some((holds) => holds(flow));
}

function conditionsOf({ either, from, to, protocol, port }: EdgeConditions): Condition[] {
  const conditions: Condition[] = [];
  if (either?.length) {
    const matches = isAnyOf(either);
    conditions.push((flow) => matches(flow.source) || matches(flow.destination));
  }
  if (from?.length) {
    const matches = isAnyOf(from);
    conditions.push((flow) => matches(flow.source));
  }
  if (to?.length) {
    const matches = isAnyOf(to);
    conditions.push((flow) => matches(flow.destination));
  }
  if (protocol?.length) conditions.push((flow) => isIn(protocol, flow.protocol));
  if (port?.length) conditions.push((flow) => isIn(port, flow.port));
  return conditions;
}

function isAnyOf(texts: readonly string[]): (endpoint: Endpoint) => boolean {
  return endpointMatcher(texts.map(parseEndpointPattern));
}

function isIn<T>(list: readonly T[], value: T | undefined): boolean {
  return value !== undefined && list.includes(value);
}

/** Whether an edge whose flows matched is asked for; `told` as in outcome.ts. */
export function edgeMatcher(
  filter: EdgeFilter,
): (edge: Edge, told: ReadonlySet<string>) => boolean {
  const { direction, verdict, outcome, not = {} } = filter;
  return (edge, told) => {
    const ofEdge = outcomeOf(edge, told);
    return (
      isWanted(direction, edge.direction) &&
      isWanted(verdict, edge.verdict) &&
      isWanted(outcome, ofEdge) &&
      !not.direction?.includes(edge.direction) &&
      !not.verdict?.includes(edge.verdict) &&
      !not.outcome?.includes(ofEdge)
    );
  };
}

function isWanted<T>(list: readonly T[] | undefined, value: T): boolean {
  return !list?.length || list.includes(value);
}
