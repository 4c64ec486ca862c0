/** DNS to more than the servers: port 53 is the way out that people forget. */
import { isDnsRule } from '../dns.ts';
import type { LintRule } from '../finding.ts';
import type { Entities } from '../overlap.ts';
import { ownConditions } from '../pods-of.ts';
import type { LintScope } from '../scope.ts';

export const dnsTooBroad: LintRule = {
  id: 'dns-too-broad',
  severity: 'hint',
  summary: 'DNS is allowed to more than the DNS servers',
  find: (scope) =>
    scope.rules.flatMap(({ about, side, rule }) => {
      const to =
        isDnsRule(rule) && side === 'egress' ? breadth(rule.destinations, scope) : undefined;
      if (to === undefined) return [];
      return [
        {
          about,
          path: rule.path,
          what: `allows DNS to ${to}`,
          fix:
            'name the servers: pods with k8s-app=kube-dns of kube-system, and an ipBlock for a ' +
            'DNS address that is no pod (NodeLocal DNS)',
        },
      ];
    }),
};

/** What is meant beside the servers; undefined: they are picked by labels or addresses. */
function breadth(destinations: Entities, { podsOf }: LintScope): string | undefined {
  if (destinations === undefined) return 'everywhere';
  if (destinations.some(({ nets }) => nets?.some(({ bits }) => bits === 0))) return 'every address';
  for (const { selector, nets, service } of destinations) {
    if (selector === undefined || nets !== undefined || service !== undefined) continue;
    if (ownConditions(selector).op !== 'all') continue;
    const { namespace } = podsOf(selector);
    if (namespace !== undefined) return `every pod of namespace ${namespace}`;
    return 'pods of more than one namespace, and to no address outside pods';
  }
  return undefined;
}
