/** The state of the nodes: what the store keeps, and who is connected now. */
import { addLoss, type Loss } from '../flow/loss.ts';
import type { ResourceState } from '../flow/resource-state.ts';
import type { WindowRecord } from '../policy/window/window-record.ts';
import type { ClusterNodes, NodeStatus, OpenWindow, Status } from '../wire/query.ts';
import type { AgentKey, Store } from './store.ts';

export interface StatusOptions {
  readonly store: Pick<Store, 'nodes' | 'identity'>;
  readonly ingest: {
    isConnected(agent: AgentKey): boolean;
    throttledUs(agent: AgentKey): number;
  };
  /** Agents not heard of since then, in microseconds, are left out: their nodes are gone. */
  readonly heardSinceUs: number;
  readonly version: string;
  /** What the aggregator watches itself. */
  readonly resources: () => readonly ResourceState[];
  /** Undefined where nobody looks for windows. */
  readonly windows?: () => readonly WindowRecord[] | undefined;
  /** Nodes of the aggregator's own cluster; none where nobody has told. */
  readonly nodeNames?: () => ReadonlySet<string>;
  readonly clusterName?: string;
}

/** Names of nodes without an agent that are told. */
const MISSING_TOLD_MAX = 100;

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
  return {
    nodes,
    version: options.version,
    store: await store.identity(),
    resources: options.resources(),
    windows: options.windows?.()?.map(openWindow),
    clusterNodes: clusterNodes(options, nodes),
  };
}

function openWindow({ kind, name, namespaces, prefixes, ...times }: WindowRecord): OpenWindow {
  const { openedUs = 0, endsAtUs = 0 } = times;
  return { kind, name, namespaces, openedUs, endsUs: endsAtUs, prefixes };
}

function clusterNodes(
  { nodeNames, clusterName }: StatusOptions,
  agents: readonly Pick<NodeStatus, 'cluster' | 'node'>[],
): ClusterNodes | undefined {
  const names = nodeNames?.();
  if (names === undefined || names.size === 0) return undefined;
  const here = agents.filter(({ cluster }) => cluster === clusterName);
  const heard = new Set(here.map(({ node }) => node));
  const missing = [...names].filter((name) => !heard.has(name)).sort();
  const told = missing.slice(0, MISSING_TOLD_MAX);
  return { count: names.size, missing: told, missingCount: missing.length };
}

/** Over all hours: with them the answer would grow for as long as the store lives. */
function byCause(losses: readonly Loss[]): Loss[] {
  const sums: Loss[] = [];
  for (const loss of losses) addLoss(sums, loss);
  return sums;
}
