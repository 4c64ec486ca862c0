/** How flows get their names at the aggregator: what its stages know of attribute/. */
import type { Flow } from '../flow/flow.ts';

export interface ClusterNames {
  /** Names, in place, what the agent left unnamed; may be asked again of a stored flow. */
  nameFlow(flow: Flow, cluster: string): Flow;
  /** To be awaited before a batch's flows are named; false: some will stay unnamed for now. */
  settled(flows: readonly Flow[], cluster: string): Promise<boolean>;
  /** `NAMESPACE/SERVICE` of the services by which the flow may have come. */
  servicesOf(flow: Flow, cluster: string): readonly string[];
}
