/**
 * What the lint looks at: the policies in question, those that they will stand beside, and the
 * world. Staged policies count as if they were committed: that is what they are written for.
 */
import type { ManifestError } from '../../manifest/manifest-text.ts';
import {
  BUILT_IN_TIERS,
  formatPolicyId,
  type Policy,
  SIDES,
  type Side,
  type Tier,
} from '../model/policy.ts';
import type { Rule } from '../model/rule.ts';
import { enforcedPolicies } from '../model/staged.ts';
import type { World } from '../model/world.ts';
import { type Layer, overlay } from '../read/read-manifests.ts';
import { ClusterView } from './cluster-view.ts';
import { readGenerated } from './generated.ts';
import { type Entities, Overlap } from './overlap.ts';
import { podsReader, type ReadPods } from './pods-of.ts';
import { placed, type ScopedPolicy } from './scoped-policy.ts';

export interface ScopedRule {
  readonly about: ScopedPolicy;
  readonly side: Side;
  readonly rule: Rule;
}

export interface LintInput {
  /** The policies in question. */
  readonly asked: Layer;
  /** Undefined: none is known. */
  readonly cluster: Layer | undefined;
  readonly world: World;
  /** What was found while the manifests were read. */
  readonly errors: readonly ManifestError[];
}

export interface LintScope {
  readonly policies: readonly ScopedPolicy[];
  /** Rules of those, by side. */
  readonly rules: readonly ScopedRule[];
  /** They and the cluster's. */
  readonly inForce: readonly Policy[];
  readonly tiers: ReadonlyMap<string, Tier>;
  readonly world: World;
  /** Undefined: not known, and nothing is said of what it lacks. */
  readonly cluster: ClusterView | undefined;
  /** The pods that a selector takes, without a look at the cluster. */
  readonly podsOf: ReadPods;
  readonly overlap: Overlap;
}

/** Policies that generators make are read here, hence the mistakes in them. */
export function scopeOf({ asked, cluster, world }: Omit<LintInput, 'errors'>): {
  readonly scope: LintScope;
  readonly errors: readonly ManifestError[];
} {
  const { generated, errors } = readGenerated(asked.objects);
  const all = overlay(cluster?.policies ?? [], asked.policies);
  const enforced = enforcedPolicies(all, 'enforced');
  const own = new Set(asked.policies);
  const read = enforced.filter((policy) => own.has(policy));
  const policies = [...placed(read, asked.objects), ...generated];
  const tiers = [...BUILT_IN_TIERS, ...world.tiers].map((tier): [string, Tier] => [
    tier.name,
    tier,
  ]);
  const podsOf = podsReader(world);
  const scope = {
    policies,
    rules: policies.flatMap(rulesOf),
    inForce: [...enforced, ...generated.map(({ policy }) => policy)],
    tiers: new Map(tiers),
    world,
    cluster: cluster && new ClusterView(world),
    podsOf,
    overlap: new Overlap(world, podsOf),
  };
  return { scope, errors };
}

/** For people; that of what generates it, where it is generated. */
export function nameOf(policy: Policy, { policies }: LintScope): string {
  const scoped = policies.find((candidate) => candidate.policy === policy);
  return scoped?.name ?? formatPolicyId(policy.id);
}

/** The end of a rule that is not the policy's own. */
export function peersOf(rule: Rule, side: Side): Entities {
  return side === 'egress' ? rule.destinations : rule.sources;
}

export function otherSide(side: Side): Side {
  return side === 'egress' ? 'ingress' : 'egress';
}

function rulesOf(about: ScopedPolicy): ScopedRule[] {
  return SIDES.flatMap((side) => (about.policy[side] ?? []).map((rule) => ({ about, side, rule })));
}
