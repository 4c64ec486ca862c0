/** The state of the nodes: what the store keeps, and who is connected now. */
import { addLoss, type Loss } from '../flow/loss.ts';
import type { ResourceState } from '../flow/resource-state.ts';
import type { Status } from '../wire/query.ts';
import type { AgentKey, Store } from './store.ts';

export interface StatusOptions {
  readonly store: Pick<Store, 'nodes'>;
  readonly ingest: {
    isConnected(agent: AgentKey): boolean;
    throttledUs(agent: AgentKey): number;
  };
  /** Agents not heard of since then, in microseconds, are left out: their nodes are gone. */
  readonly heardSinceUs: number;
  readonly version: string;
  /** What the aggregator watches itself. */
  readonly resources: () => readonly ResourceState[];
}

export async function readStatus(options: StatusOptions): Promise<Status> {
  const { store, ingest, heardSinceUs } = options;
  const known = await store.nodes();
  const heard = known.filter((node) => node.heardUs > heardSinceUs || ingest.isConnected(node));
  const nodes = heard.map(({ account: _account, ...node }) => ({
    ...node,
    losses: byCause(node.losses),
    connected: ingest.isConnected(node),
    throttledUs: ingest.throttledUs(node),
  }));
  return { nodes, version: options.version, resources: options.resources() };
}

/** Over all hours: with them the answer would grow for as long as the store lives. */
function byCause(losses: readonly Loss[]): Loss[] {
  const sums: Loss[] = [];
  for (const loss of losses) addLoss(sums, loss);
  return sums;
}
