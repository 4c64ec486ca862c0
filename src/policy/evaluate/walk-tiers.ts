/**
 * The way of a connection through the tiers, along every branch that what is not known leaves open:
 * what can come of it, allowed or denied, and by what.
 */
import { NO, UNKNOWN, YES } from '../model/tri.ts';
import type { AppliedRule, AppliedTier } from './applied-policies.ts';
import type { RuleMatcher } from './match-rule.ts';
import type { Packet } from './match-traffic.ts';
import type { Decision } from './outcome.ts';

/** What can come of it; both: it depends on what is not known. */
export interface Possible {
  allowed: Decision | undefined;
  denied: Decision | undefined;
  /** Nobody decided: the endpoint's profile does. */
  isLeft: boolean;
  /** The first rule that may or may not match. */
  openRule: AppliedRule | undefined;
}

/** Fills `possible`, whatever was in it. */
export function walkTiers(
  tiers: readonly AppliedTier[],
  packet: Packet,
  matcher: RuleMatcher,
  possible: Possible,
): void {
  possible.allowed = undefined;
  possible.denied = undefined;
  possible.openRule = undefined;
  possible.isLeft = false;
  for (const tier of tiers) if (!walkTier(tier, packet, matcher, possible)) return;
  possible.isLeft = true;
}

/** Whether the next tier may be reached. */
function walkTier(
  { tier, applies, rules, endDecision }: AppliedTier,
  packet: Packet,
  matcher: RuleMatcher,
  possible: Possible,
): boolean {
  let mayPass = false;
  for (const rule of rules) {
    const match = matcher.match(rule, packet);
    if (match === NO) continue;
    if (match === UNKNOWN) possible.openRule ??= rule;
    if (rule.rule.action === 'pass') mayPass = true;
    else if (rule.rule.action === 'allow') possible.allowed = rule.decision;
    else possible.denied = rule.decision;
    if (match === YES) return mayPass;
  }
  if (tier.defaultAction === 'pass') return true;
  possible.denied = endDecision;
  return mayPass || applies !== YES;
}
