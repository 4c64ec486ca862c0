/** The state of the nodes: what the store keeps, and who is connected now. */
import { addLoss, type Loss } from '../flow/loss.ts';
import type { ResourceState } from '../flow/resource-state.ts';
import type { Status } from '../wire/query.ts';
import type { AgentKey, Store } from './store.ts';

export interface StatusOptions {
  readonly store: Pick<Store, 'nodes'>;
  readonly isConnected: (agent: AgentKey) => boolean;
  readonly version: string;
  /** What the aggregator watches itself. */
  readonly resources: () => readonly ResourceState[];
}

export async function readStatus(options: StatusOptions): Promise<Status> {
  const stored = await options.store.nodes();
  const nodes = stored.map(({ account: _account, ...node }) => ({
    ...node,
    losses: byCause(node.losses),
    connected: options.isConnected(node),
    throttledUs: 0,
  }));
  return { nodes, version: options.version, resources: options.resources() };
}

/** Over all hours: with them the answer would grow for as long as the store lives. */
function byCause(losses: readonly Loss[]): Loss[] {
  const sums: Loss[] = [];
  for (const loss of losses) addLoss(sums, loss);
  return sums;
}
