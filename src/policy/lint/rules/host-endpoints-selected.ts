/** What has no namespace is in none of those that a negated selector names. */
import { objectLabels } from '../../evaluate/pod-labels.ts';
import { YES } from '../../model/tri.ts';
import { matchSelector } from '../../selector/match-selector.ts';
import type { LintRule } from '../finding.ts';

export const hostEndpointsSelected: LintRule = {
  id: 'host-endpoints-selected',
  severity: 'warning',
  summary: 'a negated namespaceSelector takes host endpoints, too',
  find: ({ policies }) =>
    policies
      .filter(({ policy, fields }) => {
        const isOfNamespaces = !fields.at('spec').at('namespaceSelector').isAbsent;
        const host = objectLabels({}, '', undefined);
        return isOfNamespaces && matchSelector(policy.subject, host) === YES;
      })
      .map((about) => ({
        about,
        path: about.subjectPath,
        what: 'selects host endpoints as well: they have no namespace, so no name keeps them out',
        fix: 'begin the namespaceSelector with has(projectcalico.org/name) &&',
      })),
};
