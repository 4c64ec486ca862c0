/**
 * A flow as Hubble's clients know it (proto/hubble/flow/flow.proto): the same names, enums by name,
 * and the JSON form of it at once. What is not known is left out; nothing is made up.
 */

/** By their numbers, as in the next two. */
export const HUBBLE_VERDICTS = [
  'VERDICT_UNKNOWN',
  'FORWARDED',
  'DROPPED',
  'ERROR',
  'AUDIT',
  'REDIRECTED',
  'TRACED',
  'TRANSLATED',
] as const;
export type HubbleVerdict = (typeof HUBBLE_VERDICTS)[number];

export const TRAFFIC_DIRECTIONS = ['TRAFFIC_DIRECTION_UNKNOWN', 'INGRESS', 'EGRESS'] as const;
export type TrafficDirection = (typeof TRAFFIC_DIRECTIONS)[number];

export const IP_VERSIONS = ['IP_NOT_USED', 'IPv4', 'IPv6'] as const;
export type IpVersion = (typeof IP_VERSIONS)[number];

/** What a network policy's drop is called among some seventy reasons, and its number. */
export const POLICY_DENIED = { name: 'POLICY_DENIED', number: 133 } as const;

export interface HubbleWorkload {
  readonly name: string;
  readonly kind: string;
}

export interface HubbleService {
  readonly name: string;
  readonly namespace: string;
}

export interface HubbleEndpoint {
  /** One of Cilium's reserved numbers; pods have theirs from Cilium alone. */
  readonly identity?: number;
  readonly cluster_name?: string;
  readonly namespace?: string;
  /** `k8s:KEY=VALUE`, or `reserved:world` and the like. */
  readonly labels?: readonly string[];
  readonly pod_name?: string;
  readonly workloads?: readonly HubbleWorkload[];
}

export const HUBBLE_TCP_FLAGS = [
  'FIN',
  'SYN',
  'RST',
  'PSH',
  'ACK',
  'URG',
  'ECE',
  'CWR',
  'NS',
] as const;
export type HubbleTcpFlags = Partial<Record<(typeof HUBBLE_TCP_FLAGS)[number], boolean>>;

export interface HubblePorts {
  readonly source_port?: number;
  readonly destination_port?: number;
}

export interface HubbleIcmp {
  readonly type?: number;
  readonly code?: number;
}

/** One of them. */
export interface HubbleLayer4 {
  readonly TCP?: HubblePorts & { readonly flags?: HubbleTcpFlags };
  readonly UDP?: HubblePorts;
  readonly SCTP?: HubblePorts;
  readonly ICMPv4?: HubbleIcmp;
  readonly ICMPv6?: HubbleIcmp;
}

export interface HubbleFlow {
  /** RFC 3339. */
  readonly time?: string;
  readonly uuid: string;
  readonly verdict: HubbleVerdict;
  readonly drop_reason?: number;
  readonly IP?: {
    readonly source?: string;
    readonly destination?: string;
    readonly ipVersion: IpVersion;
  };
  readonly l4?: HubbleLayer4;
  readonly source: HubbleEndpoint;
  readonly destination: HubbleEndpoint;
  readonly Type: 'L3_L4';
  readonly node_name?: string;
  readonly source_names?: readonly string[];
  readonly destination_names?: readonly string[];
  readonly reply?: true;
  readonly event_type?: { readonly type: number; readonly sub_type?: number };
  readonly source_service?: HubbleService;
  readonly destination_service?: HubbleService;
  readonly traffic_direction?: TrafficDirection;
  readonly drop_reason_desc?: typeof POLICY_DENIED.name;
  readonly is_reply: boolean;
  readonly interface?: { readonly name: string };
  readonly Summary: string;
}

/** Without what is only made for a client's eyes. */
export type FlowBody = Omit<HubbleFlow, 'uuid' | 'Summary'>;
