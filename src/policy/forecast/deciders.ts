/** The policies and rules behind a side's verdict, with their places. */
import { formatPlace } from '../../manifest/manifest-text.ts';
import { ofTier, type RuleReference, type SideOutcome } from '../evaluate/outcome.ts';
import type { Policy } from '../model/policy.ts';

export interface Decider {
  readonly policy: Policy;
  /** Undefined: none of its rules matched, and that decided. */
  readonly rule: RuleReference | undefined;
}

/** The rule that decided or may decide; else the policies that had a say. */
export function decidersOf({ decision, openRule, selectedBy }: SideOutcome): Decider[] {
  const rule = decision?.by === 'rule' ? decision : openRule;
  if (rule !== undefined) return [{ policy: rule.policy, rule }];
  const policies = decision?.by === 'end_of_tier' ? ofTier(selectedBy, decision.tier) : [];
  return policies.map((policy) => ({ policy, rule: undefined }));
}

/** `shop.yaml:12:5`; undefined of a policy that was made, not read. */
export function placeOf({ policy, rule }: Decider): string | undefined {
  const path = rule?.rule.path ?? [];
  return policy.source && formatPlace(policy.source.placeOf(path));
}
