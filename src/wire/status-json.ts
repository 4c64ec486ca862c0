/**
 * The JSON form of the nodes' state, the same from the command line and over HTTP. Part of what
 * users build on: fields are added, never renamed.
 */
import { timeJson } from '../flow/edge-json.ts';
import type { Loss } from '../flow/loss.ts';
import type { ResourceState } from '../flow/resource-state.ts';
import type { RuleBalance } from '../flow/rule-counter.ts';
import type { ClusterNodes, NodeStatus, OpenWindow, Status } from './status.ts';

/** A plain object; what nobody knows is null. */
export function statusJson(status: Status) {
  const { version, nodes, resources, windows, clusterNodes, store = null } = status;
  return {
    version,
    store,
    nodes: nodes.map(nodeJson),
    resources: resources.map(resourceJson),
    windows: windows?.map(windowJson) ?? null,
    cluster_nodes: clusterNodes === undefined ? null : clusterNodesJson(clusterNodes),
  };
}

/** What a policy did with its packets is told with each: nothing, they were only logged. */
function windowJson({ kind, name, namespaces, openedUs, endsUs, prefixes }: OpenWindow) {
  const times = { opened: timeJson(openedUs), until: timeJson(endsUs) };
  return { kind, name, namespaces, ...times, prefixes, verdict: 'audit' };
}

function clusterNodesJson({ count, missing, missingCount }: ClusterNodes) {
  return { count, missing, missing_count: missingCount };
}

function resourceJson({ resource, isSynced: synced, currentUs, error }: ResourceState) {
  return { resource, synced, current_until: timeJson(currentUs), error };
}

function nodeJson(node: NodeStatus) {
  return {
    cluster: node.cluster,
    node: node.node,
    source: node.source,
    version: node.version,
    epoch: node.epoch,
    sequence: node.sequence,
    observed_until: timeJson(node.observedUs),
    lines: node.lines,
    connected: node.connected,
    losses: node.losses.map(lossJson),
    checks: node.checks.map(({ value, ...check }) => ({ ...check, value: value ?? null })),
    rules: node.rules.map(ruleJson),
    heard: timeJson(node.heardUs),
    coarsened: node.coarsened,
    throttled_us: node.throttledUs,
  };
}

function ruleJson({ prefix, expected, read, resets, sinceUs }: RuleBalance) {
  return { prefix, expected, read, resets, since: timeJson(sinceUs) };
}

function lossJson(loss: Loss) {
  return {
    source: loss.source,
    cause: loss.cause,
    count: loss.count ?? null,
    first: timeJson(loss.firstUs),
    last: timeJson(loss.lastUs),
  };
}
