/**
 * Policies in the order of evaluation, and which of them select an end. Most name a namespace:
 * those are looked up by it; and what selects one end selects all of its class.
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
import {
  METADATA_NAME_LABEL,
  NAME_LABEL,
  NAMESPACE_LABEL,
  NAMESPACE_PREFIX,
  type Selector,
} from '../selector/selector.ts';
import type { RuleReference } from './outcome.ts';

/** A policy that selects an end, for sure or perhaps. */
export interface Applied {
  readonly policy: Policy;
  readonly applies: Tri;
}

/** A tier in which policies select the end. */
export interface AppliedTier {
  readonly tier: Tier;
  /** Whether any of its policies does for sure. */
  readonly applies: Tri;
  readonly rules: readonly (RuleReference & { readonly applies: Tri })[];
}

export interface AppliedPolicies {
  readonly tiers: readonly AppliedTier[];
  /** Those that select it for sure, in the order of evaluation. */
  readonly selectedBy: readonly Policy[];
}

interface Placed {
  readonly policy: Policy;
  /** Place in the order of evaluation over all tiers. */
  readonly rank: number;
}

/** Any of these labels tells the namespace by its name. */
const NAMESPACE_LABELS = [
  NAMESPACE_LABEL,
  NAMESPACE_PREFIX + NAME_LABEL,
  NAMESPACE_PREFIX + METADATA_NAME_LABEL,
];

export class PolicyIndex {
  readonly #tiers: ReadonlyMap<string, Tier>;
  readonly #byNamespace = new Map<string, Placed[]>();
  /** Those that do not name a namespace. */
  readonly #anywhere: Placed[] = [];

  constructor(policies: readonly Policy[], world: World) {
    const tiers = new Map([...BUILT_IN_TIERS, ...world.tiers].map((tier) => [tier.name, tier]));
    this.#tiers = new Map([...tiers.values()].sort(compareTiers).map((tier) => [tier.name, tier]));
    const places = new Map([...this.#tiers.keys()].map((name, i) => [name, i]));
    const placeOf = ({ id, tier }: Policy): number => {
      const place = places.get(tier);
      assert(place !== undefined, `${formatPolicyId(id)} is in tier ${tier}, which is not there`);
      return place;
    };
    const ordered = policies.toSorted((a, b) => placeOf(a) - placeOf(b) || comparePolicies(a, b));
    for (const [rank, policy] of ordered.entries()) this.#place({ policy, rank });
  }

  #place(placed: Placed): void {
    const namespace = namespaceOf(placed.policy.subject);
    if (namespace === undefined) {
      this.#anywhere.push(placed);
      return;
    }
    const known = this.#byNamespace.get(namespace);
    if (known === undefined) this.#byNamespace.set(namespace, [placed]);
    else known.push(placed);
  }

  /** Without the special kinds of host policies, which never apply to pods. */
  appliedTo(subject: LabelView, side: Side): AppliedPolicies {
    const applied = this.#candidates(subject)
      .filter(({ policy }) => policy[side] !== undefined && !isSpecial(policy))
      .map(({ policy }) => ({ policy, applies: matchSelector(policy.subject, subject) }))
      .filter(({ applies }) => applies !== NO);
    return {
      tiers: byTier(applied).map(([name, ofTier]) => ({
        tier: this.#tiers.get(name)!,
        applies: ofTier.reduce<Tri>((sum, { applies }) => or(sum, applies), NO),
        rules: ofTier.flatMap((one) => rulesOf(one, side)),
      })),
      selectedBy: applied.filter(({ applies }) => applies === YES).map(({ policy }) => policy),
    };
  }

  /** Untracked, pre-DNAT and forward policies that select a host endpoint, for sure or perhaps. */
  specialFor(subject: LabelView): readonly Policy[] {
    return this.#candidates(subject)
      .map(({ policy }) => policy)
      .filter((policy) => isSpecial(policy) || policy.host.applyOnForward)
      .filter((policy) => matchSelector(policy.subject, subject) !== NO);
  }

  #candidates(subject: LabelView): readonly Placed[] {
    const namespace = subject.get(NAMESPACE_LABEL);
    if (namespace === undefined) return this.#anywhere;
    const lists =
      namespace === null
        ? [...this.#byNamespace.values()]
        : [this.#byNamespace.get(namespace) ?? []];
    return [...lists.flat(), ...this.#anywhere].sort((a, b) => a.rank - b.rank);
  }
}

/** The namespace whose pods alone a selector can take, if it says so. */
function namespaceOf(selector: Selector): string | undefined {
  if (selector.op === 'equal') {
    return NAMESPACE_LABELS.includes(selector.label) ? selector.value : undefined;
  }
  if (selector.op !== 'and') return undefined;
  for (const operand of selector.of) {
    const namespace = namespaceOf(operand);
    if (namespace !== undefined) return namespace;
  }
  return undefined;
}

function isSpecial({ host }: Policy): boolean {
  return host.doNotTrack || host.preDnat;
}

function byTier(applied: readonly Applied[]): [string, Applied[]][] {
  const tiers = new Map<string, Applied[]>();
  for (const one of applied) {
    const known = tiers.get(one.policy.tier);
    if (known === undefined) tiers.set(one.policy.tier, [one]);
    else known.push(one);
  }
  return [...tiers];
}

/** Rules that only log decide nothing. */
function rulesOf({ policy, applies }: Applied, side: Side) {
  return (policy[side] ?? [])
    .filter(({ action }) => action !== 'log')
    .map((rule) => ({ policy, side, rule, applies }));
}
