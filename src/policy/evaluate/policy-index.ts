/**
 * Policies in the order of evaluation, and which of them select an end: they are looked up by the
 * labels that they need, and what selects one end selects all of its class.
 */
import assert from 'node:assert';
import {
  BUILT_IN_TIERS,
  comparePolicies,
  compareTiers,
  formatPolicyId,
  type Policy,
  type Side,
  type Tier,
} from '../model/policy.ts';
import { NO, or, type Tri, YES } from '../model/tri.ts';
import type { World } from '../model/world.ts';
import { type LabelView, matchSelector } from '../selector/match-selector.ts';
import { AppliedPolicies, type AppliedRule, type AppliedTier } from './applied-policies.ts';
import { LabelKeyIndex } from './label-keys.ts';

/** A policy that selects an end, for sure or perhaps. */
interface Applied {
  readonly policy: Policy;
  readonly applies: Tri;
}

/**
 * One number for both: the place in the order of evaluation over all tiers, and whether it applies.
 * A list of them is sorted, and compared, as it is.
 */
const APPLIES_BITS = 2;

export class PolicyIndex {
  readonly #tiers: ReadonlyMap<string, Tier>;
  /** In the order of evaluation. */
  readonly #policies: readonly Policy[];
  /** Places in that order. */
  readonly #ranks = new LabelKeyIndex<number>();
  /** Ends with the same policies share the list. */
  readonly #shared = new Map<string, AppliedPolicies>();

  constructor(policies: readonly Policy[], world: World) {
    const named = new Map([...BUILT_IN_TIERS, ...world.tiers].map((tier) => [tier.name, tier]));
    const tiers = [...named.values()].sort(compareTiers);
    this.#tiers = new Map(tiers.map((tier) => [tier.name, tier]));
    const places = new Map(tiers.map(({ name }, place) => [name, place]));
    const placeOf = ({ id, tier }: Policy): number => {
      const place = places.get(tier);
      assert(place !== undefined, `${formatPolicyId(id)} is in tier ${tier}, which is not there`);
      return place;
    };
    this.#policies = policies.toSorted((a, b) => placeOf(a) - placeOf(b) || comparePolicies(a, b));
    for (const [rank, { subject }] of this.#policies.entries()) this.#ranks.add(subject, rank);
  }

  /** Those on each side, without the special kinds of host policies, which never apply to pods. */
  appliedTo(subject: LabelView): Readonly<Record<Side, AppliedPolicies>> {
    const marks = this.#selecting(subject);
    return { egress: this.#share(marks, 'egress'), ingress: this.#share(marks, 'ingress') };
  }

  /** Untracked, pre-DNAT and forward policies that select a host endpoint, for sure or perhaps. */
  specialFor(subject: LabelView): readonly Policy[] {
    const selecting = [...this.#selecting(subject)].map((mark) => this.#read(mark).policy);
    return selecting.filter((policy) => isSpecial(policy) || policy.host.applyOnForward);
  }

  #selecting(subject: LabelView): Int32Array {
    const marks: number[] = [];
    this.#ranks.eachCandidate(subject, (rank) => {
      const applies = matchSelector(this.#policies[rank]!.subject, subject);
      if (applies !== NO) marks.push((rank << APPLIES_BITS) | applies);
    });
    return Int32Array.from(marks).sort();
  }

  #read(mark: number): Applied {
    const applies = (mark & ((1 << APPLIES_BITS) - 1)) as Tri;
    return { policy: this.#policies[mark >> APPLIES_BITS]!, applies };
  }

  #share(marks: Int32Array, side: Side): AppliedPolicies {
    const key = side + Buffer.from(marks.buffer).toString('latin1');
    const known = this.#shared.get(key);
    if (known !== undefined) return known;
    const applied = [...marks]
      .map((mark) => this.#read(mark))
      .filter(({ policy }) => policy[side] !== undefined && !isSpecial(policy));
    const selectedBy = applied.filter(({ applies }) => applies === YES).map(({ policy }) => policy);
    const made = new AppliedPolicies(this.#tiersOf(applied, side), selectedBy);
    this.#shared.set(key, made);
    return made;
  }

  #tiersOf(applied: readonly Applied[], side: Side): AppliedTier[] {
    const names = new Set(applied.map(({ policy }) => policy.tier));
    return [...names].map((name) => {
      const ofTier = applied.filter(({ policy }) => policy.tier === name);
      return {
        tier: this.#tiers.get(name)!,
        applies: ofTier.reduce<Tri>((sum, { applies }) => or(sum, applies), NO),
        rules: ofTier.flatMap((one) => rulesOf(one, side)),
        endDecision: { by: 'end_of_tier' as const, tier: name },
      };
    });
  }
}

function isSpecial({ host }: Policy): boolean {
  return host.doNotTrack || host.preDnat;
}

/** Rules that only log decide nothing. */
function rulesOf({ policy, applies }: Applied, side: Side): AppliedRule[] {
  return (policy[side] ?? [])
    .filter(({ action }) => action !== 'log')
    .map((rule) => ({
      policy,
      side,
      rule,
      applies,
      decision: { by: 'rule' as const, policy, side, rule },
    }));
}
