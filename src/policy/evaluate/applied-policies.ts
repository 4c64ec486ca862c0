/**
 * The policies that select an end, with their rules in the order of evaluation. Ends with the same
 * policies share one such list, and a long list remembers per peer which of its rules may match:
 * most of thousands look for other addresses.
 */
import type { Policy, Tier } from '../model/policy.ts';
import { NO, type Tri } from '../model/tri.ts';
import type { End } from './end.ts';
import type { Decision, RuleReference, SideOutcome } from './outcome.ts';

export interface AppliedRule extends RuleReference {
  /** Whether its policy selects the end. */
  readonly applies: Tri;
  /** Made once, for all whom it decides. */
  readonly decision: Decision;
}

/** A tier in which policies select the end. */
export interface AppliedTier {
  readonly tier: Tier;
  /** Whether any of its policies does for sure. */
  readonly applies: Tri;
  readonly rules: readonly AppliedRule[];
  readonly endDecision: Decision;
}

/** Shorter lists are gone through as they are. */
const LONG_LIST = 24;
/** Rules remembered by one list; then it begins anew. */
const REMEMBERED_MAX = 2_000_000;

/** Whether a rule's peer may be this end, whatever the traffic. */
export type MayBePeer = (rule: AppliedRule, peer: End) => Tri;

export class AppliedPolicies {
  readonly tiers: readonly AppliedTier[];
  /** Those that select the end for sure, in the order of evaluation. */
  readonly selectedBy: readonly Policy[];
  readonly #isLong: boolean;
  #byPeer = new WeakMap<End, readonly AppliedTier[]>();
  #remembered = 0;
  /** What is decided is said once, and shared by all edges. */
  readonly #outcomes = new Map<Decision, SideOutcome>();

  constructor(tiers: readonly AppliedTier[], selectedBy: readonly Policy[]) {
    this.tiers = tiers;
    this.selectedBy = selectedBy;
    this.#isLong = tiers.reduce((sum, { rules }) => sum + rules.length, 0) > LONG_LIST;
  }

  outcomeOf(verdict: 'allowed' | 'denied', decision: Decision): SideOutcome {
    const known = this.#outcomes.get(decision);
    if (known !== undefined && known.verdict === verdict) return known;
    const { selectedBy } = this;
    const made = { verdict, decision, reason: undefined, openRule: undefined, selectedBy };
    this.#outcomes.set(decision, made);
    return made;
  }

  /** The tiers with the rules that may match for a peer, at least. */
  tiersFor(peer: End, mayBePeer: MayBePeer): readonly AppliedTier[] {
    if (!this.#isLong) return this.tiers;
    const known = this.#byPeer.get(peer);
    if (known !== undefined) return known;
    const tiers = this.tiers.map((tier) => ({
      ...tier,
      rules: tier.rules.filter((rule) => mayBePeer(rule, peer) !== NO),
    }));
    const found = tiers.reduce((sum, { rules }) => sum + rules.length, 1);
    if (this.#remembered + found > REMEMBERED_MAX) {
      this.#byPeer = new WeakMap();
      this.#remembered = 0;
    }
    this.#remembered += found;
    this.#byPeer.set(peer, tiers);
    return tiers;
  }
}
