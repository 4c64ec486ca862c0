/**
 * An API server that plays a script: each request gets the next answer, and stays open when there
 * is none. Loopback, no TLS, protobuf unless said otherwise.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import {
  encodeEvent,
  encodeList,
  encodeMeta,
  encodePod,
  envelope,
  message,
  type PodJson,
} from '../../../bench/kube/encode.ts';
import type { ClusterAccess } from '../../../src/kube/credentials/cluster-access.ts';
import { INITIAL_EVENTS_END } from '../../../src/kube/wire/item.ts';

export type Answer = (response: ServerResponse, request: IncomingMessage) => void;

export class ScriptedServer {
  readonly #server = createServer((request, response) => this.#answer(request, response));
  readonly #script: Answer[] = [];
  /** Paths with their queries, in order. */
  readonly requests: URL[] = [];
  readonly headers: IncomingMessage['headers'][] = [];
  /** Of the last request: for tests that write on. */
  response: ServerResponse | undefined;

  static async open(): Promise<ScriptedServer> {
    const server = new ScriptedServer();
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get access(): ClusterAccess {
    return accessTo(() => this.url);
  }

  next(...answers: readonly Answer[]): this {
    this.#script.push(...answers);
    return this;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    this.requests.push(new URL(request.url!, 'http://scripted'));
    this.headers.push(request.headers);
    this.response = response;
    this.#script.shift()?.(response, request);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

const TLS = {
  ...{ ca: undefined, cert: undefined, key: undefined, servername: undefined },
  rejectUnauthorized: true,
};

/** Without credentials of its own. */
export function accessTo(url: () => string): ClusterAccess {
  const credentials = async () => ({ server: url(), tls: TLS, headers: {} });
  return { origin: 'the test', credentials, forget: () => {} };
}

const PROTOBUF = 'application/vnd.kubernetes.protobuf';

/** Begins a watch with these frames and leaves it open. */
export const stream =
  (...frames: readonly Buffer[]): Answer =>
  (response) => {
    response.writeHead(200, { 'content-type': `${PROTOBUF};stream=watch` });
    response.flushHeaders();
    for (const frame of frames) response.write(frame);
  };

/** A watch that the server ends in good order behind these frames. */
export const endedStream =
  (...frames: readonly Buffer[]): Answer =>
  (response) => {
    response.writeHead(200, { 'content-type': `${PROTOBUF};stream=watch` });
    response.end(Buffer.concat(frames));
  };

/** A watch that breaks behind these bytes. */
export const brokenStream =
  (...frames: readonly Buffer[]): Answer =>
  (response) => {
    stream(...frames)(response, response.req);
    setImmediate(() => response.destroy());
  };

const body =
  (bytes: Buffer): Answer =>
  (response) => {
    response.writeHead(200, { 'content-type': PROTOBUF });
    response.end(bytes);
  };

export const refusal =
  (code: number, message_: string, headers: Record<string, string> = {}): Answer =>
  (response) => {
    response.writeHead(code, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify({ kind: 'Status', status: 'Failure', message: message_, code }));
  };

export function podJson(name: string, resourceVersion: string, ip = '10.244.1.5'): PodJson {
  return {
    metadata: { namespace: 'shop', name, uid: `uid-${name}`, resourceVersion },
    spec: { nodeName: 'node-1' },
    status: { phase: 'Running', podIP: ip },
  };
}

export const list = (pods: readonly PodJson[], resourceVersion: string, next?: string): Answer =>
  body(
    encodeList(
      'PodList',
      pods.map((pod) => encodePod(pod)),
      { resourceVersion, ...(next !== undefined && { continue: next }) },
    ),
  );

export const event = (type: string, pod: PodJson): Buffer =>
  encodeEvent(type, envelope('Pod', encodePod(pod)));

export function bookmark(resourceVersion: string, isInitialEnd = false): Buffer {
  const annotations = isInitialEnd ? { [INITIAL_EVENTS_END]: 'true' } : {};
  const pod = message([1, encodeMeta({ resourceVersion, annotations })]);
  return encodeEvent('BOOKMARK', envelope('Pod', pod));
}

export function errorEvent(code: number, text: string): Buffer {
  const status = message([2, 'Failure'], [3, text], [6, code]);
  return encodeEvent('ERROR', envelope('Status', status));
}

/** A streaming list of b and a, complete at 9. */
export const INITIAL = [
  event('ADDED', podJson('b', '8')),
  event('ADDED', podJson('a', '5')),
  bookmark('9', true),
];

/** Waits for the network until `condition` holds. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await turn();
}
