/** The agent's small web face for machines: /metrics, /healthz, /readyz. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import { AgentError } from './agent-error.ts';
import type { ListenAddress } from './config.ts';

export interface HttpOptions {
  readonly address: ListenAddress;
  /** The page of /metrics, and its content type. */
  readonly metrics: () => Promise<string>;
  readonly metricsType: string;
  /** Why the agent is not healthy; undefined while it is. */
  readonly failure: () => string | undefined;
  /** Why the agent is not ready; undefined once it is. */
  readonly pending: () => string | undefined;
}

export interface HttpServer extends AsyncDisposable {
  readonly port: number;
}

/** Listens until disposed of. Throws AgentError `listen` when the address is taken or not ours. */
export async function openHttp(options: HttpOptions): Promise<HttpServer> {
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    if (request.method !== 'GET' && request.method !== 'HEAD') answer(response, 405, 'only GET');
    else if (path === '/healthz') answerState(response, options.failure());
    else if (path === '/readyz') answerState(response, options.failure() ?? options.pending());
    else if (path === '/metrics') void answerMetrics(response, options);
    else answer(response, 404, 'there are /metrics, /healthz and /readyz');
  });
  const port = await listen(server, options.address);
  return { port, [Symbol.asyncDispose]: () => close(server) };
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}

function answerState(response: ServerResponse, problem: string | undefined): void {
  if (problem === undefined) answer(response, 200, 'ok');
  else answer(response, 503, problem);
}

async function answerMetrics(response: ServerResponse, options: HttpOptions): Promise<void> {
  try {
    const page = await options.metrics();
    response.writeHead(200, { 'content-type': options.metricsType }).end(page);
  } catch (error) {
    answer(response, 500, String(error));
  }
}

function listen(server: Server, { host, port }: ListenAddress): Promise<number> {
  const opened = Promise.withResolvers<number>();
  server.once('error', (cause: NodeJS.ErrnoException) => {
    const why = cause.code === 'EADDRINUSE' ? 'the port is in use' : cause.message;
    opened.reject(
      new AgentError('listen', `--http: cannot listen on ${host}:${port}: ${why}`, { cause }),
    );
  });
  server.listen({ port, ...(host !== '' && { host }) }, () => {
    const bound = server.address();
    opened.resolve(bound !== null && typeof bound === 'object' ? bound.port : port);
  });
  return opened.promise;
}

function close(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeAllConnections();
  return promise;
}
