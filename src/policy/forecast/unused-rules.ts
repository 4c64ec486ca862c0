/**
 * Rules that let something pass and that no connection of the window matched: what may be
 * tightened, once the window is long enough to say so.
 */
import type { Edge } from '../../flow/edge.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import type { RuleReference } from '../evaluate/outcome.ts';
import { type Policy, SIDES } from '../model/policy.ts';
import type { Rule } from '../model/rule.ts';

/**
 * In the order of the policies. A rule that may have matched counts as used, and so does one that
 * matched what another decided first.
 */
export function unusedRules(
  policies: readonly Policy[],
  edges: readonly Edge[],
  evaluator: Evaluator,
): RuleReference[] {
  const used = new Set<Rule>();
  for (const edge of edges) for (const { rule } of evaluator.rulesMatching(edge)) used.add(rule);
  return policies.flatMap((policy) =>
    SIDES.flatMap((side) =>
      (policy[side] ?? [])
        .filter((rule) => opens(rule) && !used.has(rule))
        .map((rule): RuleReference => ({ policy, side, rule })),
    ),
  );
}

function opens({ action }: Rule): boolean {
  return action === 'allow' || action === 'pass';
}
