/** Rows of sums and of what they are sums of, read back as flows. */
import {
  ATTRIBUTIONS,
  CONFIDENCES,
  ENDPOINT_KINDS,
  type Endpoint,
  unnamedEndpoint,
} from '../../flow/endpoint.ts';
import { type Flow, OVERFLOW_LEVELS, type Overflow } from '../../flow/flow.ts';
import { ORIGINS } from '../../flow/origin.ts';
import type { Row, Value } from './engine.ts';
import { ABSENT } from './ids.ts';

/** Of an edge, behind its agent and id. */
export const EDGE_READ = [
  ...['source', 'destination', 'protocol', 'port', 'icmp_type', 'icmp_code', 'is_reply'],
  ...['overflow', 'in_interface', 'out_interface', 'prefix', 'origin'],
];

/** Names that sums.ts gives, in the order of the columns of `counted` behind its identity. */
export const SUM_READ = [
  ...['all_lines', 'all_duplicates', 'all_connections', 'all_open', 'all_bytes', 'all_answered'],
  ...['all_refused', 'all_unreachable', 'all_flags', 'all_first', 'all_last', 'all_ports'],
  ...['all_port_registers', 'all_address_registers'],
];

export interface EdgeValues {
  readonly sourceId: string;
  readonly destinationId: string;
  /** The flow of these sums; its ends are not known yet. */
  flow(hour: number, source: Endpoint, destination: Endpoint): Flow;
}

/** A row of EDGE_READ and SUM_READ. */
export function edgeValues(row: Row): EdgeValues {
  const [source, destination] = row;
  return {
    sourceId: String(source),
    destinationId: String(destination),
    flow: (hour, from, to) => ({
      ...identityOf(row.slice(2, EDGE_READ.length)),
      source: from,
      destination: to,
      hour,
      ...sumsOf(row.slice(EDGE_READ.length), String(row[7])),
    }),
  };
}

function identityOf(row: Row) {
  const [protocol, port, icmpType, icmpCode, isReply] = row.map(Number) as [number, ...number[]];
  const [inInterface, outInterface, prefix, origin] = row.slice(6).map(String);
  return {
    origin: ORIGINS.find((known) => known === origin) ?? 'text',
    point: { prefix: prefix!, inInterface: inInterface!, outInterface: outInterface! },
    protocol: optional(protocol),
    port: optional(port!),
    icmpType: optional(icmpType!),
    icmpCode: optional(icmpCode!),
    isReply: isReply === 1,
  } as const;
}

function sumsOf(row: Row, level: string) {
  const [lines, duplicates, connections, open, bytes, answered, refused, unreachable] = row.map(
    Number,
  ) as [number, ...number[]];
  const [tcpFlags, firstSeenUs, lastSeenUs] = row.slice(8, 11).map(Number);
  return {
    lines,
    duplicates: duplicates!,
    // One of the two is 0: a flow is of one origin.
    connections: connections! + open!,
    bytes: bytes!,
    answered: answered!,
    refused: refused!,
    unreachable: unreachable!,
    tcpFlags: tcpFlags!,
    firstSeenUs: firstSeenUs!,
    lastSeenUs: lastSeenUs!,
    sourcePorts: row[11] as readonly number[],
    sourcePortRegisters: registersOf(row[12]!),
    overflow: overflowOf(level, row[13]!),
  };
}

function overflowOf(text: string, registers: Value): Overflow | undefined {
  const level = OVERFLOW_LEVELS.find((known) => known === text);
  return level && { level, addressRegisters: registersOf(registers) };
}

function registersOf(value: Value): Uint8Array {
  return Uint8Array.from(value as readonly number[]);
}

function optional(value: number): number | undefined {
  return value === ABSENT ? undefined : value;
}

export const ENDPOINT_READ =
  'id, kind, namespace, name, ip, node, attribution, confidence, candidates, workload_kind, ' +
  'workload_name, labels';

/** A row of ENDPOINT_READ. */
export function endpointOf(row: Row): Endpoint {
  const [, kind, namespace, name, ip, node, attribution, confidence] = row.map(String);
  const [candidates, workloadKind, workloadName, labels] = row.slice(8).map(String);
  return {
    ...unnamedEndpoint(ip!),
    kind: ENDPOINT_KINDS.find((known) => known === kind) ?? 'unknown',
    namespace: namespace!,
    name: name!,
    node: node!,
    attribution: ATTRIBUTIONS.find((known) => known === attribution) ?? 'none',
    confidence: CONFIDENCES.find((known) => known === confidence) ?? 'unknown',
    candidates: (JSON.parse(candidates!) as StoredEndpoint[]).map(candidateOf),
    workload:
      workloadKind || workloadName ? { kind: workloadKind!, name: workloadName! } : undefined,
    labels: JSON.parse(labels!) as Endpoint['labels'],
  };
}

type StoredEndpoint = Omit<Endpoint, 'workload'> & { readonly workload?: Endpoint['workload'] };

/** JSON leaves out what is undefined. */
function candidateOf(stored: StoredEndpoint): Endpoint {
  return { ...stored, workload: stored.workload };
}
