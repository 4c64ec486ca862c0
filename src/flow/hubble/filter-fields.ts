/** The fields of Hubble's FlowFilter that can be looked at here, and what each of them means. */
import { parseAddress } from '../address.ts';
import { type Cidr, cidrContains, parseCidr } from '../cidr.ts';
import { EdgeFilterError } from '../endpoint-pattern.ts';
import type { FlowReport } from './flow-report.ts';
import { flowUuid } from './flow-uuid.ts';
import { hubbleServices, RESERVED, type Side } from './hubble-endpoint.ts';
import {
  type FlowBody,
  HUBBLE_TCP_FLAGS,
  HUBBLE_VERDICTS,
  type HubbleLayer4,
  type HubbleService,
  type HubbleTcpFlags,
  type HubbleWorkload,
  IP_VERSIONS,
  POLICY_DENIED,
  TRAFFIC_DIRECTIONS,
} from './hubble-flow.ts';
import { labelSelector } from './label-selector.ts';
import { nodePattern } from './node-pattern.ts';
import { podPrefix } from './pod-prefix.ts';

export interface EventTypeFilter {
  readonly type: number;
  readonly match_sub_type: boolean;
  readonly sub_type: number;
}

/** Enums by number. */
export interface FilterFields {
  readonly uuid: readonly string[];
  readonly source_ip: readonly string[];
  readonly destination_ip: readonly string[];
  readonly source_pod: readonly string[];
  readonly destination_pod: readonly string[];
  readonly source_label: readonly string[];
  readonly destination_label: readonly string[];
  readonly source_service: readonly string[];
  readonly destination_service: readonly string[];
  readonly source_workload: readonly HubbleWorkload[];
  readonly destination_workload: readonly HubbleWorkload[];
  readonly source_cluster_name: readonly string[];
  readonly destination_cluster_name: readonly string[];
  readonly source_identity: readonly number[];
  readonly destination_identity: readonly number[];
  readonly traffic_direction: readonly number[];
  readonly verdict: readonly number[];
  readonly drop_reason_desc: readonly number[];
  readonly event_type: readonly EventTypeFilter[];
  readonly protocol: readonly string[];
  readonly source_port: readonly string[];
  readonly destination_port: readonly string[];
  readonly reply: readonly boolean[];
  readonly tcp_flags: readonly HubbleTcpFlags[];
  readonly node_name: readonly string[];
  readonly ip_version: readonly number[];
  readonly interface: readonly { readonly index: number; readonly name: string }[];
}

/** What is looked at: what a client is shown, and what it is made of. */
export interface Candidate {
  readonly flow: FlowBody;
  readonly report: FlowReport;
}

type Condition = (candidate: Candidate) => boolean;

/** Each throws EdgeFilterError on a value that it cannot understand. */
export const CONDITIONS: {
  readonly [Field in keyof FilterFields]: (values: FilterFields[Field]) => Condition;
} = {
  uuid: (uuids) => {
    const wanted = uuids.map((uuid) => uuid.toLowerCase());
    return ({ report }) => wanted.includes(flowUuid(report));
  },
  source_ip: (ips) => ipCondition(ips, 'source'),
  destination_ip: (ips) => ipCondition(ips, 'destination'),
  source_pod: (pods) => podCondition(pods, 'source'),
  destination_pod: (pods) => podCondition(pods, 'destination'),
  source_label: (selectors) => labelCondition(selectors, 'source'),
  destination_label: (selectors) => labelCondition(selectors, 'destination'),
  source_service: (services) => serviceCondition(services, 'source'),
  destination_service: (services) => serviceCondition(services, 'destination'),
  source_workload: (workloads) => workloadCondition(workloads, 'source'),
  destination_workload: (workloads) => workloadCondition(workloads, 'destination'),
  source_cluster_name: (names) => clusterCondition(names, 'source'),
  destination_cluster_name: (names) => clusterCondition(names, 'destination'),
  source_identity: (identities) => identityCondition(identities, 'source'),
  destination_identity: (identities) => identityCondition(identities, 'destination'),
  traffic_direction: (numbers) => {
    const wanted = numbers.map((number) => nameOf(TRAFFIC_DIRECTIONS, number));
    return ({ report, flow }) =>
      report.direction === 'both'
        ? wanted.includes('INGRESS') || wanted.includes('EGRESS')
        : wanted.includes(flow.traffic_direction!);
  },
  verdict: (numbers) => {
    const wanted = numbers.map((number) => nameOf(HUBBLE_VERDICTS, number));
    return ({ flow }) => wanted.includes(flow.verdict);
  },
  drop_reason_desc: (reasons) => {
    const isWanted = reasons.includes(POLICY_DENIED.number);
    return ({ flow }) => isWanted && flow.verdict === 'DROPPED';
  },
  event_type:
    (filters) =>
    ({ flow: { event_type: event } }) =>
      event !== undefined && filters.some((filter) => isEvent(filter, event)),
  protocol: protocolCondition,
  source_port: (ports) => {
    const wanted = ports.map(portOf);
    return ({ flow, report }) => {
      const { sourcePorts = [], isReply } = report;
      const shown = transportOf(flow.l4)?.source_port;
      const known = isReply || shown !== undefined ? [shown] : sourcePorts;
      return known.some((port) => port !== undefined && wanted.includes(port));
    };
  },
  destination_port: (ports) => {
    const wanted = ports.map(portOf);
    return ({ flow }) => {
      const port = transportOf(flow.l4)?.destination_port;
      return port !== undefined && wanted.includes(port);
    };
  },
  reply:
    (replies) =>
    ({ flow }) =>
      replies.includes(flow.is_reply),
  tcp_flags:
    (filters) =>
    ({ flow }) => {
      const flags = flow.l4?.TCP?.flags;
      return flags !== undefined && filters.some((wanted) => hasFlags(flags, wanted));
    },
  node_name: (patterns) => {
    const matches = patterns.map(nodePattern);
    return ({ report: { cluster, nodes } }) =>
      nodes.some((node) => matches.some((isNode) => isNode(cluster, node)));
  },
  ip_version: (numbers) => {
    const wanted = numbers.map((number) => nameOf(IP_VERSIONS, number));
    return ({ flow }) => wanted.includes(flow.IP?.ipVersion ?? 'IP_NOT_USED');
  },
  interface: (interfaces) => {
    const names = interfaces.map(({ index, name }) => {
      if (index === 0 && name !== '') return name;
      throw new EdgeFilterError('interfaces are known by name, not by index');
    });
    return ({ report: { inInterface = '', outInterface = '' } }) =>
      names.includes(inInterface) || names.includes(outInterface);
  },
};

