/** Staged policies decide nothing until they are asked to: then they stand for what they stage. */
import { formatPolicyId, type Policy } from './policy.ts';

/** `enforced`: as if each were committed. */
export type StagedMode = 'ignored' | 'enforced';

/** The policies that decide; a staged one that is enforced is staged no more. */
export function enforcedPolicies(policies: readonly Policy[], staged: StagedMode): Policy[] {
  const enforced = new Map(
    policies
      .filter((policy) => policy.staged === undefined)
      .map((policy) => [formatPolicyId(policy.id), policy]),
  );
  if (staged === 'ignored') return [...enforced.values()];
  for (const policy of policies) {
    const id = formatPolicyId(policy.id);
    if (policy.staged === 'Set') enforced.set(id, { ...policy, staged: undefined });
    if (policy.staged === 'Delete') enforced.delete(id);
  }
  return [...enforced.values()];
}
