/**
 * Rules that decide nothing, since one that takes everything is asked before them: in the same
 * policy, or in one that selects all of its pods. Of Kubernetes' policies, which only allow, the
 * order does not matter.
 */
import { comparePolicies, type Policy, SIDES, type Side } from '../../model/policy.ts';
import type { Rule } from '../../model/rule.ts';
import type { Issue, LintRule } from '../finding.ts';
import { isTotal } from '../isolation.ts';
import { takesAll } from '../pods-of.ts';
import { type LintScope, nameOf } from '../scope.ts';
import type { ScopedPolicy } from '../scoped-policy.ts';

export const unreachableRule: LintRule = {
  id: 'unreachable-rule',
  severity: 'warning',
  summary: 'a rule that decides nothing, behind one that takes everything',
  find: (scope) =>
    scope.policies.flatMap((about) =>
      SIDES.flatMap((side) => {
        const before = shadowOf(about, side, scope);
        return before === undefined
          ? insideOf(about, side)
          : [issueOfAll(about, side, nameOf(before, scope))];
      }),
    ),
};

function insideOf(about: ScopedPolicy, side: Side): Issue[] {
  const rules = about.policy[side] ?? [];
  const final = rules.findIndex(isFinal);
  if (final < 0) return [];
  const isUnordered = about.policy.id.kind === 'NetworkPolicy';
  const idle = rules.filter((_, i) => (isUnordered ? i !== final : i > final));
  return idle.map(({ path }) => ({
    about,
    path,
    what: `has a rule that decides nothing: ${side} rule ${final + 1} takes everything`,
    fix: 'take one of the two out, whichever is not meant',
  }));
}

function issueOfAll(about: ScopedPolicy, side: Side, before: string): Issue {
  return {
    about,
    path: about.fields.at('spec').at(side).path,
    what: `has ${side} rules that decide nothing: ${before} takes everything of the same pods`,
    fix: 'narrow the rule that takes everything, or take these out',
  };
}

/** The policy that leaves nothing to decide; undefined: there is none, or nothing to decide. */
function shadowOf({ policy }: ScopedPolicy, side: Side, scope: LintScope): Policy | undefined {
  if (!policy[side]?.length) return undefined;
  const pods = scope.podsOf(policy.subject);
  return scope.inForce.find(
    (other) =>
      other !== policy &&
      other.tier === policy.tier &&
      other[side]?.some(isFinal) &&
      isAskedBefore(other, policy, side) &&
      takesAll(other.subject, pods),
  );
}

function isAskedBefore(other: Policy, policy: Policy, side: Side): boolean {
  const areUnordered = other.id.kind === 'NetworkPolicy' && policy.id.kind === 'NetworkPolicy';
  if (areUnordered && !policy[side]?.some(isFinal)) return true;
  return comparePolicies(other, policy) < 0;
}

function isFinal(rule: Rule): boolean {
  return rule.action !== 'log' && isTotal(rule);
}
