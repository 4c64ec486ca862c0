/**
 * An edge as stable JSON: the product's public format, one object per edge.
 * Fields are only ever added. What is not known is null, or empty text for a name; times are RFC
 * 3339 in UTC.
 */
import type { Edge } from '../flow/edge.ts';
import type { Endpoint, Workload } from '../flow/endpoint.ts';
import { protocolName } from '../flow/protocol.ts';
import { formatTime } from '../flow/time.ts';
import { type Outcome, outcomeOf } from './outcome.ts';

export interface EndpointJson {
  readonly kind: string;
  readonly namespace: string;
  /** Empty when the end is no pod, or several replicas of `workload`. */
  readonly pod: string;
  readonly workload: Workload | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly ip: string;
  readonly node: string;
  readonly attribution: string;
  readonly confidence: string;
  /** Name of a service end. */
  readonly service?: string;
  readonly candidates?: readonly EndpointJson[];
}

export interface EdgeJson {
  readonly source: EndpointJson;
  readonly destination: EndpointJson;
  readonly protocol: string | null;
  readonly port: number | null;
  readonly icmp_type?: number;
  readonly icmp_code?: number;
  readonly direction: string;
  readonly verdict: string;
  readonly lines: number;
  readonly connections: number;
  readonly bytes: number;
  readonly first_seen: string | null;
  readonly last_seen: string | null;
  /** The first of `prefixes`. */
  readonly prefix: string;
  /** All prefixes, when there are several. */
  readonly prefixes?: readonly string[];
  readonly seen_by: string;
  readonly outcome: Outcome;
  readonly outcomes: Readonly<Record<'answered' | 'refused' | 'unreachable', number>>;
  readonly nodes: readonly string[];
  readonly is_reply?: true;
  readonly overflow?: string;
  readonly source_ports_distinct?: number;
  /** Beginnings of the hours in which it was seen. */
  readonly hours?: readonly string[];
}

const HOUR_US = 3_600_000_000;

/** `told`: the prefixes behind which outcomes are told (outcome.ts). */
export function edgeJson(edge: Edge, told: ReadonlySet<string>): EdgeJson {
  return {
    source: endpointJson(edge.source),
    destination: endpointJson(edge.destination),
    protocol: edge.protocol === undefined ? null : protocolName(edge.protocol),
    port: edge.port ?? null,
    ...(edge.icmpType === undefined ? {} : { icmp_type: edge.icmpType }),
    ...(edge.icmpCode === undefined ? {} : { icmp_code: edge.icmpCode }),
    direction: edge.direction,
    verdict: edge.verdict,
    lines: edge.lines,
    connections: edge.connections,
    bytes: edge.bytes,
    first_seen: timeJson(edge.firstSeenUs),
    last_seen: timeJson(edge.lastSeenUs),
    prefix: edge.prefixes[0] ?? '',
    ...(edge.prefixes.length > 1 ? { prefixes: edge.prefixes } : {}),
    seen_by: edge.seenBy,
    outcome: outcomeOf(edge, told),
    outcomes: {
      answered: edge.answered,
      refused: edge.refused,
      unreachable: edge.unreachable,
    },
    nodes: edge.nodes,
    ...(edge.isReply ? { is_reply: true } : {}),
    ...(edge.overflow === undefined ? {} : { overflow: edge.overflow }),
    ...(edge.sourcePortsDistinct > 0 ? { source_ports_distinct: edge.sourcePortsDistinct } : {}),
    ...hoursJson(edge.hours),
  };
}

function endpointJson(end: Endpoint): EndpointJson {
  return {
    kind: end.kind,
    namespace: end.namespace,
    pod: end.kind === 'pod' ? end.name : '',
    workload: end.workload ?? null,
    labels: end.labels,
    ip: end.ip,
    node: end.node,
    attribution: end.attribution,
    confidence: end.confidence,
    ...(end.kind === 'service' ? { service: end.name } : {}),
    ...(end.candidates.length > 0 ? { candidates: end.candidates.map(endpointJson) } : {}),
  };
}

/** 0 stands for a time that no record told. */
export function timeJson(us: number): string | null {
  return us === 0 ? null : formatTime(us);
}

function hoursJson(hours: readonly number[]): Pick<EdgeJson, 'hours'> {
  const known = hours.filter((hour) => hour > 0);
  if (known.length === 0) return {};
  return { hours: known.map((hour) => formatTime(hour * HOUR_US)) };
}
