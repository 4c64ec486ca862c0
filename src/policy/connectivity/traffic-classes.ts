/**
 * Traffic cut by what rules look for, so that a few connections stand for all: whatever the rules
 * decide of one in a class they decide of the others.
 */
import { FAILSAFE_PORTS } from '../evaluate/host-outcome.ts';
import { SIDES } from '../model/policy.ts';
import type { PortMatch, Rule, ServiceReference, TrafficMatch } from '../model/rule.ts';
import type { ContainerPort, WorldService } from '../model/world.ts';
import { cutAt, type Range } from './ranges.ts';
import {
  ICMP_PROTOCOLS,
  icmpRange,
  PROTOCOLS_WITH_PORTS,
  spanOf,
  type TrafficClass,
} from './traffic-set.ts';

/** What rules with names in them mean at one destination. */
export interface PortNames {
  readonly ports: readonly ContainerPort[];
  readonly service: (reference: ServiceReference) => WorldService | undefined;
}

/** Where the traffic of each protocol is to be cut. */
type Cuts = Map<number, Range[]>;

/** The classes, and the protocols that they tell apart. */
export interface CutTraffic {
  readonly classes: readonly TrafficClass[];
  readonly named: readonly number[];
}

/** `withFailsafe`: a host is an end, whose failsafe ports no policy closes. */
export function cutTraffic(
  rules: readonly Rule[],
  names: PortNames,
  withFailsafe: boolean,
): CutTraffic {
  const cuts: Cuts = new Map();
  for (const { traffic = [], sources = [], destinations = [] } of rules) {
    for (const match of traffic) cutByMatch(cuts, match, names);
    for (const { service } of [...sources, ...destinations]) {
      if (service !== undefined) cutByService(cuts, names.service(service), names);
    }
  }
  if (withFailsafe) {
    for (const side of SIDES) for (const [of, port] of FAILSAFE_PORTS[side]) cut(cuts, of, port);
  }
  const classes = [...cuts].flatMap(([protocol, ranges]) =>
    cutAt(spanOf(protocol), ranges).map((range) => ({ protocol, range })),
  );
  const others = { protocol: undefined, range: spanOf(undefined) };
  return { classes: [...classes, others], named: [...cuts.keys()] };
}

function cut(cuts: Cuts, protocol: number, port: number): void {
  rangesOf(cuts, protocol).push({ from: port, to: port });
}

function rangesOf(cuts: Cuts, protocol: number): Range[] {
  const ranges = cuts.get(protocol) ?? [];
  cuts.set(protocol, ranges);
  return ranges;
}

function cutByMatch(cuts: Cuts, match: TrafficMatch, { ports }: PortNames): void {
  const { protocol, notProtocol, icmp, notIcmp } = match;
  for (const named of [protocol, notProtocol]) if (named !== undefined) rangesOf(cuts, named);
  for (const port of [...(match.ports ?? []), ...(match.notPorts ?? [])]) {
    cutByPort(cuts, protocol, port, ports);
  }
  for (const one of [icmp, notIcmp]) {
    if (one === undefined) continue;
    const range = icmpRange(one.type, one.code);
    const of = protocol === undefined ? ICMP_PROTOCOLS : [protocol];
    for (const number of of) rangesOf(cuts, number).push(range);
  }
}

function cutByPort(
  cuts: Cuts,
  protocol: number | undefined,
  port: PortMatch,
  ports: readonly ContainerPort[],
): void {
  if ('name' in port) {
    for (const known of ports) if (known.name === port.name) cut(cuts, known.protocol, known.port);
    return;
  }
  const of = protocol === undefined ? PROTOCOLS_WITH_PORTS : [protocol];
  for (const number of of) rangesOf(cuts, number).push(port);
}

function cutByService(cuts: Cuts, service: WorldService | undefined, { ports }: PortNames): void {
  for (const { protocol, targetPort } of service?.ports ?? []) {
    if (typeof targetPort === 'number') cut(cuts, protocol, targetPort);
    else cutByPort(cuts, protocol, { name: targetPort }, ports);
  }
}

const OTHER_PROTOCOLS_MAX = 255;
const TOLD_BY_MORE: readonly number[] = [...PROTOCOLS_WITH_PORTS, ...ICMP_PROTOCOLS];

/** A protocol that stands for all that are not named: one without ports, where one is left. */
export function otherProtocol(named: readonly number[]): number {
  for (let number = OTHER_PROTOCOLS_MAX; number > 0; number--) {
    if (!named.includes(number) && !TOLD_BY_MORE.includes(number)) return number;
  }
  return OTHER_PROTOCOLS_MAX;
}
