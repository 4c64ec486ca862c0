/** What is not known of a connection, where a rule may or may not match it. */

import type { EntityMatch, TrafficMatch } from '../model/rule.ts';
import { NO, UNKNOWN, YES } from '../model/tri.ts';
import type { AppliedRule } from './applied-policies.ts';
import type { End } from './end.ts';
import { matchNets } from './match-address.ts';
import type { RuleMatcher } from './match-rule.ts';
import {
  matchIcmp,
  matchPorts,
  matchProtocol,
  matchTraffic,
  type Packet,
} from './match-traffic.ts';
import type { UnknownReason } from './outcome.ts';

/** `rule`: the first that is open; undefined: whether a policy selects the end is. */
export function whyUnknown(
  rule: AppliedRule | undefined,
  packet: Packet,
  matcher: RuleMatcher,
): UnknownReason {
  if (rule === undefined || rule.applies !== YES) return 'labels_not_known';
  return (
    ofEnd(rule.rule.sources, packet.source, packet, matcher) ??
    ofEnd(rule.rule.destinations, packet.destination, packet, matcher) ??
    ofTraffic(rule.rule.traffic ?? [], packet) ??
    'labels_not_known'
  );
}

function ofEnd(
  entities: readonly EntityMatch[] | undefined,
  end: End,
  { family }: Packet,
  matcher: RuleMatcher,
): UnknownReason | undefined {
  for (const entity of entities ?? []) {
    const one = matcher.matchEnd(entity, end, family);
    if (one === NO) continue;
    if (entity.domainNames !== undefined) return 'domain_name';
    if (one === UNKNOWN && end.kind === 'unnamed') return 'unnamed_end';
    if (matchNets(entity, end, family) === UNKNOWN) return 'address_not_known';
    if (one === UNKNOWN) return 'labels_not_known';
    if (entity.service !== undefined) return 'service_not_known';
  }
  return undefined;
}

function ofTraffic(matches: readonly TrafficMatch[], packet: Packet): UnknownReason | undefined {
  const open = matches.find((match) => matchTraffic(match, packet) === UNKNOWN);
  if (open === undefined) return undefined;
  const { traffic } = packet;
  if (matchProtocol(open, traffic) === UNKNOWN) return 'protocol_not_known';
  if (open.sourcePorts !== undefined || open.notSourcePorts !== undefined) return 'source_port';
  if (open.ports !== undefined && matchPorts(open.ports, packet) === UNKNOWN) {
    return traffic.port === undefined ? 'port_not_known' : 'named_port_not_known';
  }
  if (open.notPorts !== undefined && matchPorts(open.notPorts, packet) === UNKNOWN) {
    return traffic.port === undefined ? 'port_not_known' : 'named_port_not_known';
  }
  const icmp = open.icmp ?? open.notIcmp;
  if (icmp !== undefined && matchIcmp(icmp, traffic) === UNKNOWN) return 'icmp_type_not_known';
  return 'address_not_known';
}
