/** The agent's small web face for machines: /metrics, /healthz, /readyz. */
import type { ServerResponse } from 'node:http';
import { type HttpListener, listenHttp } from '../service/http-listener.ts';
import type { SocketAddress } from '../service/socket-address.ts';

export interface HttpOptions {
  readonly address: SocketAddress;
  /** The page of /metrics, and its content type. */
  readonly metrics: () => Promise<string>;
  readonly metricsType: string;
  /** Why the agent is not healthy; undefined while it is. */
  readonly failure: () => string | undefined;
  /** Why the agent is not ready; undefined once it is. */
  readonly pending: () => string | undefined;
}

/** Listens until disposed of. Rejects with ListenError when the address is taken or not ours. */
export function openHttp(options: HttpOptions): Promise<HttpListener> {
  return listenHttp(options.address, (request, response) => {
    const path = request.url?.split('?')[0];
    if (request.method !== 'GET' && request.method !== 'HEAD') answer(response, 405, 'only GET');
    else if (path === '/healthz') answerState(response, options.failure());
    else if (path === '/readyz') answerState(response, options.failure() ?? options.pending());
    else if (path === '/metrics') void answerMetrics(response, options);
    else answer(response, 404, 'there are /metrics, /healthz and /readyz');
  });
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
