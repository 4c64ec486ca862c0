/**
 * The JSON form of an edge, the same from the command line and over HTTP: snake_case names, RFC
 * 3339 times, names instead of numbers. Part of what users build on: fields are added, never
 * renamed.
 */
import type { Edge } from './edge.ts';
import type { Endpoint } from './endpoint.ts';
import { trustOf } from './origin.ts';
import { outcomeOf } from './outcome.ts';
import { protocolName } from './protocol.ts';
import { formatTcpFlags } from './tcp-flags.ts';
import { formatTime, HOUR_US } from './time.ts';

/**
 * A plain object; what does not apply is null, and so is a time that nobody knows.
 * `told`: the prefixes behind which outcomes are told (outcome.ts).
 */
export function edgeJson(edge: Edge, told: ReadonlySet<string>) {
  return {
    source: endpointJson(edge.source),
    destination: endpointJson(edge.destination),
    protocol: edge.protocol === undefined ? null : protocolName(edge.protocol),
    port: edge.port ?? null,
    icmp_type: edge.icmpType ?? null,
    icmp_code: edge.icmpCode ?? null,
    direction: edge.direction,
    verdict: edge.verdict,
    is_reply: edge.isReply,
    pre_existing: edge.origin === 'conntrack',
    trust: trustOf(edge.origin),
    overflow: edge.overflow ?? null,
    lines: edge.lines,
    connections: edge.connections,
    bytes: edge.bytes,
    tcp_flags: formatTcpFlags(edge.tcpFlags),
    first_seen: timeJson(edge.firstSeenUs),
    last_seen: timeJson(edge.lastSeenUs),
    prefix: edge.prefixes.join(','),
    prefixes: edge.prefixes,
    seen_by: edge.seenBy,
    outcome: outcomeOf(edge, told),
    answered: edge.answered,
    refused: edge.refused,
    unreachable: edge.unreachable,
    cluster: edge.cluster,
    nodes: edge.nodes,
    services: edge.services,
    source_ports_distinct: edge.sourcePortsDistinct,
    hours: edge.hours.filter((hour) => hour > 0).map((hour) => formatTime(hour * HOUR_US)),
  };
}

export type EdgeJson = ReturnType<typeof edgeJson>;

/** `pod` is the name of a pod only; `name` that of a pod, node or service. */
export interface EndpointJson {
  readonly kind: string;
  readonly namespace: string;
  readonly pod: string;
  readonly name: string;
  readonly workload: { readonly kind: string; readonly name: string } | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly ip: string;
  readonly node: string;
  readonly attribution: string;
  readonly confidence: string;
  readonly candidates: readonly EndpointJson[];
}

function endpointJson(endpoint: Endpoint): EndpointJson {
  return {
    kind: endpoint.kind,
    namespace: endpoint.namespace,
    pod: endpoint.kind === 'pod' ? endpoint.name : '',
    name: endpoint.name,
    workload: endpoint.workload ?? null,
    labels: endpoint.labels,
    ip: endpoint.ip,
    node: endpoint.node,
    attribution: endpoint.attribution,
    confidence: endpoint.confidence,
    candidates: endpoint.candidates.map(endpointJson),
  };
}

/** 0 stands for a time that no record told. */
export function timeJson(us: number): string | null {
  return us === 0 ? null : formatTime(us);
}
