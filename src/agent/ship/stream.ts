/**
 * One attempt at one gRPC stream to the aggregator: bytes out, messages in, and the one reason why
 * it ended.
 */
import { Client, status } from '@grpc/grpc-js';
import { MESSAGE_BYTES_MAX } from '../../flow/limits.ts';
import type { ClientCredentials } from '../../service/tls/client-credentials.ts';
import { explainFailure, failureWords } from '../../service/tls/explain-failure.ts';
import { type AggregatorMessage, ingestService } from '../../wire/ingest.ts';
import { KEPT_BYTES_MAX, Outgoing } from './outgoing.ts';

/** A dead peer is noticed after at most the sum of both. */
const KEEPALIVE_MS = 10_000;
const KEEPALIVE_TIMEOUT_MS = 5_000;

const CHANNEL_OPTIONS = {
  'grpc.keepalive_time_ms': KEEPALIVE_MS,
  'grpc.keepalive_timeout_ms': KEEPALIVE_TIMEOUT_MS,
  'grpc.max_send_message_length': MESSAGE_BYTES_MAX,
  'grpc.max_receive_message_length': MESSAGE_BYTES_MAX,
  // Each attempt has its own connection, so that when to try again is decided in one place: ours.
  'grpc.use_local_subchannel_pool': 1,
  'grpc.enable_retries': 0,
  'grpc.per_rpc_retry_buffer_size': KEPT_BYTES_MAX,
  // Behind one name may stand several aggregators: each attempt takes any of them.
  'grpc.service_config': JSON.stringify({
    loadBalancingConfig: [{ pick_first: { shuffleAddressList: true } }],
  }),
};

const REFUSALS: readonly status[] = [status.UNAUTHENTICATED, status.PERMISSION_DENIED];

export interface StreamEnd {
  /** A phrase for a person. */
  readonly reason: string;
  /** The aggregator ended it in order: it stops, or wants us to connect anew. */
  readonly isOrderly: boolean;
  /** It knows nothing of us, or does not let us: something has to be changed. */
  readonly isRefusal: boolean;
}

export interface StreamEvents {
  onMessage(message: AggregatorMessage): void;
  /** There is room again after `write` said that there is none. */
  onDrain(): void;
  /** Called once, last. */
  onEnd(end: StreamEnd): void;
}

export interface ShipStream {
  /** Sends one encoded AgentMessage; false: wait for onDrain before the next. */
  write(bytes: Uint8Array): boolean;
  /** Ends the stream in order: the peer sees all that was written. */
  end(): void;
  /** Cuts the stream; onEnd follows. */
  cut(): void;
}

/** Opens a stream to `address` (HOST:PORT); what fails is told to `events.onEnd`. */
export function openStream(
  address: string,
  credentials: ClientCredentials,
  events: StreamEvents,
): ShipStream {
  const { channel, options } = credentials.for(address);
  const client = new Client(address, channel, { ...CHANNEL_OPTIONS, ...options });
  const { path, responseDeserialize } = ingestService.ship;
  const serialize = (message: Outgoing) => message.serialize();
  const call = client.makeBidiStreamRequest(path, serialize, responseDeserialize);
  const sent: Outgoing[] = [];
  call.on('data', events.onMessage);
  call.on('drain', events.onDrain);
  // Every way to end comes with a status, after the last message; the error says the same again.
  call.on('error', () => {});
  call.once('status', ({ code, details }) => {
    client.close();
    const [isOrderly, isRefusal] = [code === status.OK, REFUSALS.includes(code)];
    events.onEnd({ reason: reasonOf(details), isOrderly, isRefusal });
  });
  return {
    write: (bytes) => {
      for (const before of sent.splice(0)) before.giveBack();
      const message = new Outgoing(bytes);
      // A write that failed calls back some ticks before the status, which the next turn is behind.
      return call.write(message, () => setImmediate(() => sent.push(message)));
    },
    end: () => call.end(),
    cut: () => call.cancel(),
  };
}

function reasonOf(details: string): string {
  if (details === 'OK' || details === '') return 'the aggregator ended the stream';
  const words = failureWords(details);
  return explainFailure(words) ?? words;
}
