/** Which namespaces get policies when nobody names any. */
import type { Edge } from '../../flow/edge.ts';
import type { World } from '../model/world.ts';

/**
 * Where a default deny takes down the cluster before it protects anything: they are generated for
 * only when they are named.
 */
const SYSTEM_NAMESPACES: readonly string[] = [
  'calico-apiserver',
  'calico-system',
  'kube-node-lease',
  'kube-public',
  'kube-system',
  'tigera-operator',
];

/** All that the world has or that were seen, but for the system's. */
export function usualNamespaces(world: World, edges: readonly Edge[]): string[] {
  const ofPods = world.pods.map(({ namespace }) => namespace);
  const all = new Set([...world.namespaces.keys(), ...ofPods, ...seenNamespaces(edges)]);
  return [...all].filter((name) => !SYSTEM_NAMESPACES.includes(name)).sort();
}

/** Those of the system that were seen. */
export function systemNamespaces(edges: readonly Edge[]): string[] {
  return [...seenNamespaces(edges)].filter((name) => SYSTEM_NAMESPACES.includes(name)).sort();
}

function seenNamespaces(edges: readonly Edge[]): Set<string> {
  const ends = edges.flatMap(({ source, destination }) => [source, destination]);
  const pods = ends.filter(({ kind, namespace }) => kind === 'pod' && namespace !== '');
  return new Set(pods.map(({ namespace }) => namespace));
}
