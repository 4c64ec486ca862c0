/**
 * The naive evaluator: asks every policy about every connection, tier after tier. Slow, and short
 * enough to be compared with the documentation by eye.
 */
import { podOf } from './ends.ts';
import type { RawConnection, RawPolicy, RawTier, RawWorld } from './objects.ts';
import { ask, type Question, type Side } from './policies.ts';

export type NaiveVerdict = 'allowed' | 'denied' | 'not_policed';

const BUILT_IN: readonly RawTier[] = [
  { name: 'adminnetworkpolicy', order: 1_000, defaultAction: 'Pass' },
  { name: 'kube-admin', order: 1_000, defaultAction: 'Pass' },
  { name: 'default', order: 1_000_000, defaultAction: 'Deny' },
  { name: 'baselineadminnetworkpolicy', order: 10_000_000, defaultAction: 'Pass' },
  { name: 'kube-baseline', order: 10_000_000, defaultAction: 'Pass' },
];

export function naiveVerdict(
  { world, meanings }: Pick<Question, 'world' | 'meanings'>,
  policies: readonly RawPolicy[],
  connection: RawConnection,
  side: Side,
): NaiveVerdict {
  const subject = podOf(side === 'ingress' ? connection.destination : connection.source);
  if (subject === undefined) return 'not_policed';
  // "… OR if the traffic source is the pod's local node"
  if (side === 'ingress' && hostOf(connection) === subject.node) return 'not_policed';
  const question: Question = { world, meanings, side, connection, subject };
  for (const tier of tiersOf(world)) {
    const applying = inOrder(policies.filter((policy) => tierOf(policy) === tier.name))
      .map((policy) => ask(policy, question))
      .filter((answer) => answer !== undefined);
    if (applying.length === 0) continue;
    const said = applying.find((answer) => answer.said !== undefined)?.said;
    if (said === 'allow') return 'allowed';
    if (said === 'deny') return 'denied';
    // "If the Tier applies to the endpoint, but takes no action on the packet the packet is
    // dropped."
    if (said === undefined && tier.defaultAction === 'Deny') return 'denied';
  }
  return 'allowed';
}

/** The node whose own address the source has. */
function hostOf({ source }: RawConnection): string | undefined {
  if ('node' in source) return source.node.name;
  return 'pod' in source && source.pod.hostNetwork ? source.pod.node : undefined;
}

function tiersOf(world: RawWorld): RawTier[] {
  return [...BUILT_IN, ...world.tiers].sort(
    (a, b) => a.order - b.order || (a.name < b.name ? -1 : 1),
  );
}

function tierOf(policy: RawPolicy): string {
  switch (policy.kind) {
    case 'NetworkPolicy':
      return 'default';
    case 'AdminNetworkPolicy':
      return 'adminnetworkpolicy';
    case 'BaselineAdminNetworkPolicy':
      return 'baselineadminnetworkpolicy';
    case 'ClusterNetworkPolicy':
      return policy.spec.tier === 'Admin' ? 'kube-admin' : 'kube-baseline';
    default:
      return policy.spec.tier ?? 'default';
  }
}

/** "Policies with identical order will be applied in alphanumerical order based on the name." */
function inOrder(policies: readonly RawPolicy[]): RawPolicy[] {
  const keyed = policies.map((policy) => ({
    policy,
    order: orderOf(policy),
    name: nameOf(policy),
  }));
  keyed.sort((a, b) =>
    a.order === b.order ? (a.name < b.name ? -1 : 1) : a.order < b.order ? -1 : 1,
  );
  return keyed.map(({ policy }) => policy);
}

function nameOf(policy: RawPolicy): string {
  return policy.kind === 'NetworkPolicy' ? `knp.default.${policy.name}` : policy.name;
}

function orderOf(policy: RawPolicy): number {
  if (policy.kind === 'NetworkPolicy') return 1_000;
  if ('priority' in policy.spec) return policy.spec.priority ?? 0;
  return 'order' in policy.spec ? (policy.spec.order ?? Number.POSITIVE_INFINITY) : 1 / 0;
}
