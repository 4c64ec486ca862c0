/** What a policy does with connections that none of its rules is about. */
import type { Policy, Side } from '../model/policy.ts';
import type { Rule } from '../model/rule.ts';
import { IS_POD } from '../selector/selector.ts';
import { takesAll } from './pods-of.ts';
import { type LintScope, peersOf } from './scope.ts';

/** Whether it takes every connection. */
export function isTotal({ sources, destinations, traffic }: Rule): boolean {
  return sources === undefined && destinations === undefined && traffic === undefined;
}

/** Whether pods that it selects lose what nothing allows, on this side. */
export function isolates(policy: Policy, side: Side, scope: LintScope): boolean {
  const rules = policy[side];
  const { doNotTrack, preDnat } = policy.host;
  if (rules === undefined || doNotTrack || preDnat) return false;
  const last = rules.find(
    (rule) => (rule.action !== 'log' && isTotal(rule)) || deniesPods(rule, side, scope),
  );
  if (last !== undefined) return last.action === 'deny';
  return scope.tiers.get(policy.tier)?.defaultAction === 'deny';
}

/** Whether it denies every pod, as a baseline does that is for pods alone. */
function deniesPods(rule: Rule, side: Side, { podsOf }: LintScope): boolean {
  if (rule.action !== 'deny' || rule.traffic !== undefined) return false;
  const peers = peersOf(rule, side) ?? [];
  return peers.some(
    ({ selector, ...more }) =>
      selector !== undefined &&
      Object.keys(more).length === 0 &&
      takesAll(selector, podsOf(IS_POD)),
  );
}

/** Whether what it takes may get through: what is passed on, a later tier may allow. */
export function mayAllow({ action }: Rule): boolean {
  return action === 'allow' || action === 'pass';
}

/** Whether it selects, and then only logs: as good as no rule at all. */
export function onlyLogs(policy: Policy, side: Side): boolean {
  const rules = policy[side] ?? [];
  return rules.length > 0 && rules.every(({ action }) => action === 'log');
}
