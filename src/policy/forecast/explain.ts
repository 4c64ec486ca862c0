/** Why a side of a connection is dropped, unknown or not policed, in words. */
import {
  type Decision,
  NOT_POLICED_REASONS,
  type NotPolicedReason,
  ofTier,
  type RuleReference,
  type SideOutcome,
  type UnknownReason,
} from '../evaluate/outcome.ts';
import { DEFAULT_TIER, formatPolicyId, type Policy } from '../model/policy.ts';

/** Policies that are named; the others are counted. */
const POLICIES_NAMED = 6;

const UNKNOWN_WORDS: Readonly<Record<UnknownReason, string>> = {
  ambiguous_end: 'it may be one of several ends, which policies treat differently',
  unnamed_end: 'nobody knows whose address it is',
  address_not_known: 'its address is not known',
  protocol_not_known: 'its protocol is not known',
  port_not_known: 'its port is not known',
  icmp_type_not_known: 'its ICMP type is not known',
  named_port_not_known: 'the named ports of the destination are not known',
  labels_not_known: 'labels of the pod, its namespace, service account or node are not known',
  service_not_known: 'the pods behind the service of a rule are not known',
  source_port: 'a rule looks at source ports, which flows do not keep',
  domain_name: 'a rule names a domain, whose addresses are not known',
  maybe_same_node: 'a node reaches its own pods past every policy, and this may be its own',
  to_itself: 'a pod that connects to itself is policed only when it does so by a service',
  host_policy: 'policies of the host may decide, in a way that is not modelled',
};

const NOT_POLICED_WORDS: Readonly<Record<NotPolicedReason, string>> = {
  reply: 'it belongs to a connection that was allowed',
  outside: 'it is outside the cluster',
  host: 'no policy applies to the node itself',
  same_node: 'a node reaches its own pods past every policy',
};

/** Remembers what was said: sides that policies decide alike are one object. */
export class Explanations {
  readonly #known = new WeakMap<SideOutcome, Map<string, string>>();

  of(side: SideOutcome, namespace: string): string {
    const known = this.#known.get(side) ?? new Map<string, string>();
    this.#known.set(side, known);
    const text = known.get(namespace) ?? explainSide(side, namespace);
    known.set(namespace, text);
    return text;
  }
}

/** Why this side is as it is; `namespace`: whose policies need not be said to be its own. */
export function explainSide(side: SideOutcome, namespace: string): string {
  const { decision, reason } = side;
  if (decision !== undefined) return explainDecision(side, decision, namespace);
  if (isNotPoliced(reason)) return NOT_POLICED_WORDS[reason];
  if (reason === undefined) return '';
  const { openRule } = side;
  const rule = openRule && ` (${ruleName(openRule, namespace)} may match)`;
  return `${UNKNOWN_WORDS[reason]}${rule ?? ''}`;
}

function isNotPoliced(reason: SideOutcome['reason']): reason is NotPolicedReason {
  return NOT_POLICED_REASONS.some((known) => known === reason);
}

function explainDecision(
  { verdict, selectedBy }: SideOutcome,
  decision: Decision,
  namespace: string,
): string {
  switch (decision.by) {
    case 'rule':
      return `${ruleName(decision, namespace)} ${verdict === 'denied' ? 'denies' : 'allows'} it`;
    case 'end_of_tier': {
      const { tier } = decision;
      const names = policyNames(ofTier(selectedBy, tier), namespace);
      return `no rule of ${names}${tier === DEFAULT_TIER ? '' : ` in tier ${tier}`} allows it`;
    }
    case 'profile':
      return verdict === 'denied'
        ? 'no profile of its host endpoint allows it'
        : 'its profile allows it';
    case 'no_policy':
      return 'no policy selects it';
    case 'failsafe':
      return 'Calico never blocks this port of a host';
  }
}

function policyNames(policies: readonly Policy[], namespace: string): string {
  const named = policies.slice(0, POLICIES_NAMED).map((policy) => policyName(policy, namespace));
  const rest = policies.length - named.length;
  return `${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** The name alone of a NetworkPolicy of the namespace, else with kind and namespace. */
function policyName({ id }: Policy, namespace: string): string {
  const isOwn = id.kind === 'NetworkPolicy' && id.namespace === namespace;
  return isOwn ? id.name : formatPolicyId(id);
}

/** `egress rule 2 of allow-dns`, with the name that its author gave it. */
export function ruleName(reference: RuleReference, namespace: string): string {
  const { policy, side, rule } = reference;
  const given = rule.name === '' ? '' : ` (${rule.name})`;
  return `${side} rule ${ruleNumber(reference)}${given} of ${policyName(policy, namespace)}`;
}

/** Among those of its side, from 1. */
export function ruleNumber({ policy, side, rule }: RuleReference): number {
  return (policy[side] ?? []).indexOf(rule) + 1;
}