function ipCondition(texts: readonly string[], side: Side): Condition {
  const cidrs = texts.map(blockOf);
  return ({ report }) => {
    const address = parseAddress(report[side].ip);
    return address !== undefined && cidrs.some((cidr) => cidrContains(cidr, address));
  };
}

/** An address is the block of itself. */
function blockOf(text: string): Cidr {
  const bits = text.includes('/') ? '' : text.includes(':') ? '/128' : '/32';
  const cidr = parseCidr(`${text}${bits}`);
  if (cidr !== undefined) return cidr;
  throw new EdgeFilterError(`'${text}' is neither an address nor a CIDR`);
}

function podCondition(pods: readonly string[], side: Side): Condition {
  const isWanted = namespacedMatcher(pods);
  return ({ flow }) => {
    const { namespace = '', pod_name: name = '' } = flow[side];
    return isWanted({ namespace, name });
  };
}

function serviceCondition(services: readonly string[], side: Side): Condition {
  const isWanted = namespacedMatcher(services);
  return ({ report }) => hubbleServices(report, side).some(isWanted);
}

function namespacedMatcher(texts: readonly string[]): (named: HubbleService) => boolean {
  const prefixes = texts.map((text) => {
    if (text === '') throw new EdgeFilterError("'' names nothing: write NAMESPACE/PREFIX");
    return podPrefix(text);
  });
  return ({ namespace, name }) => {
    if (namespace === '') return false;
    return prefixes.some(
      (each) =>
        (each.namespace === '' || each.namespace === namespace) && name.startsWith(each.prefix),
    );
  };
}

function labelCondition(selectors: readonly string[], side: Side): Condition {
  const matches = selectors.map(labelSelector);
  return ({ flow }) => {
    const { labels = [] } = flow[side];
    return matches.some((isSelected) => isSelected(labels));
  };
}

function workloadCondition(wanted: readonly HubbleWorkload[], side: Side): Condition {
  return ({ flow }) =>
    (flow[side].workloads ?? []).some((workload) =>
      wanted.some(
        ({ name, kind }) =>
          (name === '' || name === workload.name) && (kind === '' || kind === workload.kind),
      ),
    );
}

function clusterCondition(names: readonly string[], side: Side): Condition {
  return ({ flow }) => names.includes(flow[side].cluster_name ?? '');
}

function identityCondition(identities: readonly number[], side: Side): Condition {
  const known: readonly number[] = Object.values(RESERVED);
  const other = identities.find((identity) => !known.includes(identity));
  if (other !== undefined) {
    const names = Object.entries(RESERVED).map(([name, number]) => `${number} (${name})`);
    throw new EdgeFilterError(`only Cilium knows who ${other} is; here ${names.join(', ')} are`);
  }
  return ({ flow }) => identities.includes(flow[side].identity ?? 0);
}

function isEvent(
  filter: EventTypeFilter,
  event: { readonly type: number; readonly sub_type?: number },
): boolean {
  if (filter.type !== 0 && filter.type !== event.type) return false;
  return !filter.match_sub_type || filter.sub_type === (event.sub_type ?? 0);
}

const PROTOCOLS: Readonly<Record<string, readonly (keyof HubbleLayer4)[]>> = {
  tcp: ['TCP'],
  udp: ['UDP'],
  sctp: ['SCTP'],
  icmp: ['ICMPv4', 'ICMPv6'],
  icmpv4: ['ICMPv4'],
  icmpv6: ['ICMPv6'],
};

function protocolCondition(protocols: readonly string[]): Condition {
  const wanted = protocols.flatMap((protocol) => {
    const name = protocol.toLowerCase();
    if (Object.hasOwn(PROTOCOLS, name)) return PROTOCOLS[name]!;
    throw new EdgeFilterError(`'${protocol}' is none of ${Object.keys(PROTOCOLS).join(', ')}`);
  });
  return ({ flow: { l4 = {} } }) => wanted.some((protocol) => l4[protocol] !== undefined);
}

function transportOf({ TCP, UDP, SCTP }: HubbleLayer4 = {}) {
  return TCP ?? UDP ?? SCTP;
}

function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 0xffff) return Number(text);
  throw new EdgeFilterError(`'${text}' is not a port`);
}

function hasFlags(flags: HubbleTcpFlags, wanted: HubbleTcpFlags): boolean {
  return HUBBLE_TCP_FLAGS.every((flag) => !wanted[flag] || flags[flag]);
}

function nameOf<Name extends string>(names: readonly Name[], number: number): Name {
  const name = names[number];
  if (name === undefined) throw new EdgeFilterError(`has no value ${number}`);
  return name;
}
