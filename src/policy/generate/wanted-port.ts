/** What of an edge's traffic a rule lets pass: the port of the pod, not that of a service. */
import type { Edge } from '../../flow/edge.ts';
import { ICMP, ICMPV6, TCP, UDP } from '../../flow/protocol.ts';
import type { LeftOutReason } from './left-out.ts';

const SCTP = 132;
const UDP_LITE = 136;

/** Policies of both kinds have ports of these. */
const WITH_PORTS: readonly number[] = [TCP, UDP, SCTP];
const ICMP_TYPE_MAX = 254;

/** `dns`: over UDP and TCP, whichever was seen: a long answer comes over the other. */
export type WantedPort =
  | { readonly kind: 'dns'; readonly port: number }
  | { readonly kind: 'port'; readonly protocol: number; readonly port: number }
  | {
      readonly kind: 'icmp';
      readonly protocol: number;
      readonly type: number;
      readonly code: number | undefined;
    }
  | { readonly kind: 'protocol'; readonly protocol: number };

export function wantedPort(
  edge: Pick<Edge, 'protocol' | 'port' | 'icmpType' | 'icmpCode'>,
  isAskingDns: boolean,
): WantedPort | LeftOutReason {
  const { protocol, port, icmpType: type, icmpCode: code } = edge;
  if (protocol === undefined) return 'protocol_not_known';
  if (protocol === ICMP || protocol === ICMPV6) {
    if (type === undefined) return 'icmp_type_not_known';
    return type > ICMP_TYPE_MAX ? 'cannot_be_said' : { kind: 'icmp', protocol, type, code };
  }
  if (protocol === UDP_LITE || protocol === 0) return 'cannot_be_said';
  if (!WITH_PORTS.includes(protocol)) return { kind: 'protocol', protocol };
  if (port === undefined) return 'port_not_known';
  if (port === 0) return 'cannot_be_said';
  const isDns = protocol !== SCTP && isAskingDns;
  return isDns ? { kind: 'dns', port } : { kind: 'port', protocol, port };
}

/** In the order in which rules list them. */
export function portKey(wanted: WantedPort): string {
  const number = (value: number | undefined) => String(value ?? '').padStart(5, '0');
  switch (wanted.kind) {
    case 'dns':
      return `1 ${number(wanted.port)}`;
    case 'port':
      return `2 ${number(wanted.protocol)} ${number(wanted.port)}`;
    case 'icmp':
      return `3 ${number(wanted.protocol)} ${number(wanted.type)} ${number(wanted.code)}`;
    case 'protocol':
      return `4 ${number(wanted.protocol)}`;
  }
}

/** Kubernetes' NetworkPolicy has words for TCP, UDP and SCTP only. */
export function isOfKubernetes({ kind }: WantedPort): boolean {
  return kind === 'dns' || kind === 'port';
}
