/**
 * What one Hubble flow is made of: the record of one node, or an edge, which many records add up
 * to. Both have the same fields; a record also has the ports and interfaces that an edge gives up.
 */
import type { Edge } from '../edge.ts';
import type { FlowContext } from '../edge-sum.ts';
import type { Flow } from '../flow.ts';
import { observedDirection } from '../observed-side.ts';

type OfEdge =
  | 'origin'
  | 'cluster'
  | 'source'
  | 'destination'
  | 'protocol'
  | 'port'
  | 'icmpType'
  | 'icmpCode'
  | 'isReply'
  | 'direction'
  | 'verdict'
  | 'lines'
  | 'connections'
  | 'tcpFlags'
  | 'firstSeenUs'
  | 'lastSeenUs'
  | 'prefixes'
  | 'nodes'
  | 'services';

export interface FlowReport extends Pick<Edge, OfEdge> {
  /** Of its packets, as far as they were kept; of ICMP: echo identifiers. */
  readonly sourcePorts?: readonly number[];
  /** There are more of them than `sourcePorts` has. */
  readonly hasMoreSourcePorts?: boolean;
  readonly inInterface?: string;
  readonly outInterface?: string;
}

/** The record that `node` (empty: unknown) made of a flow. */
export function reportOf(node: string, flow: Flow, context: FlowContext = {}): FlowReport {
  const { cluster = '', services = [], verdict = 'unknown' } = context;
  const { point } = flow;
  return {
    origin: flow.origin,
    cluster,
    source: flow.source,
    destination: flow.destination,
    protocol: flow.protocol,
    port: flow.port,
    icmpType: flow.icmpType,
    icmpCode: flow.icmpCode,
    isReply: flow.isReply,
    direction: observedDirection(point),
    verdict: flow.origin === 'conntrack' ? 'unknown' : verdict,
    lines: flow.lines,
    connections: flow.connections,
    tcpFlags: flow.tcpFlags,
    firstSeenUs: flow.firstSeenUs,
    lastSeenUs: flow.lastSeenUs,
    prefixes: point.prefix === '' ? [] : [point.prefix],
    nodes: node === '' ? [] : [node],
    services,
    sourcePorts: flow.sourcePorts,
    hasMoreSourcePorts: flow.sourcePortRegisters.length > 0,
    inInterface: point.inInterface,
    outInterface: point.outInterface,
  };
}
