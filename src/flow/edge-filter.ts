/**
 * Which edges a question is about: the conditions of an EdgeFilter as one predicate.
 * The predicate also takes flows: filter them before they are merged, since a merged edge no longer
 * has what its replicas differ in (pod name, address).
 */
import type { EdgeFilter } from './edge.ts';
import type { Endpoint } from './endpoint.ts';
import { matchesEndpoint, parseEndpointPattern, parseNamespace } from './endpoint-pattern.ts';

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
 * A predicate that holds where all conditions of `filter` do; empty text is no condition.
 * `sinceUs` and `untilUs` take what was seen at any time between them, both included.
 * Throws EdgeFilterError when `namespace`, `from` or `to` cannot be understood.
 */
export function edgeMatcher(filter: EdgeFilter): Condition {
  const conditions = [
    ...endConditions(filter),
    ...packetConditions(filter),
    ...timeConditions(filter),
  ];
  return (flow) => conditions.every((holds) => holds(flow));
}

function endConditions({ namespace, from, to }: EdgeFilter): Condition[] {
  const conditions: Condition[] = [];
  if (namespace) {
    const pattern = { kind: 'namespace', namespace: parseNamespace(namespace) } as const;
    conditions.push(
      ({ source, destination }) =>
        matchesEndpoint(pattern, source) || matchesEndpoint(pattern, destination),
    );
  }
  if (from) {
    const pattern = parseEndpointPattern(from);
    conditions.push(({ source }) => matchesEndpoint(pattern, source));
  }
  if (to) {
    const pattern = parseEndpointPattern(to);
    conditions.push(({ destination }) => matchesEndpoint(pattern, destination));
  }
  return conditions;
}

function packetConditions({ protocol, port, replies }: EdgeFilter): Condition[] {
  const conditions: Condition[] = [];
  if (protocol !== undefined) conditions.push((flow) => flow.protocol === protocol);
  if (port !== undefined) conditions.push((flow) => flow.port === port);
  if (!replies) conditions.push((flow) => !flow.isReply);
  return conditions;
}

function timeConditions({ sinceUs, untilUs }: EdgeFilter): Condition[] {
  const conditions: Condition[] = [];
  if (sinceUs) conditions.push((flow) => flow.lastSeenUs >= sinceUs);
  if (untilUs) conditions.push((flow) => flow.firstSeenUs <= untilUs);
  return conditions;
}
