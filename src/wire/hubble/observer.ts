/**
 * The service that Hubble's clients ask (proto/hubble/observer/observer.proto), as a server has it:
 * nothing of ours asks it.
 */
import type { MethodDefinition } from '@grpc/grpc-js';
import type { HubbleFlow } from '../../flow/hubble/hubble-flow.ts';
import { flowMessage } from './flow-message.ts';
import { decodeGetFlowsRequest } from './flows-request.ts';
import { grpc, observer, relay } from './protobuf.ts';
import { timestamp } from './timestamp.ts';

export const NODE_STATES = [
  'UNKNOWN_NODE_STATE',
  'NODE_CONNECTED',
  'NODE_UNAVAILABLE',
  'NODE_GONE',
  'NODE_ERROR',
] as const;
export type NodeState = (typeof NODE_STATES)[number];

export const LOST_EVENT_SOURCES = [
  'UNKNOWN_LOST_EVENT_SOURCE',
  'PERF_EVENT_RING_BUFFER',
  'OBSERVER_EVENTS_QUEUE',
  'HUBBLE_RING_BUFFER',
] as const;
export type LostEventSource = (typeof LOST_EVENT_SOURCES)[number];

/** `node` is the name of the node that it tells of, in Hubble's form; `us` when it was. */
export type GetFlowsResponse = { readonly node: string; readonly us: number } & (
  | { readonly flow: Partial<HubbleFlow> }
  | { readonly lost: { readonly source: LostEventSource; readonly count: number } }
  | { readonly nodes: { readonly state: NodeState; readonly names: readonly string[] } }
);

export interface HubbleNode {
  readonly name: string;
  readonly version: string;
  readonly address: string;
  readonly state: NodeState;
  readonly seenFlows: number;
  /** What follows is known of a node that answers itself. */
  readonly uptimeUs?: number;
  readonly flows?: number;
  readonly flowsMax?: number;
}

export interface HubbleNamespace {
  readonly cluster: string;
  readonly namespace: string;
}

export interface ServerStatus {
  readonly flows: number;
  readonly flowsMax: number;
  readonly seenFlows: number;
  readonly flowsPerSecond: number;
  readonly uptimeUs: number;
  readonly version: string;
  /** Undefined: it tells of itself alone. */
  readonly nodes?: { readonly connected: number; readonly unavailable: readonly string[] };
}

type Empty = Record<string, never>;
const readNothing = (): Empty => ({});

export const observerService = {
  getFlows: method('observer.Observer/GetFlows', decodeGetFlowsRequest, encodeGetFlowsResponse),
  getNodes: method('observer.Observer/GetNodes', readNothing, encodeNodes),
  getNamespaces: method('observer.Observer/GetNamespaces', readNothing, encodeNamespaces),
  serverStatus: method('observer.Observer/ServerStatus', readNothing, encodeServerStatus),
};

export const healthService = {
  check: method('grpc.health.v1.Health/Check', decodeHealthCheck, encodeServing),
};

function method<Request, Response>(
  path: string,
  requestDeserialize: (bytes: Buffer) => Request,
  responseSerialize: (response: Response) => Buffer,
): MethodDefinition<Request, Response> {
  return {
    path: `/${path}`,
    requestStream: false,
    responseStream: path.endsWith('/GetFlows'),
    requestSerialize: onlyServed,
    requestDeserialize,
    responseSerialize,
    responseDeserialize: onlyServed,
  };
}

function onlyServed(): never {
  throw new Error('this service is only served');
}

function encodeGetFlowsResponse(response: GetFlowsResponse): Buffer {
  const { node, us } = response;
  return bytesOf(
    observer.GetFlowsResponse.encode({
      ...payloadOf(response),
      node_name: node,
      ...(us > 0 && { time: timestamp(us) }),
    }),
  );
}

function payloadOf(response: GetFlowsResponse): observer.GetFlowsResponse.$Properties {
  if ('flow' in response) return { flow: flowMessage(response.flow) };
  if ('lost' in response) {
    const { source, count } = response.lost;
    const number = LOST_EVENT_SOURCES.indexOf(source);
    return { lost_events: { source: number, num_events_lost: count } };
  }
  const { state, names } = response.nodes;
  return { node_status: { state_change: NODE_STATES.indexOf(state), node_names: [...names] } };
}

function encodeNodes(nodes: readonly HubbleNode[]): Buffer {
  return bytesOf(observer.GetNodesResponse.encode({ nodes: nodes.map(nodeMessage) }));
}

function nodeMessage(node: HubbleNode): observer.Node.$Properties {
  const { name, version, address, state, seenFlows, uptimeUs = 0, flows = 0, flowsMax = 0 } = node;
  return {
    ...{ name, version, address, state: relay.NodeState[state] },
    ...{ uptime_ns: uptimeUs * 1_000, num_flows: flows, max_flows: flowsMax },
    seen_flows: seenFlows,
  };
}

function encodeNamespaces(namespaces: readonly HubbleNamespace[]): Buffer {
  return bytesOf(observer.GetNamespacesResponse.encode({ namespaces: [...namespaces] }));
}

function encodeServerStatus(status: ServerStatus): Buffer {
  const { nodes } = status;
  return bytesOf(
    observer.ServerStatusResponse.encode({
      num_flows: status.flows,
      max_flows: status.flowsMax,
      seen_flows: status.seenFlows,
      flows_rate: status.flowsPerSecond,
      uptime_ns: status.uptimeUs * 1_000,
      version: status.version,
      ...(nodes && {
        num_connected_nodes: { value: nodes.connected },
        num_unavailable_nodes: { value: nodes.unavailable.length },
        unavailable_nodes: [...nodes.unavailable],
      }),
    }),
  );
}

/** Asks for the service of this name; grpc-js takes an empty text for no request at all. */
export interface HealthCheck {
  readonly service: string;
}

function decodeHealthCheck(bytes: Buffer): HealthCheck {
  return { service: grpc.health.v1.HealthCheckRequest.decode(bytes).service };
}

function encodeServing(isServing: boolean): Buffer {
  const { SERVING, NOT_SERVING } = grpc.health.v1.HealthCheckResponse.ServingStatus;
  const status = isServing ? SERVING : NOT_SERVING;
  return bytesOf(grpc.health.v1.HealthCheckResponse.encode({ status }));
}

function bytesOf(writer: { finish(): Uint8Array }): Buffer {
  return Buffer.from(writer.finish());
}
