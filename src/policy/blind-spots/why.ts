/** Why policies let a connection not pass, in words. */
import { ofTier, type SideOutcome, type UnknownReason } from '../evaluate/outcome.ts';
import { formatPolicyId, type Policy } from '../model/policy.ts';

/** Policies that are named before "and N more". */
const NAMED_MAX = 3;

const UNKNOWN_TEXTS: Readonly<Record<UnknownReason, string>> = {
  ambiguous_end: 'policies treat its pods differently',
  unnamed_end: 'nobody knows from which address it comes or to which it goes',
  address_not_known: 'its address is not known',
  protocol_not_known: 'its protocol is not known',
  port_not_known: 'its port is not known',
  icmp_type_not_known: 'its ICMP type is not known',
  named_port_not_known: 'the port that a rule names is not known',
  labels_not_known: 'labels that a rule looks at are not known',
  service_not_known: 'the pods behind a service that a rule names are not known',
  source_port: 'a rule looks at source ports',
  domain_name: 'a rule names a domain, whose addresses are not known',
  maybe_same_node: 'both may be on one node',
  to_itself: 'it goes back to the pod that it comes from',
  host_policy: 'it depends on policies for hosts that are not modelled',
};

/** `no rule of NetworkPolicy shop/default-deny allows it` */
export function whyText({ verdict, decision, reason, selectedBy }: SideOutcome): string {
  if (verdict === 'unknown') {
    return `it cannot be told: ${UNKNOWN_TEXTS[reason as UnknownReason] ?? 'something is missing'}`;
  }
  if (decision?.by === 'rule') {
    const { policy, rule, side } = decision;
    const place = rule.name === '' ? `rule ${policy[side]!.indexOf(rule) + 1}` : rule.name;
    return `${place} of ${formatPolicyId(policy.id)} denies it`;
  }
  if (selectedBy.length === 0) return 'a host endpoint stands there, and no policy allows it';
  // Tiers before the one that decides, such as that of a logging window, passed it on.
  const decided = decision?.by === 'end_of_tier' ? ofTier(selectedBy, decision.tier) : selectedBy;
  return `no rule of ${policiesText(decided)} allows it`;
}

function policiesText(policies: readonly Policy[]): string {
  return listText(
    policies.map(({ id }) => formatPolicyId(id)),
    NAMED_MAX,
  );
}

/** `a, b and 3 more` */
export function listText(names: readonly string[], max: number): string {
  const named = names.slice(0, max).join(', ');
  return names.length <= max ? named : `${named} and ${names.length - max} more`;
}
