/**
 * New rules into policies that stand already: a rule goes to the end of a policy with the same
 * subject in the default tier, where that only allows on the rule's side; else into a policy of its
 * own. What stood stays as it was, so that a merge allows what the new rules say and nothing more.
 */
import type { ManifestObject } from '../../manifest/manifest-object.ts';
import { DEFAULT_TIER, type Policy, type PolicyKind, SIDES, type Side } from '../model/policy.ts';
import type { Layer } from '../read/read-manifests.ts';
import type { Selector } from '../selector/selector.ts';
import { addedAnnotations } from './evidence.ts';
import type { ManifestDraft } from './manifest-draft.ts';
import { compare } from './workload-groups.ts';

const POLICY_GROUPS: Readonly<Record<string, PolicyKind>> = {
  'networking.k8s.io': 'NetworkPolicy',
  'projectcalico.org': 'CalicoNetworkPolicy',
  'crd.projectcalico.org': 'CalicoNetworkPolicy',
};

/** Fields that the API server writes. */
const SERVER_FIELDS = [
  'creationTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'uid',
];
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** A new policy: as it will be written, and as it is read. */
export interface Addition {
  readonly manifest: ManifestDraft;
  readonly policy: Policy;
}

type Json = Readonly<Record<string, unknown>>;

export class PolicyMerge {
  readonly #policies: readonly Policy[];
  readonly #objects = new Map<string, ManifestObject>();
  readonly #changed = new Map<string, ManifestDraft>();

  constructor({ policies, objects }: Layer) {
    this.#policies = policies.filter(({ staged }) => staged === undefined);
    for (const object of objects) {
      const kind = object.kind === 'NetworkPolicy' ? POLICY_GROUPS[object.group] : undefined;
      const metadata = object.fields.at('metadata');
      const key = `${kind} ${metadata.at('namespace').text()}/${metadata.at('name').text()}`;
      if (kind !== undefined) this.#objects.set(key, object);
    }
  }

  /** Whether they isolate the same pods on both sides already. */
  isIsolating(policy: Policy): boolean {
    return SIDES.every((side) => this.#targetOf(side, policy) !== undefined);
  }

  /** Takes what can go into policies that stand; gives what cannot. */
  add({ manifest, policy }: Addition): ManifestDraft | undefined {
    const sides = SIDES.filter((side) => policy[side] !== undefined);
    const gone = sides.filter((side) => this.#addSide(side, manifest, policy));
    return gone.length === sides.length ? undefined : gone.reduce(withoutSide, manifest);
  }

  #addSide(side: Side, manifest: ManifestDraft, policy: Policy): boolean {
    const target = this.#targetOf(side, policy);
    if (target === undefined) return false;
    const key = `${target.id.kind} ${target.id.namespace}/${target.id.name}`;
    const object = this.#objects.get(key);
    if (object === undefined) return false;
    if (policy[side]!.length === 0) return true;
    const before = this.#changed.get(key) ?? { value: cleaned(object.fields.value), comments: [] };
    this.#changed.set(key, appended(before, side, manifest));
    return true;
  }

  /** The first that stands for the same pods there, and does nothing but allow. */
  #targetOf(side: Side, { id, subject }: Policy): Policy | undefined {
    const text = subjectText(subject);
    return this.#policies
      .filter((policy) => policy.id.kind === id.kind && policy.id.namespace === id.namespace)
      .filter(({ tier }) => tier === DEFAULT_TIER)
      .filter((policy) => policy[side]?.every(({ action }) => action === 'allow') === true)
      .filter((policy) => subjectText(policy.subject) === text)
      .sort((a, b) => compare(a.id.name, b.id.name))[0];
  }

  /** Policies that stood and have new rules now, by namespace and name. */
  changed(): ManifestDraft[] {
    const sorted = [...this.#changed].sort(([a], [b]) => compare(a, b));
    return sorted.map(([, manifest]) => manifest);
  }
}

/** The same for selectors that say the same in another order. */
function subjectText(selector: Selector): string {
  const parts = (of: Selector): string[] =>
    of.op === 'and' ? of.of.flatMap(parts) : [JSON.stringify(of)];
  return [...new Set(parts(selector))].sort().join();
}

function appended(before: ManifestDraft, side: Side, { value, comments }: ManifestDraft) {
  const spec = before.value.spec as Json;
  const rules = (spec[side] ?? []) as unknown[];
  const added = (value.spec as Json)[side] as unknown[];
  const metadata = before.value.metadata as Json;
  const annotations = addedAnnotations(annotationsOf(before.value), annotationsOf(value));
  const moved = comments
    .filter(({ path }) => path[1] === side)
    .map(({ path: [first, second, i, ...rest], text }) => ({
      path: [first!, second!, (i as number) + rules.length, ...rest],
      text,
    }));
  return {
    value: {
      ...before.value,
      metadata: { ...metadata, annotations },
      spec: { ...spec, [side]: [...rules, ...added] },
    },
    comments: [...before.comments, ...moved],
  };
}

function annotationsOf({ metadata }: Json): Readonly<Record<string, string>> {
  return ((metadata as Json).annotations ?? {}) as Record<string, string>;
}

function withoutSide({ value, comments }: ManifestDraft, side: Side): ManifestDraft {
  const { [side]: _gone, ...spec } = value.spec as Record<string, unknown>;
  const list = 'types' in spec ? 'types' : 'policyTypes';
  const types = (spec[list] as string[]).filter((type) => type.toLowerCase() !== side);
  return {
    value: { ...value, spec: { ...spec, [list]: types } },
    comments: comments.filter(({ path }) => path[1] !== side),
  };
}

/** Without what the API server adds, which must not be applied again. */
function cleaned(value: unknown): Json {
  const { status: _status, ...object } = value as Record<string, unknown>;
  const metadata = { ...(object.metadata as Record<string, unknown>) };
  for (const field of SERVER_FIELDS) delete metadata[field];
  const annotations = { ...(metadata.annotations as Record<string, unknown> | undefined) };
  delete annotations[LAST_APPLIED];
  return { ...object, metadata: { ...metadata, annotations } };
}
