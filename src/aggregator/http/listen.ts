/** The HTTP listener: an address, a real port, a close that does not wait for idle browsers. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { AggregatorError } from '../aggregator-error.ts';
import { formatListenAddress, type ListenAddress } from '../config.ts';

/** A request without a body arrives quickly or is not meant well. */
const REQUEST_TIMEOUT_MS = 10_000;

export interface HttpServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Throws AggregatorError `listen` when the address is taken or not ours. */
export async function listenHttp(
  address: ListenAddress,
  listener: RequestListener,
): Promise<HttpServer> {
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, listener);
  const port = await listen(server, address);
  return { port, close: () => close(server) };
}

function listen(server: Server, address: ListenAddress): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once('error', (cause: NodeJS.ErrnoException) => {
    const why = cause.code === 'EADDRINUSE' ? 'the port is in use' : cause.message;
    const message = `--http: cannot listen on ${formatListenAddress(address)}: ${why}`;
    reject(new AggregatorError('listen', message, { cause }));
  });
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
