/**
 * How people and programs ask (proto/dropcast/v1/query.proto): the service, and a client with plain
 * values.
 */
import {
  type ChannelCredentials,
  type ChannelOptions,
  Client,
  type MethodDefinition,
} from '@grpc/grpc-js';
import type { Edge } from '../flow/edge.ts';
import type { EdgeGroup } from '../flow/edge-groups.ts';
import type { EdgeSeries } from '../flow/edge-series.ts';
import { MESSAGE_BYTES_MAX } from '../flow/limits.ts';
import { decodeEdgeNow, type EdgeNow, encodeEdgeNow } from './edge-now.ts';
import { decoding } from './fields.ts';
import {
  decodeGroup,
  decodeListGroupsRequest,
  encodeGroup,
  encodeListGroupsRequest,
  type ListGroupsRequest,
} from './group.ts';
import {
  decodeListEdgesRequest,
  decodeListedEdge,
  encodeListEdgesRequest,
  encodeListedEdge,
  type ListEdgesRequest,
  type ListedEdge,
} from './listed-edge.ts';
import {
  decodeListObservedRequest,
  decodeNodeHours,
  encodeListObservedRequest,
  encodeNodeHours,
  type ListObservedRequest,
  type NodeHours,
} from './node-hours.ts';
import { dropcast } from './protobuf.ts';
import { decodeSeries, encodeSeries } from './series.ts';
import { serverStream } from './server-stream.ts';
import { readStatus, type Status, statusMessage } from './status.ts';

export type { EdgeNow, UnansweredNode } from './edge-now.ts';
export type { ListGroupsRequest } from './group.ts';
export { EDGE_ORDERS, type ListEdgesRequest, type ListedEdge } from './listed-edge.ts';
export type { ListObservedRequest, NodeHours } from './node-hours.ts';
export type { ClusterNodes, NodeStatus, OpenWindow, Status } from './status.ts';

/** A question without parameters. */
type GetStatusRequest = Record<string, never>;

function encodeStatus(status: Status): Buffer {
  return Buffer.from(dropcast.v1.Status.encode(statusMessage(status)).finish());
}

function decodeStatus(bytes: Uint8Array): Status {
  return decoding('status', () => readStatus(dropcast.v1.Status.decode(bytes)));
}

const edgeStream = {
  requestStream: false,
  responseStream: true,
  requestSerialize: encodeListEdgesRequest,
  requestDeserialize: decodeListEdgesRequest,
  responseSerialize: encodeListedEdge,
  responseDeserialize: decodeListedEdge,
} as const;

export const queryService: {
  readonly listEdges: MethodDefinition<ListEdgesRequest, ListedEdge>;
  readonly listEdgesNow: MethodDefinition<ListEdgesRequest, EdgeNow>;
  readonly listGroups: MethodDefinition<ListGroupsRequest, EdgeGroup>;
  readonly listSeries: MethodDefinition<ListGroupsRequest, EdgeSeries>;
  readonly observeEdges: MethodDefinition<ListEdgesRequest, ListedEdge>;
  readonly getStatus: MethodDefinition<GetStatusRequest, Status>;
  readonly listObserved: MethodDefinition<ListObservedRequest, NodeHours>;
} = {
  listEdges: { path: '/dropcast.v1.Query/ListEdges', ...edgeStream },
  listEdgesNow: {
    ...edgeStream,
    path: '/dropcast.v1.Query/ListEdgesNow',
    responseSerialize: encodeEdgeNow,
    responseDeserialize: decodeEdgeNow,
  },
  listGroups: {
    path: '/dropcast.v1.Query/ListGroups',
    requestStream: false,
    responseStream: true,
    requestSerialize: encodeListGroupsRequest,
    requestDeserialize: decodeListGroupsRequest,
    responseSerialize: encodeGroup,
    responseDeserialize: decodeGroup,
  },
  listSeries: {
    path: '/dropcast.v1.Query/ListSeries',
    requestStream: false,
    responseStream: true,
    requestSerialize: encodeListGroupsRequest,
    requestDeserialize: decodeListGroupsRequest,
    responseSerialize: encodeSeries,
    responseDeserialize: decodeSeries,
  },
  observeEdges: { path: '/dropcast.v1.Query/ObserveEdges', ...edgeStream },
  getStatus: {
    path: '/dropcast.v1.Query/GetStatus',
    requestStream: false,
    responseStream: false,
    requestSerialize: () => Buffer.alloc(0),
    requestDeserialize: () => ({}),
    responseSerialize: encodeStatus,
    responseDeserialize: decodeStatus,
  },
  listObserved: {
    path: '/dropcast.v1.Query/ListObserved',
    requestStream: false,
    responseStream: true,
    requestSerialize: encodeListObservedRequest,
    requestDeserialize: decodeListObservedRequest,
    responseSerialize: encodeNodeHours,
    responseDeserialize: decodeNodeHours,
  },
};

