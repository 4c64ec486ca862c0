/**
 * A node itself, which Calico polices where a host endpoint stands for one of its interfaces: then
 * all is denied that no policy or profile allows, except the failsafe ports.
 * Source: Calico's reference of host endpoints.
 */
import { TCP, UDP } from '../../flow/protocol.ts';
import type { Side } from '../model/policy.ts';
import type { HostSubject, Traffic } from './end.ts';

type ProtocolPort = readonly [number, number];

const CONTROL_PORTS = [179, 2379, 2380, 5473, 6443, 6666, 6667].map(
  (port): ProtocolPort => [TCP, port],
);

/** Ports that are open whatever policies say. Source: Felix's defaults, felix/config. */
export const FAILSAFE_PORTS: Readonly<Record<Side, readonly ProtocolPort[]>> = {
  ingress: [[TCP, 22], [UDP, 68], ...CONTROL_PORTS],
  egress: [[UDP, 53], [UDP, 67], ...CONTROL_PORTS],
};

/** A profile that lets everything pass: that of host endpoints which Calico itself makes. */
const ALLOWING_PROFILE = 'projectcalico-default-allow';

export function isFailsafe(side: Side, { protocol, port }: Traffic): boolean {
  return FAILSAFE_PORTS[side].some(
    ([ofProtocol, ofPort]) => protocol === ofProtocol && port === ofPort,
  );
}

/** Whether it may be one, as its protocol or port is not known. */
export function maybeFailsafe(side: Side, { protocol, port }: Traffic): boolean {
  if (protocol !== undefined && port !== undefined) return false;
  return FAILSAFE_PORTS[side].some(
    ([ofProtocol, ofPort]) =>
      (protocol === undefined || protocol === ofProtocol) &&
      (port === undefined || port === ofPort),
  );
}

/** What is left to the profiles of a host endpoint; undefined: profiles that are not known. */
export function hostProfile({ endpoint }: HostSubject): 'allow' | 'deny' | undefined {
  if (endpoint.profiles.includes(ALLOWING_PROFILE)) return 'allow';
  return endpoint.profiles.length === 0 ? 'deny' : undefined;
}
