/**
 * Names for the agents of several clusters, which may use the same addresses: each by its own
 * cluster's index. The index of no name serves the agents of every cluster without one of its own.
 */
import type { ClusterIndex } from '../../kube/cluster-index.ts';
import type { ClusterNames } from '../cluster-names.ts';
import { createClusterNamer } from './cluster-namer.ts';
import { servicesBefore } from './services-before.ts';
import { settled } from './settled.ts';

export function createClusterNames(
  indexes: ReadonlyMap<string, ClusterIndex>,
  delay: (ms: number) => Promise<void>,
): ClusterNames {
  const namers = new Map(
    [...indexes].map(([cluster, index]) => [cluster, createClusterNamer(index)]),
  );
  const indexOf = (cluster: string) => indexes.get(cluster) ?? indexes.get('');
  return {
    nameFlow: (flow, cluster) => (namers.get(cluster) ?? namers.get(''))?.(flow) ?? flow,
    settled: async (flows, cluster) => {
      const index = indexOf(cluster);
      return index === undefined || settled(flows, { index, delay });
    },
    servicesOf: (flow, cluster) => {
      const index = indexOf(cluster);
      return index === undefined ? [] : servicesBefore(index, flow);
    },
  };
}
