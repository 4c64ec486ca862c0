/**
 * Policies of the cluster that have the name of a generated one: applying that takes their rules
 * away. Those that were generated themselves are meant to go.
 */
import type { ManifestObject } from '../../manifest/manifest-object.ts';
import { formatPolicyId, type Policy, SIDES } from '../model/policy.ts';
import type { Layer } from '../read/read-manifests.ts';
import { isWithEvidence } from './evidence.ts';

/** `merged`: policies whose rules are kept. */
export function replacedPolicies(
  generated: readonly Policy[],
  cluster: Layer,
  merged: readonly Policy[],
): Policy[] {
  const written = new Set(generated.map(({ id }) => formatPolicyId(id)));
  for (const { id } of merged) written.delete(formatPolicyId(id));
  return cluster.policies.filter(
    (policy) =>
      policy.staged === undefined &&
      written.has(formatPolicyId(policy.id)) &&
      SIDES.some((side) => (policy[side]?.length ?? 0) > 0) &&
      !cluster.objects.some((object) => isOf(object, policy) && isWithEvidence(object)),
  );
}

function isOf({ kind, source, fields }: ManifestObject, policy: Policy): boolean {
  const metadata = fields.at('metadata');
  return (
    kind === 'NetworkPolicy' &&
    source === policy.source &&
    metadata.at('name').value === policy.id.name &&
    (metadata.at('namespace').value ?? policy.id.namespace) === policy.id.namespace
  );
}
