/** Which namespaces get policies when nobody names any. */
import type { Edge } from '../../flow/edge.ts';
import type { World } from '../model/world.ts';

/**
 * Where a default deny takes down the cluster before it protects anything: they are generated for
 * only when they are named.
 */
export const SYSTEM_NAMESPACES: readonly string[] = [
  'calico-apiserver',
  'calico-system',
  'kube-node-lease',
  'kube-public',
  'kube-system',
  'tigera-operator',
];

/** All that the world has or that were seen, but for the system's. */
export function usualNamespaces(world: World, edges: readonly Edge[]): string[] {
  const ends = edges.flatMap(({ source, destination }) => [source, destination]);
  const pods = [...world.pods, ...ends.filter(({ kind }) => kind === 'pod')];
  const all = new Set([...world.namespaces.keys(), ...pods.map(({ namespace }) => namespace)]);
  return [...all].filter((name) => name !== '' && !SYSTEM_NAMESPACES.includes(name)).sort();
}
