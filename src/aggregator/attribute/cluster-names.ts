/**
 * Names for the agents of several clusters, which may use the same addresses: each by its own
 * cluster's index. Flows of a cluster without one stay as they came.
 */
import type { Flow } from '../../flow/flow.ts';
import type { ClusterIndex } from '../../kube/cluster-index.ts';
import { createClusterNamer } from './cluster-namer.ts';
import { settled } from './settled.ts';

export interface ClusterNames {
  /** Names, in place, what the agent left unnamed; may be asked again of a stored flow. */
  nameFlow(flow: Flow, cluster: string): Flow;
  /** To be awaited before a batch's flows are named; false: some will stay unnamed for now. */
  settled(flows: readonly Flow[], cluster: string): Promise<boolean>;
}

export function createClusterNames(
  indexes: ReadonlyMap<string, ClusterIndex>,
  delay: (ms: number) => Promise<void>,
): ClusterNames {
  const namers = new Map(
    [...indexes].map(([cluster, index]) => [cluster, createClusterNamer(index)]),
  );
  return {
    nameFlow: (flow, cluster) => namers.get(cluster)?.(flow) ?? flow,
    settled: async (flows, cluster) => {
      const index = indexes.get(cluster);
      return index === undefined || settled(flows, { index, delay });
    },
  };
}
