/** The gRPC listener: bounds, keepalive, a clear word when the address cannot be had. */
import { Server, type ServerCredentials, type ServerInterceptor } from '@grpc/grpc-js';
import { MESSAGE_BYTES_MAX } from '../flow/limits.ts';
import { ListenError } from './listen-error.ts';
import { formatSocketAddress, type SocketAddress } from './socket-address.ts';

/**
 * Finds agents that vanished without a word: a node that lost power, a connection that a firewall
 * forgot.
 */
const KEEPALIVE_TIME_MS = 30_000;
const KEEPALIVE_TIMEOUT_MS = 10_000;

/** Without a call: commands close at once, agents have a stream, others have no business. */
const IDLE_MS_MAX = 60_000;

/** One agent opens one stream per source; a program that asks, a handful. */
const STREAMS_PER_CONNECTION_MAX = 128;

/**
 * What a stranger may make us hold for each call: who is there is known only after the first
 * message has come. A question has a few hundred bytes, a hello hardly more.
 */
export const FIRST_MESSAGE_BYTES_MAX = 64 * 1024;

/** How long open calls may take to end at shutdown before they are cut. */
const SHUTDOWN_MS_MAX = 3_000;

export function createGrpcServer(interceptors: ServerInterceptor[] = []): Server {
  return new Server({
    interceptors,
    'grpc.max_receive_message_length': FIRST_MESSAGE_BYTES_MAX,
    'grpc.max_send_message_length': MESSAGE_BYTES_MAX,
    'grpc.max_concurrent_streams': STREAMS_PER_CONNECTION_MAX,
    'grpc.max_connection_idle_ms': IDLE_MS_MAX,
    'grpc.keepalive_time_ms': KEEPALIVE_TIME_MS,
    'grpc.keepalive_timeout_ms': KEEPALIVE_TIMEOUT_MS,
  });
}

/** Starts to listen and gives the real port. Rejects with ListenError. */
export async function listenGrpc(
  server: Server,
  address: SocketAddress,
  credentials: ServerCredentials,
): Promise<number> {
  if (address.host !== '') return bind(server, address, credentials);
  try {
    return await bind(server, { ...address, host: '::' }, credentials);
  } catch (error) {
    if (!hasNoIpv6(error)) throw error;
    return bind(server, { ...address, host: '0.0.0.0' }, credentials);
  }
}

function bind(
  server: Server,
  address: SocketAddress,
  credentials: ServerCredentials,
): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.bindAsync(formatSocketAddress(address), credentials, (cause, port) => {
    if (cause === null) resolve(port);
    else reject(new ListenError('--listen', address, cause));
  });
  return promise;
}

/** A host without IPv6: taking all addresses then means all of IPv4. */
function hasNoIpv6(error: unknown): boolean {
  return error instanceof ListenError && /EAFNOSUPPORT|EADDRNOTAVAIL/.test(error.message);
}

/**
 * Stops accepting at once; resolves when all calls have ended, or were cut after SHUTDOWN_MS_MAX.
 */
export async function closeGrpc(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const cut = setTimeout(() => {
    server.forceShutdown();
    resolve();
  }, SHUTDOWN_MS_MAX);
  server.tryShutdown(() => resolve());
  await promise;
  clearTimeout(cut);
}
