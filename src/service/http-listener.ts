/**
 * The HTTP listener: an address, a real port, TLS where there are files for it, an end that does
 * not wait for idle browsers.
 */
import type { RequestListener, Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { ListenError } from './listen-error.ts';
import type { SocketAddress } from './socket-address.ts';
import { HANDSHAKE_MS_MAX, secureContextOptions } from './tls/server-credentials.ts';
import type { TlsFiles } from './tls/tls-files.ts';

/** An import would load fetch with it: see docs/decisions/0032-agent-bundle.md. */
const { createServer } = process.getBuiltinModule('node:http');

/** A request without a body arrives quickly or is not meant well. */
const REQUEST_TIMEOUT_MS = 10_000;
/** How often it is looked who takes longer, which wakes an idle agent; Node would every 30 s. */
const CHECK_MS = 5_000;
const PATIENCE = {
  requestTimeout: REQUEST_TIMEOUT_MS,
  connectionsCheckingInterval: CHECK_MS,
  handshakeTimeout: HANDSHAKE_MS_MAX,
};

export interface HttpListener extends AsyncDisposable {
  readonly port: number;
}

/**
 * Listens until disposed of; `files` undefined: plain text. Rejects with ListenError when the
 * address is taken or not ours.
 */
export async function listenHttp(
  address: SocketAddress,
  listener: RequestListener,
  files?: TlsFiles,
  patience = PATIENCE,
): Promise<HttpListener> {
  const server =
    files === undefined
      ? createServer(patience, listener)
      : openSecureServer(files, listener, patience);
  const port = await listen(server, address);
  return { port, [Symbol.asyncDispose]: () => close(server) };
}

/** Connections that are open go on with the certificate that they were shown. */
function openSecureServer(
  files: TlsFiles,
  listener: RequestListener,
  patience: typeof PATIENCE,
): Server {
  const server = createSecureServer(
    {
      ...secureContextOptions(files),
      // A client without a certificate may show a token instead.
      requestCert: files.clientCa !== undefined,
      rejectUnauthorized: false,
      ...patience,
    },
    listener,
  );
  const silence = files.onChange(() => server.setSecureContext(secureContextOptions(files)));
  server.once('close', silence);
  return server;
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
