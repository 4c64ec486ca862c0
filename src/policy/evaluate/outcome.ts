/** What policies do with a connection, and why. */
import type { Policy, Side } from '../model/policy.ts';
import type { Rule } from '../model/rule.ts';

/**
 * `unknown`: it depends on something that is not known. `not_policed`: no policy can have a say,
 * whatever it is.
 */
export const VERDICTS = ['allowed', 'denied', 'unknown', 'not_policed'] as const;
export type PolicyVerdict = (typeof VERDICTS)[number];

/** A rule in its place. */
export interface RuleReference {
  readonly policy: Policy;
  readonly side: Side;
  readonly rule: Rule;
}

/** What decided. `end_of_tier`: its policies select the end, and none of their rules decided. */
export type Decision =
  | ({ readonly by: 'rule' } & RuleReference)
  | { readonly by: 'end_of_tier'; readonly tier: string }
  /** No tier decided: a pod's profile allows, a host endpoint's may not. */
  | { readonly by: 'profile' }
  /** No policy selects the end on this side. */
  | { readonly by: 'no_policy' }
  /** Calico never blocks these ports of a host. */
  | { readonly by: 'failsafe' };

export const UNKNOWN_REASONS = [
  /** Several ends are possible, and policies treat them differently. */
  'ambiguous_end',
  /** Nobody knows whose address it is. */
  'unnamed_end',
  'address_not_known',
  'protocol_not_known',
  'port_not_known',
  'icmp_type_not_known',
  /** The named ports of the destination are not known. */
  'named_port_not_known',
  /** Labels of the pod, its namespace, service account or node. */
  'labels_not_known',
  /** The pods behind a service that a rule names. */
  'service_not_known',
  /** A flow keeps no source ports. */
  'source_port',
  /** A rule names a domain: its addresses are not known. */
  'domain_name',
  /** Host and pod may be on one node, and then no policy applies. */
  'maybe_same_node',
  /**
   * A pod that connects to itself: Kubernetes says that no policy blocks it, yet Calico polices a
   * connection that comes back by a service.
   */
  'to_itself',
  /** A host endpoint's profile, untracked, pre-DNAT or forward policies, which are not modelled. */
  'host_policy',
] as const;
export type UnknownReason = (typeof UNKNOWN_REASONS)[number];

export const NOT_POLICED_REASONS = [
  /** It belongs to a connection that was allowed. */
  'reply',
  'outside',
  /** The node itself, without a host endpoint. */
  'host',
  /** A node reaches its own pods. */
  'same_node',
] as const;
export type NotPolicedReason = (typeof NOT_POLICED_REASONS)[number];

export interface SideOutcome {
  readonly verdict: PolicyVerdict;
  /** With `allowed` and `denied`. */
  readonly decision: Decision | undefined;
  /** With `unknown` and `not_policed`. */
  readonly reason: UnknownReason | NotPolicedReason | undefined;
  /** The rule that may or may not match, where that is what is not known. */
  readonly openRule: RuleReference | undefined;
  /** Policies that select the end on this side, in the order of evaluation: what they allow. */
  readonly selectedBy: readonly Policy[];
}

/** Of the policies that select an end, those of a tier. */
export function ofTier(policies: readonly Policy[], name: string): Policy[] {
  return policies.filter(({ tier }) => tier === name);
}

export interface Outcome {
  readonly egress: SideOutcome;
  readonly ingress: SideOutcome;
  /** The stricter of both; `not_policed` when both are. */
  readonly verdict: PolicyVerdict;
}

export function bothSides(egress: SideOutcome, ingress: SideOutcome): Outcome {
  return { egress, ingress, verdict: stricter(egress.verdict, ingress.verdict) };
}

function stricter(a: PolicyVerdict, b: PolicyVerdict): PolicyVerdict {
  if (a === 'denied' || b === 'denied') return 'denied';
  if (a === 'unknown' || b === 'unknown') return 'unknown';
  return a === 'allowed' || b === 'allowed' ? 'allowed' : 'not_policed';
}

/** One of several ways it may be: decided where they agree, else unknown for `reason`. */
export function eitherOf(outcomes: readonly SideOutcome[], reason: UnknownReason): SideOutcome {
  const [first, ...others] = outcomes as readonly [SideOutcome, ...SideOutcome[]];
  const decided = outcomes.find(({ verdict }) => verdict === 'allowed') ?? first;
  const doPass = outcomes.every(
    ({ verdict }) => verdict === 'allowed' || verdict === 'not_policed',
  );
  if (doPass || others.every(({ verdict }) => verdict === first.verdict)) return decided;
  const open = outcomes.find(({ verdict }) => verdict === 'unknown');
  return { ...(open ?? first), verdict: 'unknown', decision: undefined, reason };
}

export function notPoliced(reason: NotPolicedReason): SideOutcome {
  return {
    verdict: 'not_policed',
    decision: undefined,
    reason,
    openRule: undefined,
    selectedBy: [],
  };
}
