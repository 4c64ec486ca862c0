/**
 * A report as a Hubble flow. Its time is when it was last seen, its verdict what the logging window
 * makes of it, its node the one that reported it; `Summary` says of how many packets it tells.
 */
import type { Direction, Edge } from '../edge.ts';
import { ICMP, ICMPV6, TCP, UDP } from '../protocol.ts';
import { formatTcpFlags } from '../tcp-flags.ts';
import { formatTime } from '../time.ts';
import type { Verdict } from '../verdict.ts';
import type { FlowReport } from './flow-report.ts';
import { flowUuid } from './flow-uuid.ts';
import { hubbleEndpoint, hubbleNames, hubbleServices, type Side } from './hubble-endpoint.ts';
import {
  type FlowBody,
  HUBBLE_TCP_FLAGS,
  type HubbleFlow,
  type HubbleLayer4,
  type HubblePorts,
  type HubbleTcpFlags,
  type HubbleVerdict,
  POLICY_DENIED,
  type TrafficDirection,
} from './hubble-flow.ts';

const SCTP = 132;

/** Cilium's kinds of events (pkg/monitor/api). */
const DROP_EVENT = 1;
const POLICY_VERDICT_EVENT = 5;

const VERDICTS: Readonly<Record<Verdict, HubbleVerdict>> = {
  unknown: 'VERDICT_UNKNOWN',
  audit: 'AUDIT',
  dropped: 'DROPPED',
};

/** One record of a packet between two pods of one node: seen as it left the one. */
const TRAFFIC: Readonly<Record<Direction, TrafficDirection>> = {
  unknown: 'TRAFFIC_DIRECTION_UNKNOWN',
  ingress: 'INGRESS',
  egress: 'EGRESS',
  both: 'EGRESS',
};

/** What `hubble observe --output jsonpb` prints one of in a line. */
export interface HubbleFlowResponse {
  readonly flow: HubbleFlow;
  readonly node_name?: string;
  readonly time?: string;
}

/** An edge of several nodes has no node's name. */
export function hubbleResponse(report: FlowReport | Edge): HubbleFlowResponse {
  const flow = hubbleFlow(report);
  const { node_name, time } = flow;
  return { flow, ...(node_name && { node_name }), ...(time && { time }) };
}

export function hubbleFlow(report: FlowReport): HubbleFlow {
  return { ...flowBody(report), uuid: flowUuid(report), Summary: summaryOf(report) };
}

/** All that filters look at. */
export function flowBody(report: FlowReport): FlowBody {
  const { verdict, lastSeenUs } = report;
  const [isDropped, node] = [verdict === 'dropped', nodeName(report)];
  return {
    ...(lastSeenUs > 0 && { time: formatTime(lastSeenUs) }),
    verdict: VERDICTS[verdict],
    ...(isDropped && { drop_reason: POLICY_DENIED.number }),
    ...ipOf(report),
    ...layer4Of(report),
    source: hubbleEndpoint(report, 'source'),
    destination: hubbleEndpoint(report, 'destination'),
    Type: 'L3_L4',
    ...(node !== '' && { node_name: node }),
    ...namesOf(report, 'source'),
    ...namesOf(report, 'destination'),
    ...(report.isReply && { reply: true }),
    ...eventOf(report),
    ...serviceOf(report, 'source'),
    ...serviceOf(report, 'destination'),
    traffic_direction: TRAFFIC[report.direction],
    ...(isDropped && { drop_reason_desc: POLICY_DENIED.name }),
    is_reply: report.isReply,
    ...interfaceOf(report),
  };
}

/** `CLUSTER/NODE`, or `NODE` where clusters have no names; empty where several nodes reported it. */
export function nodeName({ cluster, nodes }: Pick<FlowReport, 'cluster' | 'nodes'>): string {
  const [node, another] = nodes;
  if (node === undefined || another !== undefined) return '';
  return cluster === '' ? node : `${cluster}/${node}`;
}

function ipOf({ source, destination }: FlowReport): Pick<HubbleFlow, 'IP'> {
  const known = source.ip || destination.ip;
  if (known === '') return {};
  return {
    IP: {
      ...(source.ip !== '' && { source: source.ip }),
      ...(destination.ip !== '' && { destination: destination.ip }),
      ipVersion: known.includes(':') ? 'IPv6' : 'IPv4',
    },
  };
}

