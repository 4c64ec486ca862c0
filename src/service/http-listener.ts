/** The HTTP listener: an address, a real port, an end that does not wait for idle browsers. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { ListenError } from './listen-error.ts';
import type { SocketAddress } from './socket-address.ts';

/** A request without a body arrives quickly or is not meant well. */
const REQUEST_TIMEOUT_MS = 10_000;

export interface HttpListener extends AsyncDisposable {
  readonly port: number;
}

/** Listens until disposed of. Rejects with ListenError when the address is taken or not ours. */
export async function listenHttp(
  address: SocketAddress,
  listener: RequestListener,
): Promise<HttpListener> {
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, listener);
  const port = await listen(server, address);
  return { port, [Symbol.asyncDispose]: () => close(server) };
}

function listen(server: Server, address: SocketAddress): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once('error', (cause) => reject(new ListenError('--http', address, cause)));
  const host = address.host === '' ? {} : { host: address.host };
  server.listen({ port: address.port, ...host }, () => {
    const bound = server.address();
    resolve(bound !== null && typeof bound === 'object' ? bound.port : address.port);
  });
  return promise;
}

function close(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeAllConnections();
  return promise;
}
