/**
 * What a default deny would drop of the traffic that was seen, said in sentences. Input: edges of
 * a logging window and the namespaces that get `policyTypes: [Ingress, Egress]` with no rules at
 * all. First form of the forecast: no allow rules are looked at. Pure: no I/O, nothing is guessed;
 * what is ambiguous is said to be.
 */
import type { Edge } from '../flow/edge.ts';
import type { Endpoint } from '../flow/endpoint.ts';
import { ICMP, ICMPV6, protocolName, TCP, UDP } from '../flow/protocol.ts';

/**
 * What is commonly forgotten when allow rules are written; `none`: ordinary traffic between
 * workloads.
 */
export const BLIND_SPOTS = [
  'dns',
  'metadata',
  'time',
  'icmp',
  'outside',
  'node',
  'ambiguous',
  'none',
] as const;
export type BlindSpot = (typeof BLIND_SPOTS)[number];

export type Side = 'egress' | 'ingress';

export interface WouldDrop {
  readonly edge: Edge;
  /** Where it would be dropped: source's egress, destination's ingress, or both; never empty. */
  readonly sides: readonly Side[];
  readonly blindSpot: BlindSpot;
  readonly sentence: string;
}

const DNS_PORT = 53;
const NTP_PORT = 123;

/** Link-local addresses of the clouds' instance metadata services (IPv4 all, IPv6 AWS). */
const METADATA_ADDRESSES: ReadonlySet<string> = new Set(['169.254.169.254', 'fd00:ec2::254']);

/**
 * The edges that a default deny in `namespaces` would drop, in the order given.
 * Replies are left out: a policy accepts what belongs to an accepted connection.
 */
export function forecastDefaultDeny(
  edges: readonly Edge[],
  namespaces: ReadonlySet<string>,
): WouldDrop[] {
  return edges.flatMap((edge) => {
    if (edge.isReply) return [];
    const sides = droppingSides(edge, namespaces);
    if (sides.length === 0) return [];
    return [{ edge, sides, blindSpot: blindSpot(edge), sentence: sentence(edge, sides) }];
  });
}

function droppingSides(edge: Edge, namespaces: ReadonlySet<string>): Side[] {
  const sides: Side[] = [];
  if (mayBeIsolated(edge.source, namespaces)) sides.push('egress');
  const isHostToOwnPod = edge.source.kind === 'node' && isSameNode(edge.source, edge.destination);
  if (!isHostToOwnPod && mayBeIsolated(edge.destination, namespaces)) sides.push('ingress');
  return sides;
}

/** A node reaches the pods it runs past every policy: kubelet probes depend on it. */
function isSameNode(a: Endpoint, b: Endpoint): boolean {
  return a.node !== '' && a.node === b.node;
}

function mayBeIsolated(end: Endpoint, namespaces: ReadonlySet<string>): boolean {
  if (end.confidence === 'ambiguous') {
    return end.candidates.some((candidate) => mayBeIsolated(candidate, namespaces));
  }
  return end.kind === 'pod' && namespaces.has(end.namespace);
}

function isAmbiguous(edge: Edge): boolean {
  return edge.source.confidence === 'ambiguous' || edge.destination.confidence === 'ambiguous';
}

function blindSpot(edge: Edge): BlindSpot {
  if (isAmbiguous(edge)) return 'ambiguous';
  if (METADATA_ADDRESSES.has(edge.destination.ip)) return 'metadata';
  if (edge.port === DNS_PORT && (edge.protocol === UDP || edge.protocol === TCP)) return 'dns';
  if (edge.port === NTP_PORT && edge.protocol === UDP) return 'time';
  if (edge.protocol === ICMP || edge.protocol === ICMPV6) return 'icmp';
  if (edge.source.kind === 'node' || edge.destination.kind === 'node') return 'node';
  if (isPeerOutside(edge.source) || isPeerOutside(edge.destination)) return 'outside';
  return 'none';
}

/**
 * An address that no object of the cluster owns counts as outside: a policy can name it by
 * `ipBlock` only.
 */
function isPeerOutside(end: Endpoint): boolean {
  return end.kind === 'outside' || end.kind === 'unknown';
}

function sentence(edge: Edge, sides: readonly Side[]): string {
  const verb = isAmbiguous(edge) ? 'may be dropped' : 'would be dropped';
  const when = edge.origin === 'conntrack' ? ', when it reconnects (it was open before)' : '';
  const places = sides.map((side) =>
    side === 'egress'
      ? `${shortName(edge.source)}'s egress`
      : `${shortName(edge.destination)}'s ingress`,
  );
  return `${describeEdge(edge)} ${verb} at ${places.join(' and at ')}${when}`;
}

/**
 * `shop/frontend → shop/api:8080/TCP`: workloads where they are known, addresses where nothing
 * else is.
 */
export function describeEdge(edge: Edge): string {
  return `${fullName(edge.source)} → ${fullName(edge.destination)}${service(edge)}`;
}

function service(edge: Edge): string {
  if (edge.protocol === undefined) return ' (protocol not shown)';
  const protocol = protocolName(edge.protocol);
  if (edge.port !== undefined) return `:${edge.port}/${protocol}`;
  if (edge.icmpType === undefined) return ` ${protocol}`;
  return ` ${protocol} type ${edge.icmpType}`;
}

function fullName(end: Endpoint): string {
  const name = shortName(end);
  if (end.kind === 'outside') return `outside ${name}`;
  return end.namespace === '' ? name : `${end.namespace}/${name}`;
}

function shortName(end: Endpoint): string {
  if (end.confidence === 'ambiguous') return `${end.ip} (one of ${end.candidates.length})`;
  return end.workload?.name || end.name || end.ip || 'an address not kept';
}
