/** A policy that selects nothing protects nothing: a label that was mistyped, or is gone. */
import type { LintRule } from '../finding.ts';
import { podsOf } from '../pods-of.ts';
import { podsText } from '../selector-text.ts';
import { WorldView } from '../world-view.ts';

export const selectsNothing: LintRule = {
  id: 'selects-nothing',
  severity: 'warning',
  summary: 'no pod of the cluster is selected',
  find: ({ policies, world, hasCluster }) => {
    if (!hasCluster) return [];
    const view = new WorldView(world);
    return policies
      .filter(({ policy: { subject } }) => {
        const isOfPods = view.pods(subject).some(({ hostNetwork }) => !hostNetwork);
        return !isOfPods && !view.matchesOtherThanPods(subject);
      })
      .map((about) => ({
        about,
        path: about.subjectPath,
        what: `selects nothing: no ${podsText(podsOf(about.policy.subject, world))} in the cluster`,
        fix: 'compare its labels and its namespace with those of the pods',
      }));
  },
};
