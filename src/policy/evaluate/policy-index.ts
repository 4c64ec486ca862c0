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
  /** Place in the order of evaluation over all tiers. */
  readonly rank: number;
  readonly applies: Tri;
}

type Ranked = Omit<Applied, 'applies'>;

export class PolicyIndex {
  readonly #tiers: ReadonlyMap<string, Tier>;
  readonly #policies = new LabelKeyIndex<Ranked>();
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
    const ordered = policies.toSorted((a, b) => placeOf(a) - placeOf(b) || comparePolicies(a, b));
    for (const [rank, policy] of ordered.entries()) {
      this.#policies.add(policy.subject, { policy, rank });
    }
  }

  /** Those on each side, without the special kinds of host policies, which never apply to pods. */
  appliedTo(subject: LabelView): Readonly<Record<Side, AppliedPolicies>> {
    const applied = this.#selecting(subject).filter(({ policy }) => !isSpecial(policy));
    return { egress: this.#share(applied, 'egress'), ingress: this.#share(applied, 'ingress') };
  }

  /** Untracked, pre-DNAT and forward policies that select a host endpoint, for sure or perhaps. */
  specialFor(subject: LabelView): readonly Policy[] {
    return this.#selecting(subject)
      .map(({ policy }) => policy)
      .filter((policy) => isSpecial(policy) || policy.host.applyOnForward);
  }

  #selecting(subject: LabelView): Applied[] {
    const applied: Applied[] = [];
    for (const { policy, rank } of this.#policies.candidates(subject)) {
      const applies = matchSelector(policy.subject, subject);
      if (applies !== NO) applied.push({ policy, rank, applies });
    }
    return applied.sort((a, b) => a.rank - b.rank);
  }

  #share(all: readonly Applied[], side: Side): AppliedPolicies {
    const applied = all.filter(({ policy }) => policy[side] !== undefined);
    const key = `${side} ${applied.map(({ rank, applies }) => `${rank}=${applies}`).join()}`;
    const known = this.#shared.get(key);
    if (known !== undefined) return known;
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
    .map((rule) => ({ policy, side, rule, applies }));
}
