/** The gRPC listener: bounds, keepalive, a clear word when the address cannot be had. */
import type { Http2Server } from 'node:http2';
import { Server, type ServerCredentials, type ServerInterceptor } from '@grpc/grpc-js';
import { MESSAGE_BYTES_MAX } from '../flow/limits.ts';
import { boundIdle } from './idle-connections.ts';
import { ListenError } from './listen-error.ts';
import { type CallPatience, endSilent } from './silent-calls.ts';
import { formatSocketAddress, type SocketAddress } from './socket-address.ts';

/** How long callers may take; tests have less. */
export interface GrpcPatience extends CallPatience {
  /** Without a call: commands close at once, agents have a stream, others have no business. */
  readonly idleMs: number;
  /**
   * From one ping to the next, and until it is answered: finds agents that vanished without a word,
   * for a node that lost power or a connection that a firewall forgot.
   */
  readonly keepaliveMs: number;
  readonly pingMs: number;
}

export const PATIENCE: GrpcPatience = {
  idleMs: 60_000,
  firstMessageMs: 15_000,
  lingerMs: 10_000,
  keepaliveMs: 30_000,
  pingMs: 10_000,
};

/** One agent opens one stream per source; a program that asks, a handful. */
const STREAMS_PER_CONNECTION_MAX = 128;

/**
 * What a stranger may make us hold for each call: who is there is known only after the first
 * message has come. A question has a few hundred bytes, a hello hardly more.
 */
export const FIRST_MESSAGE_BYTES_MAX = 64 * 1024;

/** How long open calls may take to end at shutdown before they are cut. */
const SHUTDOWN_MS_MAX = 3_000;

export function createGrpcServer(
  interceptors: ServerInterceptor[] = [],
  patience = PATIENCE,
): Server {
  return new Server({
    interceptors: [...interceptors, endSilent(patience)],
    'grpc.max_receive_message_length': FIRST_MESSAGE_BYTES_MAX,
    'grpc.max_send_message_length': MESSAGE_BYTES_MAX,
    'grpc.max_concurrent_streams': STREAMS_PER_CONNECTION_MAX,
    'grpc.max_connection_idle_ms': patience.idleMs,
    'grpc.keepalive_time_ms': patience.keepaliveMs,
    'grpc.keepalive_timeout_ms': patience.pingMs,
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
    if (cause === null) {
      for (const listener of listenersOf(server)) boundIdle(listener);
      resolve(port);
    } else reject(new ListenError('--listen', address, cause));
  });
  return promise;
}

/** grpc-js keeps them to itself. */
function listenersOf(server: Server): Iterable<Http2Server> {
  const { http2Servers } = server as unknown as { http2Servers: Map<Http2Server, unknown> };
  return http2Servers.keys();
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
