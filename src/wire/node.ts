/** What an aggregator asks an agent (proto/dropcast/v1/query.proto): the service and its client. */
import {
  type ChannelCredentials,
  type ChannelOptions,
  Client,
  type MethodDefinition,
} from '@grpc/grpc-js';
import type { Flow } from '../flow/flow.ts';
import { MESSAGE_BYTES_MAX } from '../flow/limits.ts';
import { emptyAccount } from '../flow/loss.ts';
import { decodeBatch } from './batch-decoder.ts';
import { encodeBatchContent } from './batch-encoder.ts';
import { decoding, readCount } from './fields.ts';
import { dropcast } from './protobuf.ts';
import { serverStream } from './server-stream.ts';

/** Flows seen at any time between both, included; undefined: without that bound. */
export interface ListFlowsRequest {
  readonly sinceUs?: number;
  readonly untilUs?: number;
}

type FlowBlock = readonly Flow[];

const REST = {
  cursorAfter: '',
  losses: [],
  account: emptyAccount(),
  ruleCounters: [],
  readings: [],
};

export const nodeService: { readonly listFlows: MethodDefinition<ListFlowsRequest, FlowBlock> } = {
  listFlows: {
    path: '/dropcast.v1.Node/ListFlows',
    requestStream: false,
    responseStream: true,
    requestSerialize: ({ sinceUs = 0, untilUs = 0 }) =>
      Buffer.from(dropcast.v1.ListFlowsRequest.encode({ sinceUs, untilUs }).finish()),
    requestDeserialize: decodeRequest,
    responseSerialize: (flows) => Buffer.from(encodeBatchContent({ ...REST, flows })),
    responseDeserialize: (bytes) => decoding('flows', () => decodeBatch(bytes).flows),
  },
};

function decodeRequest(bytes: Uint8Array): ListFlowsRequest {
  return decoding('request', () => {
    const message = dropcast.v1.ListFlowsRequest.decode(bytes);
    const sinceUs = readCount(message.sinceUs, 'since_us');
    const untilUs = readCount(message.untilUs, 'until_us');
    return { ...(sinceUs > 0 && { sinceUs }), ...(untilUs > 0 && { untilUs }) };
  });
}

/** Asks one agent. Errors are grpc-js ServiceErrors; an aborted `signal` ends a stream quietly. */
export interface NodeClient {
  listFlows(request: ListFlowsRequest, signal: AbortSignal): AsyncIterable<FlowBlock>;
  close(): void;
}

/** Connects on the first question; `address` is HOST:PORT. */
export function nodeClient(
  address: string,
  credentials: ChannelCredentials,
  options: ChannelOptions = {},
): NodeClient {
  const client = new Client(address, credentials, {
    'grpc.max_receive_message_length': MESSAGE_BYTES_MAX,
    // Nodes come and go: nothing of a connection stays behind.
    'grpc.use_local_subchannel_pool': 1,
    ...options,
  });
  const method = nodeService.listFlows;
  return {
    listFlows: (request, signal) => serverStream({ client, method, request, signal }),
    close: () => client.close(),
  };
}