function layer4Of(report: FlowReport): { l4?: HubbleLayer4 } {
  switch (report.protocol) {
    case TCP:
      return { l4: { TCP: { ...portsOf(report), ...flagsOf(report) } } };
    case UDP:
      return { l4: { UDP: portsOf(report) } };
    case SCTP:
      return { l4: { SCTP: portsOf(report) } };
    case ICMP:
      return { l4: { ICMPv4: icmpOf(report) } };
    case ICMPV6:
      return { l4: { ICMPv6: icmpOf(report) } };
    default:
      return {};
  }
}

/** The client's port only where there is but one; that to which an answer went was not kept. */
function portsOf(report: FlowReport): HubblePorts {
  const { port, isReply, sourcePorts = [], hasMoreSourcePorts = false } = report;
  if (isReply) return port === undefined ? {} : { source_port: port };
  const [source, another] = sourcePorts;
  const isOne = source !== undefined && another === undefined && !hasMoreSourcePorts;
  return {
    ...(isOne && { source_port: source }),
    ...(port !== undefined && { destination_port: port }),
  };
}

/** Those that any of the packets had. */
function flagsOf({ tcpFlags }: FlowReport): { flags?: HubbleTcpFlags } {
  const set = HUBBLE_TCP_FLAGS.filter((_, bit) => tcpFlags & (1 << bit));
  return set.length > 0 ? { flags: Object.fromEntries(set.map((flag) => [flag, true])) } : {};
}

function icmpOf({ icmpType, icmpCode }: FlowReport) {
  return {
    ...(icmpType !== undefined && { type: icmpType }),
    ...(icmpCode !== undefined && { code: icmpCode }),
  };
}

function namesOf(report: FlowReport, side: Side) {
  const names = hubbleNames(report[side]);
  return names.length > 0 ? { [`${side}_names`]: names } : {};
}

/** A client shows one service: of several it is not known which one was meant. */
function serviceOf(report: FlowReport, side: Side) {
  const [service, another] = hubbleServices(report, side);
  return service && another === undefined ? { [`${side}_service`]: service } : {};
}

/** A line is what a policy's rule made of a packet; connections from before met none. */
function eventOf({ origin, verdict }: FlowReport): Pick<HubbleFlow, 'event_type'> {
  if (origin === 'conntrack') return {};
  if (verdict !== 'dropped') return { event_type: { type: POLICY_VERDICT_EVENT } };
  return { event_type: { type: DROP_EVENT, sub_type: POLICY_DENIED.number } };
}

/** The pod's one, where a pod is local. */
function interfaceOf(report: FlowReport): Pick<HubbleFlow, 'interface'> {
  const { direction, inInterface = '', outInterface = '' } = report;
  const name = direction === 'ingress' ? outInterface : inInterface || outInterface;
  return name === '' ? {} : { interface: { name } };
}

function summaryOf(report: FlowReport): string {
  const { origin, lines, connections } = report;
  const open = origin === 'conntrack';
  return [
    kindOf(report),
    connections > 0
      ? `${connections} ${open ? 'open ' : ''}${plural(connections, 'connection')}`
      : '',
    open ? '' : `${lines} ${plural(lines, 'line')}`,
  ]
    .filter((part) => part !== '')
    .join('; ');
}

function kindOf({ protocol, tcpFlags, icmpType, icmpCode }: FlowReport): string {
  const code = icmpType === undefined ? '' : ` type ${icmpType} code ${icmpCode ?? 0}`;
  switch (protocol) {
    case TCP:
      return tcpFlags > 0 ? `TCP Flags: ${formatTcpFlags(tcpFlags).replaceAll(' ', ', ')}` : 'TCP';
    case UDP:
      return 'UDP';
    case SCTP:
      return 'SCTP';
    case ICMP:
      return `ICMPv4${code}`;
    case ICMPV6:
      return `ICMPv6${code}`;
    default:
      return protocol === undefined ? '' : `IP protocol ${protocol}`;
  }
}

function plural(count: number, noun: string): string {
  return count === 1 ? noun : `${noun}s`;
}
