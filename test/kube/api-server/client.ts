/** A plain client for tests of the server itself: node:https, or node:http2 where that matters. */
import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { connect } from 'node:http2';
import { request } from 'node:https';
import { buffer } from 'node:stream/consumers';
import type { SecureContextOptions } from 'node:tls';
import type { KubeObject } from './kube-object.ts';
import type { ApiServer } from './open-api-server.ts';

export interface Answer {
  readonly code: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
}

interface Asking {
  readonly accept?: string;
  readonly acceptEncoding?: string;
  /** Undefined: the server's own; empty: none. */
  readonly token?: string;
  /** A client certificate. */
  readonly identity?: SecureContextOptions;
}

export interface WatchEvent {
  readonly type: string;
  readonly object: KubeObject;
}

/** Begins an answer; throws what the connection fails with. */
export async function begin(
  api: ApiServer,
  path: string,
  asking: Asking = {},
): Promise<IncomingMessage> {
  const { accept = 'application/json', acceptEncoding, token = api.token, identity } = asking;
  const headers = {
    accept,
    ...(acceptEncoding && { 'accept-encoding': acceptEncoding }),
    ...(token && { authorization: `Bearer ${token}` }),
  };
  const tls = { ca: api.authority, ...identity };
  const sent = request(`${api.url}${path}`, { headers, ...tls, agent: false }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  // Who reads on is told by the stream; who has left need not hear how the connection ended.
  sent.on('error', () => {});
  return response.on('error', () => {});
}

export async function ask(api: ApiServer, path: string, asking: Asking = {}): Promise<Answer> {
  const response = await begin(api, path, asking);
  const bytes = await buffer(response);
  const { statusCode, headers } = response;
  return { code: statusCode ?? 0, headers, bytes, text: bytes.toString() };
}

/** The events of a watch as they come, until it ends; throws when the connection breaks. */
export async function* watch(
  api: ApiServer,
  path: string,
  asking: Asking = {},
): AsyncGenerator<WatchEvent> {
  const response = await begin(api, path, asking);
  let rest = '';
  for await (const chunk of response.setEncoding('utf8')) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    for (const line of lines) yield JSON.parse(line) as WatchEvent;
  }
  if (rest !== '') throw new Error('the watch ended in the middle of an event');
}

/** `TYPE name` of the next `count` events. */
export async function takeEvents(
  events: AsyncGenerator<WatchEvent>,
  count: number,
): Promise<string[]> {
  const taken = [];
  while (taken.length < count) {
    const { value, done } = await events.next();
    if (done) break;
    taken.push(`${value.type} ${value.object.metadata.name ?? value.object.reason ?? ''}`.trim());
  }
  return taken;
}

/** The text of an answer over HTTP/2. */
export async function askHttp2(api: ApiServer, path: string): Promise<string> {
  const session = connect(api.url, { ca: api.authority }).on('error', () => {});
  const headers = { ':path': path, authorization: `Bearer ${api.token}` };
  const text = (await buffer(session.request(headers))).toString();
  session.close();
  return text;
}
