/** Protocol, ports and ICMP fields of a connection against those of a rule. */
import { ICMP, ICMPV6 } from '../../flow/protocol.ts';
import type { IcmpMatch, PortMatch, TrafficMatch } from '../model/rule.ts';
import { and, NO, not, or, type Tri, tri, UNKNOWN, YES } from '../model/tri.ts';
import type { End, Family, Traffic } from './end.ts';

/** What is looked at in every match, so that it is worked out once. */
export interface Packet {
  readonly traffic: Traffic;
  readonly source: End;
  readonly destination: End;
  /** Of the packets: both ends have the same. */
  readonly family: Family;
}

/** Any of them; YES when there is no list. */
export function matchAnyTraffic(matches: readonly TrafficMatch[] | undefined, packet: Packet): Tri {
  if (matches === undefined) return YES;
  let sum: Tri = NO;
  for (const match of matches) {
    sum = or(sum, matchTraffic(match, packet));
    if (sum === YES) return YES;
  }
  return sum;
}

/** Exported for saying what is not known of it. */
export function matchTraffic(match: TrafficMatch, packet: Packet): Tri {
  const { traffic, family } = packet;
  let sum = matchProtocol(match, traffic);
  if (sum === NO) return NO;
  if (match.ipVersion !== undefined) {
    sum = and(sum, family === undefined ? UNKNOWN : tri(family === match.ipVersion));
  }
  if (match.ports !== undefined) sum = and(sum, matchPorts(match.ports, packet));
  if (match.notPorts !== undefined) sum = and(sum, not(matchPorts(match.notPorts, packet)));
  if (match.icmp !== undefined) sum = and(sum, matchIcmp(match.icmp, traffic));
  if (match.notIcmp !== undefined) sum = and(sum, not(matchIcmp(match.notIcmp, traffic)));
  if (match.sourcePorts !== undefined) sum = and(sum, matchSourcePorts(match.sourcePorts));
  if (match.notSourcePorts !== undefined) {
    sum = and(sum, not(matchSourcePorts(match.notSourcePorts)));
  }
  return sum;
}

export function matchProtocol({ protocol, notProtocol }: TrafficMatch, traffic: Traffic): Tri {
  if (protocol === undefined && notProtocol === undefined) return YES;
  if (traffic.protocol === undefined) return UNKNOWN;
  const isWanted = protocol === undefined || protocol === traffic.protocol;
  return tri(isWanted && notProtocol !== traffic.protocol);
}

export function matchPorts(ports: readonly PortMatch[], { traffic, destination }: Packet): Tri {
  let sum: Tri = NO;
  for (const port of ports) {
    const one =
      'name' in port
        ? matchNamedPort(port.name, traffic, destination)
        : matchRange(port.from, port.to, traffic);
    if (one === YES) return YES;
    sum = or(sum, one);
  }
  return sum;
}

function matchRange(from: number, to: number, { port, protocol }: Traffic): Tri {
  if (port !== undefined) return tri(port >= from && port <= to);
  return protocol === ICMP || protocol === ICMPV6 ? NO : UNKNOWN;
}

/** Only endpoints have ports with names; one that has no such port does not match. */
function matchNamedPort(name: string, { protocol, port }: Traffic, { kind, ports }: End): Tri {
  if (kind === 'outside' || protocol === ICMP || protocol === ICMPV6) return NO;
  if (ports === undefined) return UNKNOWN;
  let sum: Tri = NO;
  for (const known of ports) {
    if (known.name !== name) continue;
    sum = or(sum, and(equal(protocol, known.protocol), equal(port, known.port)));
  }
  return sum;
}

function equal(value: number | undefined, wanted: number): Tri {
  return value === undefined ? UNKNOWN : tri(value === wanted);
}

export function matchIcmp({ type, code }: IcmpMatch, { icmpType, icmpCode }: Traffic): Tri {
  const ofType = equal(icmpType, type);
  return code === undefined ? ofType : and(ofType, equal(icmpCode, code));
}

function matchSourcePorts(ports: readonly PortMatch[]): Tri {
  const isAny = ports.some((port) => 'from' in port && port.from <= 1 && port.to === 65_535);
  return isAny ? YES : UNKNOWN;
}
