/**
 * The rules that may match between two classes of ends, found once per pair: what is left to look
 * at for a connection are its addresses, ports and protocol.
 */
import type { Side, Tier } from '../model/policy.ts';
import type { EntityMatch } from '../model/rule.ts';
import { NO, type Tri, YES } from '../model/tri.ts';
import type { EndClass } from './end.ts';
import type { ClassMatcher } from './match-class.ts';
import type { RuleReference } from './outcome.ts';
import type { AppliedPolicies, AppliedTier } from './policy-index.ts';

/** An end that the classes leave possible. */
export interface PairEntity {
  readonly entity: EntityMatch;
  readonly ofClass: Tri;
}

export interface PairRule extends RuleReference {
  /** Whether its policy selects the subject. */
  readonly applies: Tri;
  /** Undefined: the end matches, whatever its address. */
  readonly sources: readonly PairEntity[] | undefined;
  readonly destinations: readonly PairEntity[] | undefined;
}

export interface PairTier {
  readonly tier: Tier;
  readonly applies: Tri;
  readonly rules: readonly PairRule[];
}

/** Pairs that are remembered; then it begins anew. */
const PAIRS_MAX = 500_000;
/** Above the number of classes, so that two of them make one number. */
const CLASSES_MAX = 2 ** 26;

export class PairTable {
  readonly #matcher: ClassMatcher;
  readonly #known = {
    egress: new Map<number, PairTier[]>(),
    ingress: new Map<number, PairTier[]>(),
  };

  constructor(matcher: ClassMatcher) {
    this.#matcher = matcher;
  }

  /** `applied`: the policies on `subject`, on this side. */
  tiersFor(
    side: Side,
    subject: EndClass,
    peer: EndClass,
    applied: AppliedPolicies,
  ): readonly PairTier[] {
    const pairs = this.#known[side];
    const key = subject.id * CLASSES_MAX + peer.id;
    const known = pairs.get(key);
    if (known !== undefined) return known;
    const [source, destination] = side === 'egress' ? [subject, peer] : [peer, subject];
    const made = applied.tiers.map((tier) => this.#pairTier(tier, source, destination));
    if (pairs.size >= PAIRS_MAX) pairs.clear();
    pairs.set(key, made);
    return made;
  }

  #pairTier(tier: AppliedTier, source: EndClass, destination: EndClass): PairTier {
    const rules: PairRule[] = [];
    for (const applied of tier.rules) {
      const sources = this.#possible(applied.rule.sources, source);
      if (sources?.length === 0) continue;
      const destinations = this.#possible(applied.rule.destinations, destination);
      if (destinations?.length === 0) continue;
      rules.push({ ...applied, sources, destinations });
    }
    return { tier: tier.tier, applies: tier.applies, rules };
  }

  /** Empty: none can match. */
  #possible(
    entities: readonly EntityMatch[] | undefined,
    end: EndClass,
  ): readonly PairEntity[] | undefined {
    if (entities === undefined) return undefined;
    const possible: PairEntity[] = [];
    for (const entity of entities) {
      const ofClass = this.#matcher.matchEntity(entity, end);
      if (ofClass === NO) continue;
      if (ofClass === YES && !isByAddress(entity)) return undefined;
      possible.push({ entity, ofClass });
    }
    return possible;
  }
}

function isByAddress({ nets, notNets, service }: EntityMatch): boolean {
  return nets !== undefined || notNets !== undefined || service !== undefined;
}
