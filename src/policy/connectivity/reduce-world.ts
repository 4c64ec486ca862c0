/**
 * The world with everything put together that no policy tells apart: one pod for the replicas of a
 * workload, one node for many. What policies say of what is left they say of all that it stands
 * for.
 */
import type { World, WorldNode, WorldPod } from '../model/world.ts';
import { addressesKey, distinctAddresses, labelsKey, type ToldApart } from './told-apart.ts';

export interface NodeGroup {
  readonly node: WorldNode;
  /** All that it stands for, in the order of their names. */
  readonly names: readonly string[];
}

export interface ReducedWorld {
  /** Pods of workloads without name or node; those on the host's network belong to none. */
  readonly world: World;
  readonly nodes: readonly NodeGroup[];
}

export function reduceWorld(world: World, told: ToldApart): ReducedWorld {
  const nodes = nodeGroups(world, told);
  const pods = [...podGroups(world, told).values()].map((group) => onePod(group, told));
  // Services still have these behind them.
  const ofHost = world.pods
    .filter(({ hostNetwork }) => hostNetwork)
    .map((pod) => ({ ...pod, workload: { kind: 'Pod', name: pod.name } }));
  const reduced = { ...world, pods: [...pods, ...ofHost], nodes: nodes.map(({ node }) => node) };
  return { world: reduced, nodes };
}

function podGroups({ pods }: World, told: ToldApart): Map<string, WorldPod[]> {
  return Map.groupBy(
    pods.filter(({ hostNetwork }) => !hostNetwork),
    ({ namespace, workload, labels, serviceAccount, ports }) =>
      JSON.stringify([
        namespace,
        workload.kind,
        workload.name,
        serviceAccount,
        ports,
        labelsKey(told, labels),
      ]),
  );
}

/** It has any of their addresses; where one has none yet, it may have any at all. */
function onePod(group: readonly WorldPod[], told: ToldApart): WorldPod {
  const isPlaced = group.every(({ ips }) => ips.length > 0);
  const ips = isPlaced ? group.flatMap((pod) => pod.ips) : [];
  return { ...group[0]!, name: '', node: '', ips: distinctAddresses(told, ips) };
}

function nodeGroups({ nodes, hostEndpoints }: World, told: ToldApart): NodeGroup[] {
  const policed = new Set(hostEndpoints.map(({ node }) => node));
  const groups = Map.groupBy(nodes, ({ name, labels, addresses }) =>
    policed.has(name) ? name : `${labelsKey(told, labels)} ${addressesKey(told, addresses)}`,
  );
  return [...groups.values()].map((group) => {
    const [first] = group as [WorldNode, ...WorldNode[]];
    const isPoliced = policed.has(first.name);
    const addresses = isPoliced ? first.addresses : distinctAddresses(told, first.addresses);
    const names = group.map(({ name }) => name).sort();
    return { node: { ...first, addresses }, names };
  });
}