/**
 * Asks an aggregator. Errors are grpc-js ServiceErrors; an aborted `signal` ends a stream quietly.
 */
export interface QueryClient {
  /** All edges that match. */
  listEdges(request: ListEdgesRequest, signal: AbortSignal): AsyncIterable<Edge>;
  /** The same by name, each with the cursor behind which the next page begins. */
  pageEdges(
    request: Omit<ListEdgesRequest, 'order'>,
    signal: AbortSignal,
  ): AsyncIterable<ListedEdge>;
  /** What nodes hold of the last minutes, and last those that did not answer. */
  listEdgesNow(request: ListEdgesRequest, signal: AbortSignal): AsyncIterable<EdgeNow>;
  /** Sums of the edges that match, most lines first. */
  listGroups(request: ListGroupsRequest, signal: AbortSignal): AsyncIterable<EdgeGroup>;
  /** The same hour by hour. */
  listSeries(request: ListGroupsRequest, signal: AbortSignal): AsyncIterable<EdgeSeries>;
  /** Edges as batches are committed, from now on, until `signal` aborts or the server ends. */
  observeEdges(request: ListEdgesRequest, signal: AbortSignal): AsyncIterable<Edge>;
  getStatus(): Promise<Status>;
  /** Of every node that was observed in the span, once. */
  listObserved(request: ListObservedRequest, signal: AbortSignal): AsyncIterable<NodeHours>;
  /** Ends also what is still under way. */
  close(): void;
}

/** Connects on the first question; `address` is HOST:PORT. */
export function queryClient(
  address: string,
  credentials: ChannelCredentials,
  options: ChannelOptions = {},
): QueryClient {
  const client = new Client(address, credentials, {
    'grpc.max_receive_message_length': MESSAGE_BYTES_MAX,
    ...options,
  });
  const closed = new AbortController();
  const stream = <Request, Answer>(
    method: MethodDefinition<Request, Answer>,
    request: Request,
    asked: AbortSignal,
  ) => {
    const signal = AbortSignal.any([asked, closed.signal]);
    return serverStream({ client, method, request, signal });
  };
  return {
    listEdges: (request, signal) => edgesOf(stream(queryService.listEdges, request, signal)),
    pageEdges: (page, signal) => stream(queryService.listEdges, { ...page, order: 'name' }, signal),
    listEdgesNow: (request, signal) => stream(queryService.listEdgesNow, request, signal),
    listGroups: (request, signal) => stream(queryService.listGroups, request, signal),
    listSeries: (request, signal) => stream(queryService.listSeries, request, signal),
    observeEdges: (request, signal) => edgesOf(stream(queryService.observeEdges, request, signal)),
    getStatus: () => askStatus(client, closed.signal),
    listObserved: (request, signal) => stream(queryService.listObserved, request, signal),
    close: () => {
      closed.abort();
      client.close();
    },
  };
}

async function* edgesOf(listed: AsyncIterable<ListedEdge>): AsyncGenerator<Edge> {
  for await (const { edge } of listed) yield edge;
}

function askStatus(client: Client, closed: AbortSignal): Promise<Status> {
  const { path, requestSerialize, responseDeserialize: deserialize } = queryService.getStatus;
  return new Promise((resolve, reject) => {
    const call = client.makeUnaryRequest(
      path,
      requestSerialize,
      deserialize,
      {},
      (error, status) => {
        closed.removeEventListener('abort', cancel);
        if (status) resolve(status);
        else reject(error);
      },
    );
    const cancel = () => call.cancel();
    closed.addEventListener('abort', cancel, { once: true });
  });
}
