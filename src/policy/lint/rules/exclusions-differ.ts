/**
 * Policies that go over all namespaces but some must agree on which: what one leaves alone, another
 * one isolates.
 */
import { SIDES } from '../../model/policy.ts';
import { allOf, IS_POD, inNamespace, type Selector } from '../../selector/selector.ts';
import type { Issue, LintRule } from '../finding.ts';
import { isolates } from '../isolation.ts';
import { conditions, NAMESPACE_NAMES, takesAll } from '../pods-of.ts';
import { nameOf } from '../scope.ts';
import type { ScopedPolicy } from '../scoped-policy.ts';

/** Kubernetes' own, in which no pod runs: it is all the same whether they are left out. */
const WITHOUT_PODS = ['kube-public', 'kube-node-lease'];

export const exclusionsDiffer: LintRule = {
  id: 'exclusions-differ',
  severity: 'warning',
  summary: 'policies over all namespaces but some do not agree on which',
  find: (scope) => {
    const inScope = (name: string) => ({
      name,
      pods: scope.podsOf(allOf(IS_POD, inNamespace(name))),
    });
    const lists = scope.inForce
      .filter((policy) => SIDES.some((side) => isolates(policy, side, scope)))
      .map((policy) => ({ policy, kept: excluded(policy.subject).map(inScope) }))
      .filter(({ kept }) => kept.length > 0);
    return scope.policies.flatMap((about) => {
      if (!lists.some(({ policy }) => policy === about.policy)) return [];
      const missing = lists.flatMap(({ policy, kept }) =>
        kept
          .filter(({ pods }) => takesAll(about.policy.subject, pods))
          .map(({ name }) => ({ name, by: nameOf(policy, scope) })),
      );
      return missing.length === 0 ? [] : [issue(about, missing)];
    });
  },
};

function issue(about: ScopedPolicy, missing: readonly { name: string; by: string }[]): Issue {
  const names = [...new Set(missing.map(({ name }) => name))].join(', ');
  const others = [...new Set(missing.map(({ by }) => by))].join(' and ');
  return {
    about,
    path: about.subjectPath,
    what: `does not leave out ${names}, unlike ${others}`,
    fix: 'carry the same list of namespaces in every policy and automation',
  };
}

/** Names of namespaces that it keeps out, of a selector that takes all the others. */
function excluded(subject: Selector): string[] {
  const names = conditions(subject).flatMap(namesKeptOut);
  return names.filter((name) => !WITHOUT_PODS.includes(name));
}

function namesKeptOut(condition: Selector): readonly string[] {
  const isNegated = condition.op === 'not';
  const of = isNegated ? condition.of : condition;
  if (!('label' in of) || !NAMESPACE_NAMES.includes(of.label)) return [];
  if (of.op === (isNegated ? 'in' : 'not_in')) return of.values;
  return of.op === (isNegated ? 'equal' : 'not_equal') ? [of.value] : [];
}
