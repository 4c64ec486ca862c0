/**
 * The default deny of the guides, made rather than read: `podSelector: {}` and both policy types.
 */
import { DEFAULT_TIER, NETWORK_POLICY_ORDER, type Policy } from '../model/policy.ts';
import { allOf, IS_POD, inNamespace } from '../selector/selector.ts';

/** No object's name begins like this: it stands for the flag that asked for it. */
const DEFAULT_DENY = '--default-deny';

export function defaultDeny(namespace: string, name = DEFAULT_DENY): Policy {
  return {
    id: { kind: 'NetworkPolicy', namespace, name },
    source: undefined,
    tier: DEFAULT_TIER,
    order: NETWORK_POLICY_ORDER,
    subject: allOf(inNamespace(namespace), IS_POD),
    ingress: [],
    egress: [],
    staged: undefined,
    host: { doNotTrack: false, preDnat: false, applyOnForward: false },
  };
}
