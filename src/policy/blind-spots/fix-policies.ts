/**
 * The NetworkPolicies that close gaps, as YAML. They select only pods that policies isolate already
 * on that side, so that none becomes isolated by its own cure.
 */
import { stringify } from 'yaml';
import { ICMP, ICMPV6, protocolName } from '../../flow/protocol.ts';
import type { SideOutcome } from '../evaluate/outcome.ts';
import {
  BUILT_IN_TIERS,
  DEFAULT_TIER,
  formatPolicyId,
  NETWORK_POLICY_ORDER,
  type Side,
  type Tier,
} from '../model/policy.ts';
import type { Labels, World } from '../model/world.ts';
import { METADATA_NAME_LABEL } from '../selector/selector.ts';
import type { Gap } from './need.ts';
import type { Peer } from './party.ts';
import type { SpotContext } from './spot-context.ts';
import { workloadText } from './subjects.ts';

/** Peers of one rule; of more addresses than these nobody keeps a list. */
const PEERS_MAX = 32;

interface Allowance {
  readonly side: Side;
  readonly namespace: string;
  readonly labels: Labels;
  readonly workload: string;
  readonly peers: readonly Peer[];
  readonly protocol: number;
  readonly port: number;
}

/** `name`: what they are called, with the side behind it, and where it is of one the workload. */
export function fixPolicies(context: SpotContext, name: string, gaps: readonly Gap[]): string {
  const byNamespace = groupBy(gaps.flatMap(allowancesOf), (each) => each.namespace + each.side);
  const policies = byNamespace.flatMap((group) => policiesOf(context, name, group));
  return policies.map((policy) => stringify(policy, { lineWidth: 0 })).join('---\n');
}

/** One per side that does not let it pass, where all is known that a rule needs, and short. */
function allowancesOf({ source, destination, protocol, port, outcome }: Gap): Allowance[] {
  if (port === undefined || protocol === ICMP || protocol === ICMPV6) return [];
  const sides = [
    ['egress', source, destination.peers],
    ['ingress', destination, source.peers],
  ] as const;
  return sides.flatMap(([side, { pods }, peers]) => {
    if (pods === undefined || isOpen(outcome[side])) return [];
    if (peers.length === 0 || peers.length > PEERS_MAX) return [];
    return [{ side, ...pods, peers, protocol, port }];
  });
}

function isOpen({ verdict }: SideOutcome): boolean {
  return verdict === 'allowed' || verdict === 'not_policed';
}

/** One for the whole namespace if all of its workloads need the same, else one for each. */
function policiesOf(context: SpotContext, name: string, group: readonly Allowance[]): object[] {
  const { namespace, side } = group[0]!;
  const all = context.policed.filter((subject) => subject.namespace === namespace);
  const needing = new Map(groupBy(group, ruleKey).map((same) => [ruleKey(same[0]!), same]));
  const isOfAll = [...needing.values()].every((same) => {
    const workloads = new Set(same.map(({ workload }) => workload));
    return all.every((subject) => workloads.has(workloadText(subject)));
  });
  if (isOfAll && all.length > 0) return [policyOf(`${name}-${side}`, {}, group)];
  const byWorkload = groupBy(group, ({ workload }) => workload);
  return byWorkload.flatMap((same) => {
    const { labels, workload } = same[0]!;
    if (Object.keys(labels).length === 0) return [];
    const own = `${name}-${workload.replace(/^.*\//, '').toLowerCase()}-${side}`;
    return [policyOf(own, labels, same)];
  });
}

function ruleKey({ peers, protocol, port }: Allowance): string {
  return JSON.stringify([peers, protocol, port]);
}

function policyOf(name: string, labels: Labels, group: readonly Allowance[]): object {
  const { namespace, side } = group[0]!;
  const rules = groupBy(group, ({ peers }) => JSON.stringify(peers)).map((same) => ({
    [side === 'egress' ? 'to' : 'from']: same[0]!.peers.map((peer) => peerYaml(peer, namespace)),
    ports: portsYaml(same),
  }));
  const podSelector = Object.keys(labels).length === 0 ? {} : { matchLabels: labels };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace },
    spec: {
      podSelector,
      policyTypes: [side === 'egress' ? 'Egress' : 'Ingress'],
      [side]: rules,
    },
  };
}

function portsYaml(group: readonly Allowance[]): object[] {
  const distinct = groupBy(group, ({ protocol, port }) => `${protocol}/${port}`);
  return distinct.map((same) => {
    const { protocol, port } = same[0]!;
    return { protocol: protocolName(protocol), port };
  });
}

function peerYaml(peer: Peer, own: string): object {
  if ('cidr' in peer) return { ipBlock: { cidr: peer.cidr } };
  const { namespace, labels } = peer;
  const hasLabels = Object.keys(labels).length > 0;
  const podSelector = { podSelector: hasLabels ? { matchLabels: labels } : {} };
  if (namespace === own) return podSelector;
  return {
    namespaceSelector: { matchLabels: { [METADATA_NAME_LABEL]: namespace } },
    ...(hasLabels ? podSelector : {}),
  };
}

/** What decides before a NetworkPolicy is looked at: no NetworkPolicy mends that. */
export function decidesBefore({ decision }: SideOutcome, { tiers }: World): string | undefined {
  if (decision?.by === 'end_of_tier') {
    return isBeforeDefault(decision.tier, tiers) ? `the end of tier ${decision.tier}` : undefined;
  }
  if (decision?.by !== 'rule') return undefined;
  const { tier, order, id } = decision.policy;
  const isInDefault = tier === DEFAULT_TIER;
  const isBefore = isInDefault ? order < NETWORK_POLICY_ORDER : isBeforeDefault(tier, tiers);
  return isBefore ? formatPolicyId(id) : undefined;
}

function isBeforeDefault(name: string, own: readonly Tier[]): boolean {
  const all = [...own, ...BUILT_IN_TIERS];
  const orderOf = (wanted: string) => all.find((tier) => tier.name === wanted)!.order;
  return orderOf(name) < orderOf(DEFAULT_TIER);
}

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
