/** Rows of what is counted and of whose counts they are, as ClickHouse takes them. */
import type { Endpoint } from '../../flow/endpoint.ts';
import type { Flow } from '../../flow/flow.ts';
import { ABSENT, candidatesText, labelsText } from './ids.ts';
import type { RowBinary } from './row-binary.ts';
import { COUNTED_COLUMNS } from './schema.ts';

const NO_REGISTERS = new Uint8Array(0);

export const FACT_COLUMNS = [...COUNTED_COLUMNS, 'claimed_hour'];

export interface FactPlace {
  readonly agent: bigint;
  readonly number: number;
  readonly step: number;
  /** Tells flows of one edge and batch apart. */
  readonly part: number;
  readonly edge: bigint;
  readonly claimedHour: number;
}

/** Throws RangeError on what is no count. */
export function writeFact(rows: RowBinary, place: FactPlace, flow: Flow): void {
  const isLevel = flow.origin === 'conntrack';
  rows.id(place.agent);
  rows.id(place.edge);
  rows.u32(flow.hour);
  rows.count(place.number);
  rows.count(place.step);
  rows.u32(place.part);
  rows.count(flow.lines);
  rows.count(flow.duplicates);
  rows.count(isLevel ? 0 : flow.connections);
  rows.count(isLevel ? flow.connections : 0);
  rows.count(flow.bytes);
  rows.count(flow.answered);
  rows.count(flow.refused);
  rows.count(flow.unreachable);
  rows.u16(flow.tcpFlags);
  rows.count(flow.firstSeenUs);
  rows.count(flow.lastSeenUs);
  rows.u16s(flow.sourcePorts);
  rows.u8s(flow.sourcePortRegisters);
  rows.u8s(flow.overflow?.addressRegisters ?? NO_REGISTERS);
  rows.u32(place.claimedHour);
  rows.endRow();
}

export const EDGE_COLUMNS = [
  ...['agent', 'id', 'source', 'destination', 'source_namespace', 'destination_namespace'],
  ...['may_be_renamed', 'protocol', 'port', 'icmp_type', 'icmp_code', 'is_reply', 'overflow'],
  ...['in_interface', 'out_interface', 'prefix', 'origin', 'seen_us'],
];

export interface EdgePlace {
  readonly agent: bigint;
  readonly id: bigint;
  readonly source: bigint;
  readonly destination: bigint;
  readonly seenUs: number;
}

export function writeEdge(rows: RowBinary, place: EdgePlace, flow: Flow): void {
  rows.id(place.agent);
  rows.id(place.id);
  rows.id(place.source);
  rows.id(place.destination);
  rows.text(flow.source.namespace);
  rows.text(flow.destination.namespace);
  rows.u8(mayBeRenamed(flow.source) || mayBeRenamed(flow.destination) ? 1 : 0);
  rows.i32(flow.protocol ?? ABSENT);
  rows.i32(flow.port ?? ABSENT);
  rows.i32(flow.icmpType ?? ABSENT);
  rows.i32(flow.icmpCode ?? ABSENT);
  rows.u8(flow.isReply ? 1 : 0);
  rows.text(flow.overflow?.level ?? '');
  rows.text(flow.point.inInterface);
  rows.text(flow.point.outInterface);
  rows.text(flow.point.prefix);
  rows.text(flow.origin);
  rows.count(place.seenUs);
  rows.endRow();
}

/** An end that may yet turn out to be in any namespace (history.ts). */
function mayBeRenamed({ attribution, kind, candidates }: Endpoint): boolean {
  return (attribution === 'none' && kind !== 'outside') || candidates.length > 0;
}

export const ENDPOINT_COLUMNS = [
  ...['id', 'is_described', 'kind', 'namespace', 'name', 'ip', 'node', 'attribution'],
  ...['confidence', 'candidates', 'workload_kind', 'workload_name', 'labels', 'seen_us'],
];

export function writeEndpoint(
  rows: RowBinary,
  id: bigint,
  endpoint: Endpoint,
  seenUs: number,
): void {
  rows.id(id);
  rows.u8(isDescribed(endpoint) ? 1 : 0);
  rows.text(endpoint.kind);
  rows.text(endpoint.namespace);
  rows.text(endpoint.name);
  rows.text(endpoint.ip);
  rows.text(endpoint.node);
  rows.text(endpoint.attribution);
  rows.text(endpoint.confidence);
  rows.text(candidatesText(endpoint));
  rows.text(endpoint.workload?.kind ?? '');
  rows.text(endpoint.workload?.name ?? '');
  rows.text(labelsText(endpoint));
  rows.count(seenUs);
  rows.endRow();
}

/** A report that knows neither workload nor labels never stands for one that does. */
export function isDescribed({ workload, labels }: Endpoint): boolean {
  return workload !== undefined || Object.keys(labels).length > 0;
}
