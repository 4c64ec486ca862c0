/**
 * The aggregator's web face: the page, its JSON, and what monitoring asks for. Read-only; that it
 * lives is anybody's to know, all else is granted first. Every answer that holds data is JSON or
 * plain text, so that no log line can become markup.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Registry } from 'prom-client';
import type { Edge } from '../../flow/edge.ts';
import type { EdgeFilter } from '../../flow/edge-filter.ts';
import { edgeJson } from '../../flow/edge-json.ts';
import { EdgeFilterError } from '../../flow/endpoint-pattern.ts';
import { outcomePrefixes } from '../../flow/outcome.ts';
import {
  type Access,
  AccessRefusal,
  type AccessRefusalCode,
  type Question,
} from '../../service/access.ts';
import { listAnswer } from '../../service/list-answer.ts';
import type { Peer } from '../../service/peer.ts';
import type { Status } from '../../wire/query.ts';
import { statusJson } from '../../wire/status-json.ts';
import { parseEdgesRequest } from './edges-request.ts';
import type { Page } from './page.ts';

export interface HttpOptions {
  readonly page: Page;
  readonly registry: Registry;
  readonly listEdges: (filter: EdgeFilter) => Promise<readonly Edge[]>;
  readonly getStatus: () => Promise<Status>;
  readonly access: Pick<Access, 'reader'>;
  readonly peerOf: (request: IncomingMessage) => Peer;
  /** Whether batches and questions are taken. */
  readonly isReady: () => boolean;
  readonly nowUs: () => number;
  /** Hears of each question that is answered. */
  readonly count: (method: 'list_edges' | 'get_status') => void;
  /** Hears of faults that are not the asker's. */
  readonly onError: (error: unknown) => void;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly policy?: string;
}

interface Asked {
  readonly query: URLSearchParams;
  /** Rejects with AccessRefusal. */
  readonly grant: (verb: Question['verb'], namespace?: string) => Promise<unknown>;
}

type Route = (options: HttpOptions, asked: Asked) => Answer | Promise<Answer>;

const ROUTES: ReadonlyMap<string, Route> = new Map<string, Route>([
  ['/', answerPage],
  ['/healthz', () => text(200, 'ok')],
  ['/readyz', ({ isReady }) => (isReady() ? text(200, 'ok') : text(503, 'not ready'))],
  ['/metrics', answerMetrics],
  ['/api/edges', answerEdges],
  ['/api/status', answerStatus],
]);

/** A listener for node:http. */
export function httpListener(options: HttpOptions): RequestListener {
  return (request, response) => {
    void answerTo(options, request).then((answer) => send(response, answer));
  };
}

async function answerTo(options: HttpOptions, request: IncomingMessage): Promise<Answer> {
  try {
    // Only the path is parsed: a request line such as `//host` or `http://…` must not choose
    // anything else.
    const [path = '', query = ''] = (request.url ?? '').split(/\?(.*)/s);
    const route = ROUTES.get(path);
    if (!route) return json(404, { error: `there is no ${path}` });
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return json(405, { error: 'only GET and HEAD' });
    }
    const peer = options.peerOf(request);
    const grant: Asked['grant'] = (verb, namespace = '') =>
      options.access.reader(peer, { verb, namespace });
    return await route(options, { query: new URLSearchParams(query), grant });
  } catch (error) {
    if (error instanceof AccessRefusal) return refusal(error);
    if (error instanceof EdgeFilterError) return json(400, { error: error.message });
    options.onError(error);
    return json(500, { error: 'failed; the log of the aggregator says why' });
  }
}

/** It shows the whole cluster; asked here, so that a browser asks its user for a token. */
async function answerPage({ page }: HttpOptions, { grant }: Asked): Promise<Answer> {
  await grant('list');
  return { ...html(page.html), policy: page.policy };
}

async function answerMetrics({ registry }: HttpOptions, { grant }: Asked): Promise<Answer> {
  await grant('get');
  return { status: 200, type: registry.contentType, body: await registry.metrics() };
}

async function answerStatus(options: HttpOptions, { grant }: Asked): Promise<Answer> {
  await grant('get');
  options.count('get_status');
  return json(200, statusJson(await options.getStatus()));
}

async function answerEdges(options: HttpOptions, { query, grant }: Asked): Promise<Answer> {
  const request = parseEdgesRequest(query, options.nowUs());
  await grant('list', request.filter.namespace);
  options.count('list_edges');
  const edges = listAnswer(await options.listEdges(request.filter), request).map(
    ({ edge }) => edge,
  );
  const told = outcomePrefixes(edges);
  return json(200, { edges: edges.map((edge) => edgeJson(edge, told)) });
}

const REFUSED: Readonly<Record<AccessRefusalCode, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  unavailable: 503,
};

function refusal({ code, message }: AccessRefusal): Answer {
  return json(REFUSED[code], { error: message });
}

function json(status: number, value: unknown): Answer {
  return { status, type: 'application/json; charset=utf-8', body: `${JSON.stringify(value)}\n` };
}

function text(status: number, line: string): Answer {
  return { status, type: 'text/plain; charset=utf-8', body: `${line}\n` };
}

function html(body: string): Answer {
  return { status: 200, type: 'text/html; charset=utf-8', body };
}

/** Programs send a token as it is, browsers as the password of whatever user (RFC 7617). */
const CHALLENGES = [
  'Bearer realm="dropcast"',
  'Basic realm="dropcast: a token as the password", charset="UTF-8"',
];

function send(response: ServerResponse, { status, type, body, policy }: Answer): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'content-security-policy': policy ?? "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    ...(status === 405 && { allow: 'GET, HEAD' }),
    ...(status === 401 && { 'www-authenticate': CHALLENGES }),
  });
  response.end(body);
}
