/**
 * How people and programs ask (proto/dropcast/v1/query.proto): the service, and a client with plain
 * values.
 */
import {
  type ChannelCredentials,
  type ChannelOptions,
  Client,
  status as grpcStatus,
  type MethodDefinition,
  type ServiceError,
} from '@grpc/grpc-js';
import type { Edge } from '../flow/edge.ts';
import type { EdgeFilter } from '../flow/edge-filter.ts';
import { MESSAGE_BYTES_MAX } from '../flow/limits.ts';
import { edgeMessage, readEdge } from './edge.ts';
import { edgeFilterMessage, readEdgeFilter } from './edge-filter.ts';
import { decoding, readCount } from './fields.ts';
import { decodeNodeHours, encodeNodeHours, type NodeHours } from './node-hours.ts';
import { dropcast } from './protobuf.ts';
import { readStatus, type Status, statusMessage } from './status.ts';

export type { NodeHours } from './node-hours.ts';
export type { NodeStatus, Status } from './status.ts';

export interface ListEdgesRequest {
  readonly filter: EdgeFilter;
  /** At most this many edges; 0: no limit. */
  readonly limit: number;
}

export interface ListObservedRequest {
  /** Microseconds since the epoch. */
  readonly sinceUs: number;
  readonly untilUs: number;
}

/** A question without parameters. */
type GetStatusRequest = Record<string, never>;

function encodeListEdgesRequest(request: ListEdgesRequest): Buffer {
  const message = { filter: edgeFilterMessage(request.filter), limit: request.limit };
  return Buffer.from(dropcast.v1.ListEdgesRequest.encode(message).finish());
}

function decodeListEdgesRequest(bytes: Uint8Array): ListEdgesRequest {
  return decoding('request', () => {
    const message = dropcast.v1.ListEdgesRequest.decode(bytes);
    return { filter: readEdgeFilter(message.filter), limit: message.limit };
  });
}

function encodeEdge(edge: Edge): Buffer {
  return Buffer.from(dropcast.v1.Edge.encode(edgeMessage(edge)).finish());
}

function decodeEdge(bytes: Uint8Array): Edge {
  return decoding('edge', () => readEdge(dropcast.v1.Edge.decode(bytes)));
}

function encodeStatus(status: Status): Buffer {
  return Buffer.from(dropcast.v1.Status.encode(statusMessage(status)).finish());
}

function decodeStatus(bytes: Uint8Array): Status {
  return decoding('status', () => readStatus(dropcast.v1.Status.decode(bytes)));
}

function encodeListObservedRequest({ sinceUs, untilUs }: ListObservedRequest): Buffer {
  const { ListObservedRequest: type } = dropcast.v1;
  return Buffer.from(type.encode({ sinceUs, untilUs }).finish());
}

function decodeListObservedRequest(bytes: Uint8Array): ListObservedRequest {
  return decoding('request', () => {
    const { sinceUs, untilUs } = dropcast.v1.ListObservedRequest.decode(bytes);
    return {
      sinceUs: readCount(sinceUs, 'since_us'),
      untilUs: readCount(untilUs, 'until_us') || Number.MAX_SAFE_INTEGER,
    };
  });
}

const edgeStream = {
  requestStream: false,
  responseStream: true,
  requestSerialize: encodeListEdgesRequest,
  requestDeserialize: decodeListEdgesRequest,
  responseSerialize: encodeEdge,
  responseDeserialize: decodeEdge,
} as const;

export const queryService: {
  readonly listEdges: MethodDefinition<ListEdgesRequest, Edge>;
  readonly observeEdges: MethodDefinition<ListEdgesRequest, Edge>;
  readonly getStatus: MethodDefinition<GetStatusRequest, Status>;
  readonly listObserved: MethodDefinition<ListObservedRequest, NodeHours>;
} = {
  listEdges: { path: '/dropcast.v1.Query/ListEdges', ...edgeStream },
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
  /** All edges that match, most lines first. */
  listEdges(request: ListEdgesRequest, signal: AbortSignal): AsyncIterable<Edge>;
  /** Edges as batches are committed, from now on, until `signal` aborts or the server ends. */
  observeEdges(request: ListEdgesRequest, signal: AbortSignal): AsyncIterable<Edge>;
  getStatus(): Promise<Status>;
  /** Of every node that was observed in the span, once. */
  listObserved(request: ListObservedRequest, signal: AbortSignal): AsyncIterable<NodeHours>;
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
  return {
    listEdges: (request, signal) =>
      stream({ client, method: queryService.listEdges, request, signal }),
    observeEdges: (request, signal) =>
      stream({ client, method: queryService.observeEdges, request, signal }),
    getStatus: () => askStatus(client),
    listObserved: (request, signal) =>
      stream({ client, method: queryService.listObserved, request, signal }),
    close: () => client.close(),
  };
}

interface StreamQuestion<Request, Answer> {
  readonly client: Client;
  readonly method: MethodDefinition<Request, Answer>;
  readonly request: Request;
  readonly signal: AbortSignal;
}

async function* stream<Request, Answer>(question: StreamQuestion<Request, Answer>) {
  const { client, method, request, signal } = question;
  if (signal.aborted) return;
  const { path, requestSerialize, responseDeserialize } = method;
  const call = client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, request);
  const cancel = () => call.cancel();
  // A cancelled call reports once more after its reader has left: without a listener that would end
  // the process.
  call.on('error', () => {});
  signal.addEventListener('abort', cancel, { once: true });
  try {
    yield* call as AsyncIterable<Answer>;
  } catch (error) {
    if (!signal.aborted || (error as ServiceError).code !== grpcStatus.CANCELLED) throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
    call.cancel();
  }
}

function askStatus(client: Client): Promise<Status> {
  const { path, requestSerialize, responseDeserialize } = queryService.getStatus;
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(path, requestSerialize, responseDeserialize, {}, (error, status) => {
      if (status) resolve(status);
      else reject(error);
    });
  });
}
