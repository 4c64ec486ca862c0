/** The state of the nodes: what the store keeps, and who is connected now. */
import type { Status } from '../wire/query.ts';
import type { AgentKey, Store } from './store.ts';

export interface StatusOptions {
  readonly store: Pick<Store, 'nodes'>;
  readonly isConnected: (agent: AgentKey) => boolean;
  readonly version: string;
}

export async function readStatus(options: StatusOptions): Promise<Status> {
  const stored = await options.store.nodes();
  const nodes = stored.map(({ account: _account, ...node }) => ({
    ...node,
    connected: options.isConnected(node),
  }));
  return { nodes, version: options.version };
}
