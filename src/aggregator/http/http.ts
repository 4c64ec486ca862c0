/**
 * The aggregator's web face: the page, its JSON, and what monitoring asks for. Read-only; that it
 * lives is anybody's to know, and so are the page and the description of the API, which hold no
 * data; all else is granted first.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { EdgeFilterError } from '../../flow/endpoint-pattern.ts';
import { type Access, AccessRefusal, type ReadVerb } from '../../service/access.ts';
import type { Peer } from '../../service/peer.ts';
import { QUERY_VERBS, type QueryMethod } from '../../service/query.ts';
import type { OpenQuestion, QuestionGate } from '../../service/question-gate.ts';
import { QuestionLimitError } from '../../service/question-limits.ts';
import { AnalysisError, type AnalysisFault } from '../analysis.ts';
import { ANALYSIS_ENDPOINTS } from './analysis-endpoints.ts';
import { type Answer, json, limited, refusal, send, text } from './answer.ts';
import { EDGE_ENDPOINTS } from './edge-endpoints.ts';
import type { Answering, Asked, Endpoint } from './endpoint.ts';
import { GROUP_ENDPOINTS } from './group-endpoints.ts';
import { describeApi } from './openapi.ts';
import { isOwnHost } from './own-host.ts';
import { answerPage, type Page } from './page.ts';
import { checkWords } from './query-words.ts';
import { BodyError, readBody } from './read-body.ts';
import { STATE_ENDPOINTS } from './state-endpoints.ts';

export interface HttpOptions extends Answering {
  readonly page: Page;
  readonly version: string;
  readonly access: Pick<Access, 'reader'>;
  readonly gate: QuestionGate;
  readonly peerOf: (request: IncomingMessage) => Peer;
  /** Names by which it is asked in plain text; undefined: the certificate tells who is meant. */
  readonly hosts: readonly string[] | undefined;
  /** Whether batches and questions are taken. */
  readonly isReady: () => boolean;
  /** Hears of each question that is granted. */
  readonly onQuestion: (method: QueryMethod) => void;
  /** Hears of faults that are not the asker's. */
  readonly onError: (error: unknown) => void;
}

type Route = (options: HttpOptions, asked: Asked) => Answer | Promise<Answer>;

const ENDPOINTS: readonly Endpoint[] = [
  ...EDGE_ENDPOINTS,
  ...GROUP_ENDPOINTS,
  ...STATE_ENDPOINTS,
  ...ANALYSIS_ENDPOINTS,
];

const ROUTES: ReadonlyMap<string, Route> = new Map<string, Route>([
  ['/healthz', () => text(200, 'ok')],
  ['/readyz', ({ isReady }) => (isReady() ? text(200, 'ok') : text(503, 'not ready'))],
  ['/metrics', answerMetrics],
  ['/api/v1/openapi.json', ({ version }) => json(200, describeApi(ENDPOINTS, version))],
  ...routesOf('GET'),
]);

const POST_ROUTES: ReadonlyMap<string, Route> = new Map(routesOf('POST'));

function routesOf(wanted: 'GET' | 'POST'): [string, Route][] {
  const endpoints = ENDPOINTS.filter(({ method = 'GET' }) => method === wanted);
  return endpoints.map((endpoint) => [endpoint.path, routeTo(endpoint)]);
}

/** A listener for node:http. */
export function httpListener(options: HttpOptions): RequestListener {
  return (request, response) => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    void respond(options, request, { response, gone: gone.signal });
  };
}

interface Waiting {
  readonly response: ServerResponse;
  /** Aborts when nobody waits for the answer any more. */
  readonly gone: AbortSignal;
}

async function respond(
  options: HttpOptions,
  request: IncomingMessage,
  { response, gone }: Waiting,
): Promise<void> {
  let question: OpenQuestion | undefined;
  const ask = async (verb: ReadVerb, namespace = '') =>
    options.access.reader(options.peerOf(request), { verb, namespace });
  const begin: Asked['begin'] = async (method, namespace) => {
    const askAgain = () => ask(QUERY_VERBS[method], namespace);
    const grant = await askAgain();
    options.onQuestion(method);
    const kind = method === 'observe_edges' ? 'follow' : 'answer';
    question = options.gate.begin(grant.who, kind, gone);
    const { signal, takeEdges, untimed } = question;
    return { grant, askAgain, signal, takeEdges, untimed };
  };
  try {
    const body = (signal: AbortSignal) => readBody(request, signal);
    const answer = await answerTo(options, request, { grant: ask, begin, body });
    await send(response, answer, question?.signal ?? gone);
  } catch (error) {
    if (!gone.aborted && !isAskers(error)) options.onError(error);
    // Its head is sent: only a connection that breaks says that there was more.
    response.destroy();
  } finally {
    question?.[Symbol.dispose]();
    // What was posted and nobody reads, so that the connection can be used again.
    request.resume();
  }
}

