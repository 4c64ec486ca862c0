/** What policies of all kinds have in common around their rules. */
import { FieldError } from '../../manifest/fields.ts';
import type { ManifestObject } from '../../manifest/manifest-object.ts';
import type { HostFlags, Policy, PolicyId, PolicyKind } from '../model/policy.ts';
import type { Problems } from './problems.ts';

export interface ReadContext {
  readonly problems: Problems;
  /** Of objects that name none, as `-n` of kubectl; undefined: they must name one. */
  readonly namespace: string | undefined;
}

/** Reads one object; undefined when it is none that can be used, and says why in `problems`. */
export type ReadPolicy = (object: ManifestObject, context: ReadContext) => Policy | undefined;

const NO_HOST_FLAGS: HostFlags = { doNotTrack: false, preDnat: false, applyOnForward: false };

/** Defaults of the parts that most kinds do not have. */
export function policyDefaults(object: ManifestObject) {
  return { source: object.source, staged: undefined, host: NO_HOST_FLAGS } as const;
}

/** Fields of the object's top that mean nothing for a verdict, or are read apart. */
export function checkTop(object: ManifestObject, { problems }: ReadContext): void {
  const { fields } = object;
  problems.attempt(() => fields.onlyKeys(['apiVersion', 'kind', 'metadata', 'spec', 'status']));
}

export function clusterPolicyId(object: ManifestObject, kind: PolicyKind): PolicyId {
  return { kind, namespace: '', name: object.fields.at('metadata').at('name').requiredText() };
}

export function namespacedPolicyId(
  object: ManifestObject,
  kind: PolicyKind,
  context: ReadContext,
): PolicyId {
  const name = object.fields.at('metadata').at('name').requiredText();
  return { kind, namespace: readNamespaceName(object, context), name };
}

export function readNamespaceName(object: ManifestObject, context: ReadContext): string {
  const field = object.fields.at('metadata').at('namespace');
  const namespace = field.text() || context.namespace;
  if (namespace !== undefined) return namespace;
  throw new FieldError(field.path, 'is missing, and no namespace was given for such objects');
}
