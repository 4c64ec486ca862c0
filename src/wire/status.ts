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

export interface Status {
  readonly nodes: readonly NodeStatus[];
  /** Version of the aggregator. */
  readonly version: string;
  /** What it watches of the Kubernetes API itself; empty where names come from elsewhere. */
  readonly resources: readonly ResourceState[];
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
    resources: status.resources.map(({ resource, isSynced: synced, currentUs, error }) => {
      return { resource, synced, currentUs, error };
    }),
  };
}

export function readStatus(message: dropcast.v1.Status): Status {
  const nodes = message.nodes.map(readNodeStatus);
  return { nodes, version: message.version, resources: message.resources.map(readResource) };
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
