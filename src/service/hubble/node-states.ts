/** The state of the nodes in Hubble's words. A node may have several agents, one per source. */

import { nodeName } from '../../flow/hubble/to-hubble.ts';
import type { Loss, LossCause } from '../../flow/loss.ts';
import type { GetFlowsResponse, HubbleNode, LostEventSource } from '../../wire/hubble/observer.ts';
import type { NodeStatus, Status } from '../../wire/query.ts';

/** Of causes for which Hubble has no word it is not known where. */
const LOST_AT: Readonly<Partial<Record<LossCause, LostEventSource>>> = {
  kmsg_overrun: 'PERF_EVENT_RING_BUFFER',
  rate_limited: 'OBSERVER_EVENTS_QUEUE',
  spool_full: 'OBSERVER_EVENTS_QUEUE',
};

/** Where an agent answers questions; undefined where it does not. */
export type AddressOf = (node: NodeStatus) => string | undefined;

export function hubbleNodes(
  { nodes }: Status,
  addressOf: AddressOf = () => undefined,
): HubbleNode[] {
  const byName = new Map<string, HubbleNode>();
  for (const node of nodes) {
    const name = nameOf(node);
    const known = byName.get(name);
    const isConnected = node.connected || known?.state === 'NODE_CONNECTED';
    byName.set(name, {
      name,
      version: node.version,
      address: addressOf(node) ?? known?.address ?? '',
      state: isConnected ? 'NODE_CONNECTED' : 'NODE_UNAVAILABLE',
      seenFlows: node.lines + (known?.seenFlows ?? 0),
    });
  }
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function nodesInState(status: Status, state: HubbleNode['state']): readonly string[] {
  return hubbleNodes(status).flatMap((node) => (node.state === state ? [node.name] : []));
}

/** Losses that reach into the time from `sinceUs` to `untilUs`, the earliest first. */
export function lostEvents(
  { nodes }: Status,
  sinceUs: number,
  untilUs: number,
): readonly GetFlowsResponse[] {
  return nodes
    .flatMap((node) =>
      node.losses
        .filter(({ firstUs, lastUs }) => lastUs >= sinceUs && firstUs <= untilUs)
        .map((loss) => lostEvent(node, loss)),
    )
    .sort((a, b) => a.us - b.us);
}

function lostEvent(node: NodeStatus, { cause, count = 0, lastUs }: Loss): GetFlowsResponse {
  const source = LOST_AT[cause] ?? 'UNKNOWN_LOST_EVENT_SOURCE';
  return { node: nameOf(node), us: lastUs, lost: { source, count } };
}

function nameOf({ cluster, node }: NodeStatus): string {
  return nodeName({ cluster, nodes: [node] });
}
