/** Lookups are what breaks first under default deny, and slowly: each waits for its timeouts. */

import { inNamespace } from '../../selector/selector.ts';
import { DNS_NAMESPACE, mayAllowLookups } from '../dns.ts';
import type { Issue, LintRule } from '../finding.ts';
import { isolates } from '../isolation.ts';
import { mayShare, ownConditions, podsOf, takesAll } from '../pods-of.ts';
import type { LintScope, ScopedPolicy } from '../scope.ts';
import { podsText } from '../selector-text.ts';

export const dnsMissing: LintRule = {
  id: 'dns-missing',
  severity: 'warning',
  summary: 'egress is isolated, and nothing allows DNS',
  find: (scope) => {
    const found = scope.policies.filter((policy) => isWithoutDns(policy, scope));
    return found.filter((policy) => !isSaidOfMore(policy, found, scope)).map(issue);

    function issue(about: ScopedPolicy): Issue {
      const pods = podsText(podsOf(about.policy.subject, scope.world));
      return {
        about,
        path: about.subjectPath,
        what: `isolates egress of ${pods}, and nothing allows them DNS`,
        fix: 'allow UDP and TCP 53 to the pods with k8s-app=kube-dns of kube-system',
      };
    }
  },
};

/** Where the servers themselves are isolated more is wrong than this. */
function isWithoutDns({ policy }: ScopedPolicy, scope: LintScope): boolean {
  const { inForce, world } = scope;
  if (!isolates(policy, 'egress', scope)) return false;
  if (takesAll(policy.subject, podsOf(inNamespace(DNS_NAMESPACE), world))) return false;
  const pods = podsOf(policy.subject, world);
  return !inForce.some(
    ({ egress, subject }) =>
      egress?.some((rule) => mayAllowLookups(rule, scope)) &&
      mayShare(podsOf(subject, world), pods),
  );
}

/** The first of those about the same pods is enough, and one about all of them before it. */
function isSaidOfMore(
  about: ScopedPolicy,
  found: readonly ScopedPolicy[],
  { world }: LintScope,
): boolean {
  const pods = podsOf(about.policy.subject, world);
  const isWhole = ({ policy }: ScopedPolicy) => ownConditions(policy.subject).op === 'all';
  return found.some((other, i) => {
    if (other === about || !takesAll(other.policy.subject, pods)) return false;
    return isWhole(other) && !isWhole(about) ? true : i < found.indexOf(about);
  });
}
