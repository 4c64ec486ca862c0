/**
 * The traffic that policies can tell apart: the protocols that rules name, the ports at the ends of
 * what they name and just beside, types of ICMP; and of each one that no rule names.
 */
import { ICMP, ICMPV6, TCP, UDP } from '../../flow/protocol.ts';
import type { Traffic } from '../evaluate/end.ts';
import type { Policy } from '../model/policy.ts';
import type { PortMatch, TrafficMatch } from '../model/rule.ts';
import type { World } from '../model/world.ts';

const SCTP = 132;
const WITH_PORTS = [TCP, UDP, SCTP];
const PORT_MAX = 65_535;
const ICMP_MAX = 255;
/** Set aside for experiments. Source: RFC 3692. */
const OTHER_PROTOCOL = 253;

export function probes(policies: readonly Policy[], world: World): Traffic[] {
  const rules = policies.flatMap(({ ingress = [], egress = [] }) => [...ingress, ...egress]);
  const matches = rules.flatMap(({ traffic = [] }) => traffic);
  const protocols = new Set([TCP, UDP, OTHER_PROTOCOL]);
  for (const { protocol, notProtocol } of matches) {
    for (const each of [protocol, notProtocol]) if (each !== undefined) protocols.add(each);
  }
  const ports = portsOf(matches, world);
  return [...protocols].flatMap((protocol): Traffic[] => {
    if (WITH_PORTS.includes(protocol))
      return ports.map((port) => ({ ...NO_DETAIL, protocol, port }));
    if (protocol === ICMP || protocol === ICMPV6) return icmpTypes(matches, protocol);
    return [{ ...NO_DETAIL, protocol }];
  });
}

const NO_DETAIL = { port: undefined, icmpType: undefined, icmpCode: undefined };

function portsOf(matches: readonly TrafficMatch[], world: World): number[] {
  const named = matches.flatMap(({ ports = [], notPorts = [] }) => [...ports, ...notPorts]);
  const edges = new Set(named.flatMap((port) => edgesOf(port, world)));
  let other = PORT_MAX;
  while (other > 1 && edges.has(other)) other--;
  return [...edges, other].filter((port) => port >= 0 && port <= PORT_MAX);
}

/** Of a name: what pods call so. */
function edgesOf(port: PortMatch, { pods }: World): number[] {
  if (!('name' in port)) return [port.from - 1, port.from, port.to, port.to + 1];
  const of = pods.flatMap(({ ports }) => ports.filter(({ name }) => name === port.name));
  return of.map((each) => each.port);
}

function icmpTypes(matches: readonly TrafficMatch[], protocol: number): Traffic[] {
  const named = matches.flatMap(({ icmp, notIcmp }) => [icmp, notIcmp]).filter((each) => each);
  const pairs = [...named.map((each) => [each!.type, each!.code ?? 0]), [ICMP_MAX, 0]];
  return pairs.map(([icmpType, icmpCode]) => ({ ...NO_DETAIL, protocol, icmpType, icmpCode }));
}
