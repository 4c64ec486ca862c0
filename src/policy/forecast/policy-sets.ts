/**
 * Which policies are in force before and after. Candidates are laid over what the cluster has, as
 * `kubectl apply` does; against a baseline they take its place, as `--prune` does.
 */
import { formatPolicyId, type Policy } from '../model/policy.ts';
import { overlay } from '../read/read-manifests.ts';
import { defaultDeny } from './default-deny.ts';

export interface SetParts {
  readonly cluster: readonly Policy[];
  /** Undefined: what is there now stays, or nothing is compared. */
  readonly baseline: readonly Policy[] | undefined;
  readonly candidates: readonly Policy[] | undefined;
  /** Namespaces that get a default deny, too. */
  readonly defaultDeny: readonly string[];
}

export interface PolicySets {
  readonly after: readonly Policy[];
  /** Undefined without a baseline. */
  readonly before: readonly Policy[] | undefined;
}

export function policySets({ cluster, baseline, candidates, ...rest }: SetParts): PolicySets {
  const before = baseline && overlay(cluster, baseline);
  const replaced = new Set(candidates && baseline?.map(key));
  const kept = (before ?? cluster).filter((policy) => !replaced.has(key(policy)));
  const denies = rest.defaultDeny.map((namespace) => defaultDeny(namespace));
  return { after: [...overlay(kept, candidates ?? []), ...denies], before };
}

/** A staged policy stands beside the one that it stages. */
function key({ id, staged }: Policy): string {
  return `${staged === undefined ? '' : 'staged '}${formatPolicyId(id)}`;
}
