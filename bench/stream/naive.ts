/**
 * The stream as one would write it in an afternoon: the same gRPC call and the same number of
 * batches in flight, with JSON, or with protobufjs and the .proto files. The floor to compare with:
 * no ranges are checked, no names kept apart, nothing is refused.
 */
import { join } from 'node:path';
import {
  type ChannelCredentials,
  Client,
  type Server,
  type ServerDuplexStream,
} from '@grpc/grpc-js';
import protobufjs from 'protobufjs';
import { Condition } from '../../src/agent/ship/condition.ts';
import type { Flow } from '../../src/flow/flow.ts';
import { BATCHES_IN_FLIGHT_MAX, MESSAGE_BYTES_MAX } from '../../src/flow/limits.ts';
import type { BatchContent } from '../../src/wire/ingest.ts';
import type { Codec, Lane } from './end.ts';
import { contentMessage } from './spelled-out.ts';

interface Numbered {
  readonly sequence: number;
  readonly flows: readonly unknown[];
}

interface Format {
  /** What is encoded for each send, made beforehand. */
  readonly prepare: (content: BatchContent) => object;
  readonly encode: (message: object) => Buffer;
  readonly decode: (bytes: Buffer) => Numbered;
}

const JSON_FORMAT: Format = {
  prepare: ({ flows, ...rest }) => ({ ...rest, flows: flows.map(plainFlow) }),
  encode: (message) => Buffer.from(JSON.stringify(message)),
  decode: (bytes) => JSON.parse(bytes.toString()) as Numbered,
};

/** JSON has no bytes: registers as base64. */
function plainFlow(flow: Flow): object {
  return { ...flow, sourcePortRegisters: Buffer.from(flow.sourcePortRegisters).toString('base64') };
}

function protobufjsFormat(): Format {
  const root = new protobufjs.Root();
  root.resolvePath = (_, target) => join(import.meta.dirname, '../../proto', target);
  root.loadSync(['dropcast/v1/ingest.proto']);
  const type = root.lookupType('dropcast.v1.Batch');
  return {
    prepare: (content) => contentMessage(content),
    encode: (message) => Buffer.from(type.encode(type.fromObject(message)).finish()),
    decode: (bytes) => type.toObject(type.decode(bytes), { longs: Number }) as Numbered,
  };
}

const formatOf = (codec: Codec): Format => (codec === 'json' ? JSON_FORMAT : protobufjsFormat());

const PATH = '/bench.Naive/Ship';
const same = (bytes: Buffer): Buffer => bytes;
const numberBytes = (sequence: number): Buffer => Buffer.from(String(sequence));
const bytesNumber = (bytes: Buffer): number => Number(bytes.toString());

export function serveNaive(server: Server, codec: Codec): void {
  const { decode } = formatOf(codec);
  const method = {
    path: PATH,
    requestStream: true,
    responseStream: true,
    requestSerialize: same,
    requestDeserialize: same,
    responseSerialize: numberBytes,
    responseDeserialize: bytesNumber,
  };
  const ship = (call: ServerDuplexStream<Buffer, number>) => {
    call.on('data', (bytes: Buffer) => call.write(decode(bytes).sequence));
    call.on('end', () => call.end());
  };
  server.addService({ ship: method }, { ship });
}

/** The agent's end, as `Lane` has it. */
export function openNaive(
  address: string,
  credentials: ChannelCredentials,
  codec: Codec,
): Lane<object> {
  const { prepare, encode } = formatOf(codec);
  const options = { 'grpc.max_send_message_length': MESSAGE_BYTES_MAX };
  const call = new Client(address, credentials, options).makeBidiStreamRequest(
    PATH,
    same,
    bytesNumber,
  );
  const changed = new Condition();
  let sent = 0;
  let acknowledged = 0;
  call.on('data', (sequence: number) => {
    acknowledged = sequence;
    changed.notify();
  });
  const until = (inFlight: number) =>
    changed.until(() => sent - acknowledged <= inFlight, new AbortController().signal);
  return {
    prepare,
    bytesOf: (message) => encode(message).length,
    send: (message) => void call.write(encode({ ...message, sequence: ++sent })),
    acknowledged: () => acknowledged,
    whenRoom: () => until(BATCHES_IN_FLIGHT_MAX - 1),
    whenEmpty: () => until(0),
  };
}
