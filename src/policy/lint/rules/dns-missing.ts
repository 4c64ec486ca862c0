/** Lookups are what breaks first under default deny, and slowly: each waits for its timeouts. */

import { DNS_NAMESPACE, mayAllowLookups } from '../dns.ts';
import type { Issue, LintRule } from '../finding.ts';
import { isolates, onlyLogs } from '../isolation.ts';
import { mayShare, ownConditions, takesAll } from '../pods-of.ts';
import type { LintScope } from '../scope.ts';
import type { ScopedPolicy } from '../scoped-policy.ts';
import { podsText } from '../selector-text.ts';

export const dnsMissing: LintRule = {
  id: 'dns-missing',
  severity: 'warning',
  summary: 'egress is isolated, and nothing allows DNS',
  find: (scope) => {
    const allowing = scope.inForce
      .filter(({ egress }) => egress?.some((rule) => mayAllowLookups(rule, scope)))
      .map(({ subject }) => scope.podsOf(subject));
    const found = scope.policies.filter((about) => {
      const pods = scope.podsOf(about.policy.subject);
      return isolatesLookups(about, scope) && !allowing.some((of) => mayShare(of, pods));
    });
    return found.filter((policy) => !isSaidOfMore(policy, found, scope)).map(issue);

    function issue(about: ScopedPolicy): Issue {
      const pods = podsText(scope.podsOf(about.policy.subject));
      return {
        about,
        path: about.subjectPath,
        what: `isolates egress of ${pods}, and nothing allows them DNS`,
        fix: 'allow UDP and TCP 53 to the pods with k8s-app=kube-dns of kube-system',
      };
    }
  },
};

/** Where the servers themselves are isolated, or all is only logged, other rules say more. */
function isolatesLookups({ policy }: ScopedPolicy, scope: LintScope): boolean {
  if (!isolates(policy, 'egress', scope) || onlyLogs(policy, 'egress')) return false;
  return !takesAll(policy.subject, scope.podsOf(DNS_NAMESPACE));
}

/** The first of those about the same pods is enough, and one about all of them before it. */
function isSaidOfMore(
  about: ScopedPolicy,
  found: readonly ScopedPolicy[],
  { podsOf }: LintScope,
): boolean {
  const pods = podsOf(about.policy.subject);
  const isWhole = ({ policy }: ScopedPolicy) => ownConditions(policy.subject).op === 'all';
  return found.some((other, i) => {
    if (other === about || !takesAll(other.policy.subject, pods)) return false;
    return isWhole(other) && !isWhole(about) ? true : i < found.indexOf(about);
  });
}
