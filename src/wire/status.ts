/**
 * The state of the nodes that the aggregator hears from, between the query service and protobuf.
 */
import type { Check } from '../flow/check.ts';
import type { Loss } from '../flow/loss.ts';
import type { ResourceState } from '../flow/resource-state.ts';
import type { RuleBalance } from '../flow/rule-counter.ts';
import { readCount } from './fields.ts';
import { lossMessage, readLoss } from './loss.ts';
import { checkMessage, readChecks, readRuleBalance } from './node-facts.ts';
import type { dropcast } from './protobuf.ts';

/**
 * One source of one node; a node without a recent `observedUs` is not observed, never "no traffic".
 */
export interface NodeStatus {
  readonly cluster: string;
  readonly node: string;
  readonly source: string;
  /** Version of the agent. */
  readonly version: string;
  readonly epoch: number;
  readonly sequence: number;
  /** Everything up to this time has been read; 0 when nothing was. */
  readonly observedUs: number;
  readonly lines: number;
  readonly connected: boolean;
  readonly losses: readonly Loss[];
  readonly checks: readonly Check[];
  /** Empty where rule counters are not read. */
  readonly rules: readonly RuleBalance[];
  /** When the aggregator last heard of the agent, by its own clock. */
  readonly heardUs: number;
  /** Lines whose addresses or ports were left out: the node had too many distinct flows. */
  readonly coarsened: number;
  /** How long the agent was held back since the aggregator started. */
  readonly throttledUs: number;
}

/** An object of a logging window that is open. */
export interface OpenWindow {
  readonly kind: string;
  readonly name: string;
  /** For people. */
  readonly namespaces: string;
  /** 0: nobody knows; so is the next one. */
  readonly openedUs: number;
  readonly endsUs: number;
  /** How its lines may begin; none of a tier. */
  readonly prefixes: readonly string[];
}

/** The nodes of the aggregator's own cluster. */
export interface ClusterNodes {
  readonly count: number;
  /** Some of those of which no agent was heard, and how many they are. */
  readonly missing: readonly string[];
  readonly missingCount: number;
}

export interface Status {
  readonly nodes: readonly NodeStatus[];
  /** Version of the aggregator. */
  readonly version: string;
  /** What it watches of the Kubernetes API itself; empty where names come from elsewhere. */
  readonly resources: readonly ResourceState[];
  /** Undefined where nobody looks for windows. */
  readonly windows?: readonly OpenWindow[] | undefined;
  /** Undefined where nobody knows which nodes there are. */
  readonly clusterNodes?: ClusterNodes | undefined;
  /**
   * Which store answers: the same over restarts, another one for a restored copy. Undefined where
   * nothing is stored, or by an older aggregator.
   */
  readonly store?: string | undefined;
}

export function statusMessage(status: Status): dropcast.v1.Status.$Properties {
  return {
    nodes: status.nodes.map((node) => ({
      ...node,
      losses: node.losses.map(lossMessage),
      checks: node.checks.map(checkMessage),
      rules: [...node.rules],
    })),
    version: status.version,
    store: status.store ?? '',
    resources: status.resources.map(({ resource, isSynced: synced, currentUs, error }) => {
      return { resource, synced, currentUs, error };
    }),
    ...(status.windows && {
      windows: {
        windows: status.windows.map((each) => ({ ...each, prefixes: [...each.prefixes] })),
      },
    }),
    ...(status.clusterNodes && {
      clusterNodes: { ...status.clusterNodes, missing: [...status.clusterNodes.missing] },
    }),
  };
}

export function readStatus(message: dropcast.v1.Status): Status {
  const nodes = message.nodes.map(readNodeStatus);
  const { version, windows, clusterNodes, store } = message;
  return {
    nodes,
    version,
    ...(store !== '' && { store }),
    resources: message.resources.map(readResource),
    ...(windows && { windows: windows.windows.map(readWindow) }),
    ...(clusterNodes && { clusterNodes: readClusterNodes(clusterNodes) }),
  };
}

function readWindow(message: dropcast.v1.OpenWindow): OpenWindow {
  const { kind, name, namespaces, prefixes } = message;
  const openedUs = readCount(message.openedUs, 'window.opened_us');
  const endsUs = readCount(message.endsUs, 'window.ends_us');
  return { kind, name, namespaces, openedUs, endsUs, prefixes: [...prefixes] };
}

function readClusterNodes(message: dropcast.v1.ClusterNodes): ClusterNodes {
  const { count, missing, missingCount } = message;
  return { count, missing: [...missing], missingCount };
}

function readResource(message: dropcast.v1.ResourceState): ResourceState {
  return {
    resource: message.resource,
    isSynced: message.synced,
    currentUs: readCount(message.currentUs, 'resource.current_us'),
    error: message.error,
  };
}

function readNodeStatus(message: dropcast.v1.NodeStatus): NodeStatus {
  return {
    cluster: message.cluster,
    node: message.node,
    source: message.source,
    version: message.version,
    epoch: readCount(message.epoch, 'node.epoch'),
    sequence: readCount(message.sequence, 'node.sequence'),
    observedUs: readCount(message.observedUs, 'node.observed_us'),
    lines: readCount(message.lines, 'node.lines'),
    connected: message.connected,
    losses: message.losses.map(readLoss),
    checks: readChecks(message.checks),
    rules: message.rules.map(readRuleBalance),
    heardUs: readCount(message.heardUs, 'node.heard_us'),
    coarsened: readCount(message.coarsened, 'node.coarsened'),
    throttledUs: readCount(message.throttledUs, 'node.throttled_us'),
  };
}
