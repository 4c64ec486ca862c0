/** What has to be known where an inventory holds more than the one cluster that is judged. */
import type { Edge } from '../flow/edge.ts';

/** Clusters that are named. */
const NAMED_MAX = 5;

/**
 * Policies and objects are of one cluster, and namespaces and nodes are known by their names alone:
 * nobody can tell here which of the clusters they are of.
 */
export function severalClusters(edges: readonly Edge[]): string[] {
  const names = [...new Set(edges.map(({ cluster }) => cluster))].sort();
  if (names.length < 2) return [];
  const more = names.length > NAMED_MAX ? ', …' : '';
  const named = names.slice(0, NAMED_MAX).map((name) => name || 'without a name');
  return [
    `flows of ${names.length} clusters (${named.join(', ')}${more}) are taken for those of one: ` +
      'names that occur in several mix; keep one apart by the field cluster of dropcast flows -o ' +
      'json, and give that to the command with --flows',
  ];
}
