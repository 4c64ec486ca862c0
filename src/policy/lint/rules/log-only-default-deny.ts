/**
 * A policy that selects pods and only logs allows nothing: where no other policy selects them yet,
 * applying it is a default deny.
 */
import { SIDES } from '../../model/policy.ts';
import type { LintRule } from '../finding.ts';
import { isolates, onlyLogs } from '../isolation.ts';
import { takesAll } from '../pods-of.ts';
import type { LintScope } from '../scope.ts';
import type { ScopedPolicy } from '../scoped-policy.ts';
import { podsText } from '../selector-text.ts';

export const logOnlyDefaultDeny: LintRule = {
  id: 'log-only-default-deny',
  severity: 'error',
  summary: 'a policy that only logs is the first to isolate its pods',
  find: (scope) =>
    scope.policies.flatMap((about) => {
      const sides = SIDES.filter((side) => isFirst(about, side, scope));
      if (sides.length === 0) return [];
      const pods = podsText(scope.podsOf(about.policy.subject));
      return [
        {
          about,
          path: about.subjectPath,
          what:
            `only logs, and is the first to isolate ${sides.join(' and ')} of ${pods}: ` +
            `applying it drops all that no other policy allows`,
          fix:
            'put it in a tier of its own with defaultAction Pass (Calico 3.29 and later), or end ' +
            'its rules with an Allow until a default deny is in place',
        },
      ];
    }),
};

function isFirst({ policy }: ScopedPolicy, side: 'egress' | 'ingress', scope: LintScope): boolean {
  if (!onlyLogs(policy, side) || !isolates(policy, side, scope)) return false;
  const pods = scope.podsOf(policy.subject);
  return !scope.inForce.some(
    (other) =>
      !onlyLogs(other, side) && isolates(other, side, scope) && takesAll(other.subject, pods),
  );
}