async function answerTo(
  options: HttpOptions,
  request: IncomingMessage,
  asked: Omit<Asked, 'query'>,
): Promise<Answer> {
  try {
    // Only the path is parsed: a request line such as `//host` or `http://…` must not choose
    // anything else.
    const [path = '', query = ''] = (request.url ?? '').split(/\?(.*)/s);
    const file = answerPage(options.page, path, request);
    if (file) return file;
    if (isMisled(options, path, request)) return json(421, { error: MISLED });
    if (isForeign(request)) return json(403, { error: 'pages of other sites may not ask' });
    const taken = methodsOf(path);
    if (taken.length === 0) return json(404, { error: `there is no ${path}` });
    const route = taken.find(({ methods }) => methods.includes(request.method ?? ''))?.route;
    if (!route) return notAllowed(taken.flatMap(({ methods }) => methods));
    return await route(options, { query: new URLSearchParams(query), ...asked });
  } catch (error) {
    if (error instanceof AccessRefusal) return refusal(error);
    if (error instanceof QuestionLimitError) return limited(error);
    if (error instanceof EdgeFilterError) return json(400, { error: error.message });
    if (error instanceof BodyError) return json(error.status, { error: error.message });
    if (error instanceof AnalysisError) return notAnalysed(error);
    // Nobody hears this.
    if (error instanceof Error && error.name === 'AbortError') throw error;
    options.onError(error);
    return json(500, { error: 'failed; the log of the aggregator says why' });
  }
}

const MISLED = 'the name in the address is not known here: --http-host';

/** Whether the name of another site led here; health is anybody's to know, by any name. */
function isMisled({ hosts }: HttpOptions, path: string, { headers }: IncomingMessage): boolean {
  if (hosts === undefined || path === '/healthz' || path === '/readyz') return false;
  return !isOwnHost(headers.host, hosts);
}

/**
 * Whether a page of another site asks in its reader's name: it could not see the answer, and the
 * work would be ours. A link may lead here.
 * Source: Fetch Metadata Request Headers, https://www.w3.org/TR/fetch-metadata/.
 */
function isForeign({ method, headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'] ?? 'none';
  if (site === 'same-origin' || site === 'none') return false;
  return method !== 'GET' || headers['sec-fetch-dest'] !== 'document';
}

interface Taken {
  readonly methods: readonly string[];
  readonly route: Route;
}

/** How the path may be asked; empty: it is not there. */
function methodsOf(path: string): Taken[] {
  const get = ROUTES.get(path);
  const post = POST_ROUTES.get(path);
  return [
    ...(get ? [{ methods: ['GET', 'HEAD'], route: get }] : []),
    ...(post ? [{ methods: ['POST'], route: post }] : []),
  ];
}

function notAllowed(methods: readonly string[]): Answer {
  const allow = methods.join(', ');
  return { ...json(405, { error: `only ${allow}` }), headers: { allow } };
}

const FAULTS: Readonly<Record<AnalysisFault, number>> = {
  question: 400,
  policies: 422,
  objects: 409,
  cluster: 503,
  memory: 413,
};

function notAnalysed({ fault, message, mistakes }: AnalysisError): Answer {
  return json(FAULTS[fault], { error: message, ...(mistakes.length > 0 && { mistakes }) });
}

/** What the asker brought about, and is no fault of ours. */
function isAskers(error: unknown): boolean {
  return [AccessRefusal, QuestionLimitError, BodyError].some((known) => error instanceof known);
}

function routeTo({ parameters, answer }: Endpoint): Route {
  return (options, asked) => {
    checkWords(asked.query, parameters);
    return answer(options, asked);
  };
}

async function answerMetrics({ registry }: HttpOptions, { grant }: Asked): Promise<Answer> {
  await grant('get');
  return { status: 200, type: registry.contentType, body: await registry.metrics() };
}
