/** A policy that selects nothing protects nothing: a label that was mistyped, or is gone. */

import type { LintRule } from '../finding.ts';
import { podsText } from '../selector-text.ts';

export const selectsNothing: LintRule = {
  id: 'selects-nothing',
  severity: 'warning',
  summary: 'no pod of the cluster is selected',
  find: ({ policies, podsOf, cluster }) => {
    if (cluster === undefined || cluster.isWithoutPods) return [];
    return policies
      .filter(({ policy: { subject } }) => {
        const isOfPods = cluster.pods(subject).some(({ hostNetwork }) => !hostNetwork);
        return !isOfPods && !cluster.matchesOtherThanPods(subject);
      })
      .map((about) => ({
        about,
        path: about.subjectPath,
        what: `selects nothing: no ${podsText(podsOf(about.policy.subject))} in the cluster`,
        fix: 'compare its labels and its namespace with those of the pods',
      }));
  },
};
