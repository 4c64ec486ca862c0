/** Policies together with the objects that they were read from, for their raw fields and places. */
import type { FieldPath, Fields } from '../../manifest/fields.ts';
import type { ManifestObject } from '../../manifest/manifest-object.ts';
import { formatPolicyId, type Policy } from '../model/policy.ts';
import { isMap } from './raw-fields.ts';

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

/** Objects that one document lists have its source in common, so that names tell them apart. */
export function placed(
  policies: readonly Policy[],
  objects: readonly ManifestObject[],
): ScopedPolicy[] {
  const byName = Map.groupBy(objects, ({ fields }) => objectName(fields));
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
function objectName(fields: Fields): unknown {
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
