/**
 * Whether a rule that two classes leave possible matches a connection.
 * Hot: once per rule and edge; allocates nothing (bench/policy.ts).
 */

import type { ServiceReference } from '../model/rule.ts';
import { and, NO, or, type Tri, UNKNOWN, YES } from '../model/tri.ts';
import type { End } from './end.ts';
import { matchNets } from './match-address.ts';
import { matchAnyTraffic, type Packet } from './match-traffic.ts';
import type { PairEntity, PairRule } from './pair-rules.ts';

/** Whether an end is behind a service that a rule names; as a destination at its port, too. */
export type MatchService = (service: ServiceReference, end: End, packet: Packet) => Tri;

export function matchRule(rule: PairRule, packet: Packet, matchService: MatchService): Tri {
  let sum = and(rule.applies, matchAnyTraffic(rule.rule.traffic, packet));
  if (sum === NO) return NO;
  if (rule.sources !== undefined) {
    sum = and(sum, matchAny(rule.sources, packet.source, packet, matchService));
    if (sum === NO) return NO;
  }
  if (rule.destinations === undefined) return sum;
  return and(sum, matchAny(rule.destinations, packet.destination, packet, matchService));
}

function matchAny(
  any: readonly PairEntity[],
  end: End,
  packet: Packet,
  matchService: MatchService,
): Tri {
  let sum: Tri = NO;
  for (const { entity, ofClass } of any) {
    let one = and(ofClass, matchNets(entity, end, packet.family));
    if (one !== NO && entity.service !== undefined) {
      one = and(one, matchService(entity.service, end, packet));
    }
    if (one === YES) return YES;
    sum = or(sum, one);
  }
  return sum === NO ? NO : UNKNOWN;
}
