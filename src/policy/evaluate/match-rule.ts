/**
 * Whether a rule matches a connection. Selectors are matched once per class of ends.
 * Hot: once per rule and edge; allocates nothing (bench/policy.ts).
 */
import type { EntityMatch, ServiceReference } from '../model/rule.ts';
import { and, NO, or, type Tri, UNKNOWN, YES } from '../model/tri.ts';
import type { AppliedRule } from './applied-policies.ts';
import type { End } from './end.ts';
import { matchNets } from './match-address.ts';
import type { ClassMatcher } from './match-class.ts';
import { matchAnyTraffic, type Packet } from './match-traffic.ts';

/** Whether an end is behind a service that a rule names; as a destination at its port, too. */
export type MatchService = (service: ServiceReference, end: End, packet: Packet) => Tri;

export class RuleMatcher {
  readonly #classes: ClassMatcher;
  readonly #matchService: MatchService;

  constructor(classes: ClassMatcher, matchService: MatchService) {
    this.#classes = classes;
    this.#matchService = matchService;
  }

  match({ applies, rule }: AppliedRule, packet: Packet): Tri {
    const { sources, destinations } = rule;
    let sum = and(applies, matchAnyTraffic(rule.traffic, packet));
    if (sum !== NO && sources !== undefined) {
      sum = and(sum, this.#matchAny(sources, packet.source, packet));
    }
    if (sum !== NO && destinations !== undefined) {
      sum = and(sum, this.#matchAny(destinations, packet.destination, packet));
    }
    return sum;
  }

  /** NO: whatever the traffic and the other end, this end is none of the rule's peers. */
  mayBePeer = ({ side, rule }: AppliedRule, peer: End): Tri => {
    const entities = side === 'egress' ? rule.destinations : rule.sources;
    if (entities === undefined) return YES;
    for (const entity of entities) {
      if (this.matchEnd(entity, peer, peer.family) !== NO) return UNKNOWN;
    }
    return NO;
  };

  /** Without the service, which asks for the traffic. */
  matchEnd(entity: EntityMatch, end: End, family: Packet['family']): Tri {
    const ofNets = matchNets(entity, end, family);
    return ofNets === NO ? NO : and(ofNets, this.#classes.matchEntity(entity, end.class));
  }

  #matchAny(entities: readonly EntityMatch[], end: End, packet: Packet): Tri {
    let sum: Tri = NO;
    for (const entity of entities) {
      let one = this.matchEnd(entity, end, packet.family);
      if (one !== NO && entity.service !== undefined) {
        one = and(one, this.#matchService(entity.service, end, packet));
      }
      if (one === YES) return YES;
      sum = or(sum, one);
    }
    return sum;
  }
}
