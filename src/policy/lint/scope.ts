/**
 * What the lint looks at: the policies in question, those that they will stand beside, and the
 * world. Staged policies count as if they were committed: that is what they are written for.
 */
import type { FieldPath, Fields } from '../../manifest/fields.ts';
import type { ManifestObject } from '../../manifest/manifest-object.ts';
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
import { isMap } from './raw-fields.ts';

/** A policy with what it was read from. */
export interface ScopedPolicy {
  readonly policy: Policy;
  /** For people. */
  readonly name: string;
  /** Holds `spec`: the object, or the part of a generator from which it makes policies. */
  readonly fields: Fields;
  /** Whose annotations count. */
  readonly object: ManifestObject;
  /** Where it is said whom it selects. */
  readonly subjectPath: FieldPath;
  /** What makes it, one for each namespace; undefined: it stands for itself. */
  readonly generator: Fields | undefined;
}

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

/** Objects that one document lists have its source in common, so that names tell them apart. */
function placed(policies: readonly Policy[], objects: readonly ManifestObject[]): ScopedPolicy[] {
  const byName = Map.groupBy(objects, ({ fields }) => nameOf(fields));
  return policies.flatMap((policy) => {
    const object = byName
      .get(policy.id.name)
      ?.find((candidate) => candidate.source === policy.source && isOf(candidate, policy));
    if (object === undefined) return [];
    const { fields } = object;
    const name = formatPolicyId(policy.id);
    const subjectPath = subjectPathOf(fields);
    return [{ policy, name, fields, object, subjectPath, generator: undefined }];
  });
}

/** Of objects of other kinds it may be anything. */
function nameOf(fields: Fields): unknown {
  const metadata = fields.at('metadata');
  return isMap(metadata) ? metadata.at('name').value : undefined;
}

function isOf(object: ManifestObject, { id, staged }: Policy): boolean {
  const { kind, fields } = object;
  const namespace = fields.at('metadata').at('namespace').value ?? '';
  return (
    policyKindOf(object) === id.kind &&
    kind.startsWith('Staged') === (staged !== undefined) &&
    (namespace === '' || namespace === id.namespace)
  );
}

/** What a policy that was read from it calls its kind. */
function policyKindOf({ kind, group }: ManifestObject): string {
  const enforced = kind.replace(/^Staged/, '');
  if (enforced === 'KubernetesNetworkPolicy') return 'NetworkPolicy';
  const isCalico = enforced === 'NetworkPolicy' && group !== 'networking.k8s.io';
  return isCalico ? 'CalicoNetworkPolicy' : enforced;
}

const SUBJECT_FIELDS = ['namespaceSelector', 'subject', 'podSelector', 'selector'];

function subjectPathOf(fields: Fields): FieldPath {
  const spec = fields.at('spec');
  const name = SUBJECT_FIELDS.find((field) => !spec.at(field).isAbsent);
  return name === undefined ? spec.path : spec.at(name).path;
}
