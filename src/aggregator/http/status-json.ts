/** The JSON form of the nodes' state. */
import type { Loss } from '../../flow/loss.ts';
import { formatTime } from '../../flow/time.ts';
import type { NodeStatus, Status } from '../../wire/query.ts';

export function statusJson(status: Status) {
  return { version: status.version, nodes: status.nodes.map(nodeJson) };
}

function nodeJson(node: NodeStatus) {
  return {
    cluster: node.cluster,
    node: node.node,
    source: node.source,
    version: node.version,
    epoch: node.epoch,
    sequence: node.sequence,
    observed: node.observedUs === 0 ? null : formatTime(node.observedUs),
    lines: node.lines,
    connected: node.connected,
    losses: node.losses.map(lossJson),
  };
}

function lossJson(loss: Loss) {
  return {
    source: loss.source,
    cause: loss.cause,
    count: loss.count ?? null,
    first: formatTime(loss.firstUs),
    last: formatTime(loss.lastUs),
  };
}
