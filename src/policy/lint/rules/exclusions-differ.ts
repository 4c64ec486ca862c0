/**
 * Policies that go over all namespaces but some must agree on which: what one leaves alone, another
 * one isolates.
 */
import { formatPolicyId, type Policy, SIDES } from '../../model/policy.ts';
import type { World } from '../../model/world.ts';
import {
  allOf,
  IS_POD,
  inNamespace,
  METADATA_NAME_LABEL,
  NAME_LABEL,
  NAMESPACE_LABEL,
  NAMESPACE_PREFIX,
  type Selector,
} from '../../selector/selector.ts';
import type { LintRule } from '../finding.ts';
import { isolates } from '../isolation.ts';
import { conditions, podsOf, takesAll } from '../pods-of.ts';
import type { LintScope, ScopedPolicy } from '../scope.ts';

/** Kubernetes' own, in which no pod runs: it is all the same whether they are left out. */
const WITHOUT_PODS = ['kube-public', 'kube-node-lease'];

const NAMES = [
  NAMESPACE_LABEL,
  NAMESPACE_PREFIX + METADATA_NAME_LABEL,
  NAMESPACE_PREFIX + NAME_LABEL,
];

export const exclusionsDiffer: LintRule = {
  id: 'exclusions-differ',
  severity: 'warning',
  summary: 'policies over all namespaces but some do not agree on which',
  find: (scope) => {
    const lists = scope.inForce
      .filter((policy) => SIDES.some((side) => isolates(policy, side, scope)))
      .map((policy) => ({ policy, names: excluded(policy.subject) }))
      .filter(({ names }) => names.length > 0);
    return scope.policies.flatMap((about) => {
      if (!lists.some(({ policy }) => policy === about.policy)) return [];
      return lists.flatMap(({ policy, names }) => {
        const missing = names.filter((name) => takesAllOf(name, about.policy, scope.world));
        if (missing.length === 0) return [];
        return [
          {
            about,
            path: about.subjectPath,
            what: `does not leave out ${missing.join(', ')}, as ${nameOf(policy, scope)} does`,
            fix: 'carry the same list of namespaces in every policy and automation',
          },
        ];
      });
    });
  },
};

function nameOf(policy: Policy, { policies }: LintScope): string {
  const isIt = (scoped: ScopedPolicy) => scoped.policy === policy;
  return policies.find(isIt)?.name ?? formatPolicyId(policy.id);
}

/** Names of namespaces that it keeps out, of a selector that takes all the others. */
function excluded(subject: Selector): string[] {
  const names = conditions(subject).flatMap(namesKeptOut);
  return names.filter((name) => !WITHOUT_PODS.includes(name));
}

function namesKeptOut(condition: Selector): readonly string[] {
  const isNegated = condition.op === 'not';
  const of = isNegated ? condition.of : condition;
  if (!('label' in of) || !NAMES.includes(of.label)) return [];
  if (of.op === (isNegated ? 'in' : 'not_in')) return of.values;
  return of.op === (isNegated ? 'equal' : 'not_equal') ? [of.value] : [];
}

function takesAllOf(namespace: string, { subject }: Policy, world: World): boolean {
  return takesAll(subject, podsOf(allOf(IS_POD, inNamespace(namespace)), world));
}
