/** What has no namespace is in none of those that a negated selector names. */
import { objectLabels } from '../../evaluate/pod-labels.ts';
import { type Policy, SIDES, type Side } from '../../model/policy.ts';
import { YES } from '../../model/tri.ts';
import { matchSelector } from '../../selector/match-selector.ts';
import type { LintRule } from '../finding.ts';
import { isolates } from '../isolation.ts';
import type { LintScope } from '../scope.ts';

export const hostEndpointsSelected: LintRule = {
  id: 'host-endpoints-selected',
  severity: 'warning',
  summary: 'a negated namespaceSelector takes host endpoints, too',
  find: (scope) =>
    scope.policies
      .filter(({ policy, fields }) => {
        const isOfNamespaces = !fields.at('spec').at('namespaceSelector').isAbsent;
        const host = objectLabels({}, '', undefined);
        const isTaken = isOfNamespaces && matchSelector(policy.subject, host) === YES;
        return isTaken && SIDES.some((side) => mayDeny(policy, side, scope));
      })
      .map((about) => ({
        about,
        path: about.subjectPath,
        what: 'selects host endpoints as well: they have no namespace, so no name keeps them out',
        fix: 'begin the namespaceSelector with has(projectcalico.org/name) &&',
      })),
};

/** One that only logs or allows in passing does a host no harm. */
function mayDeny(policy: Policy, side: Side, scope: LintScope): boolean {
  const denies = policy[side]?.some(({ action }) => action === 'deny') ?? false;
  return denies || isolates(policy, side, scope);
}
