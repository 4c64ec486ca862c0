/**
 * A connection between pods must be allowed on both sides: an allow on one side is in vain while
 * the other side is isolated and nothing allows it there.
 */
import type { Policy } from '../../model/policy.ts';
import type { Rule } from '../../model/rule.ts';
import { isDnsRule } from '../dns.ts';
import type { Issue, LintRule } from '../finding.ts';
import { isolates, mayAllow } from '../isolation.ts';
import { mayShareTraffic } from '../overlap.ts';
import { mayShare, type PodsOf, takesAll } from '../pods-of.ts';
import { type LintScope, nameOf, otherSide, peersOf, type ScopedRule } from '../scope.ts';
import { podsText } from '../selector-text.ts';
import { systemNamespacesOf } from './system-namespaces-denied.ts';

export const oneSidedAllow: LintRule = {
  id: 'one-sided-allow',
  severity: 'warning',
  summary: 'allowed on one side, while the other side drops it',
  find: (scope) =>
    scope.rules.flatMap((one) => {
      if (one.rule.action !== 'allow') return [];
      const peers = (peersOf(one.rule, one.side) ?? []).flatMap(({ selector }) =>
        selector === undefined ? [] : [scope.podsOf(selector)],
      );
      const blocked = peers.flatMap((pods) => {
        const by = blockedBy(one, pods, scope);
        return by === undefined ? [] : [{ pods, by }];
      });
      return blocked.slice(0, 1).map(({ pods, by }) => issue(one, pods, nameOf(by, scope)));
    }),
};

function issue({ about, side, rule }: ScopedRule, peers: PodsOf, by: string): Issue {
  const other = otherSide(side);
  const verb = side === 'ingress' ? 'from' : 'to';
  return {
    about,
    path: rule.path,
    what:
      `allows ${side} ${verb} ${podsText(peers)}, but their ${other} is isolated by ` +
      `${by}, and no ${other} rule allows it`,
    fix: `allow it as ${other} of ${podsText(peers)}, too`,
  };
}

/**
 * The policy that isolates all of the peers on their side; undefined: something may allow it. What
 * isolates the cluster's own namespaces is no measure: it is an error of its own.
 */
function blockedBy(one: ScopedRule, peers: PodsOf, scope: LintScope): Policy | undefined {
  const side = otherSide(one.side);
  const by = scope.inForce.find(
    (policy) =>
      isolates(policy, side, scope) &&
      takesAll(policy.subject, peers) &&
      systemNamespacesOf(policy, scope).length === 0,
  );
  if (by === undefined) return undefined;
  const own = scope.podsOf(one.about.policy.subject);
  const mayAllowIt = (rule: Rule) =>
    mayAllow(rule) &&
    (isDnsRule(one.rule) || !isDnsRule(rule)) &&
    mayShareTraffic(rule.traffic, one.rule.traffic) &&
    scope.overlap.ofPods(peersOf(rule, side), own);
  const isAllowed = scope.inForce.some(
    (policy) => policy[side]?.some(mayAllowIt) && mayShare(scope.podsOf(policy.subject), peers),
  );
  return isAllowed ? undefined : by;
}
