/**
 * What a request is answered with, and how it is sent. Every answer that holds data is JSON or
 * plain text, so that no log line can become markup.
 */
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AccessRefusal, AccessRefusalCode } from '../../service/access.ts';
import type { QuestionLimitError } from '../../service/question-limits.ts';

type Part = string | Uint8Array;
type Parts = Iterable<Part> | AsyncIterable<Part>;

export interface Answer {
  readonly status: number;
  readonly type: string;
  /** Parts are sent as fast as the reader takes them. */
  readonly body: string | Parts;
  readonly policy?: string;
  /** Beside, or instead of, those of every answer. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly retryAfterSeconds?: number;
}

export function json(status: number, value: unknown): Answer {
  return { status, type: 'application/json; charset=utf-8', body: `${JSON.stringify(value)}\n` };
}

/** Characters of a part: few writes, and little beside what the parts are made of. */
const PART_LENGTH = 64 * 1024;

/**
 * `{"NAME":[…],REST}` of so many values that all of them as text would be too much: each is made
 * when its part is sent.
 */
export function jsonList(name: string, values: Iterable<unknown>, rest: object): Answer {
  const body = listParts(name, values, rest);
  return { status: 200, type: 'application/json; charset=utf-8', body };
}

function* listParts(name: string, values: Iterable<unknown>, rest: object): Generator<string> {
  let part = `{${JSON.stringify(name)}:[`;
  let separator = '';
  for (const value of values) {
    part += separator + JSON.stringify(value);
    separator = ',';
    if (part.length < PART_LENGTH) continue;
    yield part;
    part = '';
  }
  const behind = JSON.stringify(rest).slice(1);
  yield `${part}]${behind === '}' ? behind : `,${behind}`}\n`;
}

/** Bytes that are text in UTF-8, in parts of a few writes each. */
export function bytes(type: string, text: Uint8Array): Answer {
  return { status: 200, type: `${type}; charset=utf-8`, body: slices(text) };
}

function* slices(text: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < text.length; at += PART_LENGTH) yield text.subarray(at, at + PART_LENGTH);
}

export function text(status: number, line: string): Answer {
  return { status, type: 'text/plain; charset=utf-8', body: `${line}\n` };
}

const REFUSED: Readonly<Record<AccessRefusalCode, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  unavailable: 503,
};

export function refusal({ code, message }: AccessRefusal): Answer {
  return json(REFUSED[code], { error: message });
}

/** Those that others make one run into are over in a moment. */
export function limited({ limit, message }: QuestionLimitError): Answer {
  if (limit === 'edges') return json(413, { error: message });
  const answer = json(503, { error: message });
  return limit === 'time' ? answer : { ...answer, retryAfterSeconds: 1 };
}

/** Programs send a token as it is, browsers as the password of whatever user (RFC 7617). */
const CHALLENGES = [
  'Bearer realm="dropcast"',
  'Basic realm="dropcast: a token as the password", charset="UTF-8"',
];

/**
 * Basic makes a browser ask its user, who then sees a window without a word of explanation. The
 * page asks by itself: a script's request is told of Bearer alone, as its head says whose it is.
 * Source: Fetch Metadata Request Headers, https://www.w3.org/TR/fetch-metadata/.
 */
function challengesTo({ headers }: IncomingMessage): string[] {
  const isScript = (headers['sec-fetch-mode'] ?? 'navigate') !== 'navigate';
  return isScript ? CHALLENGES.slice(0, 1) : CHALLENGES;
}

/**
 * Resolves when all is sent; of a body nothing to who asked for the head alone. Rejects when the
 * body's stream does, and with the signal's reason.
 */
export async function send(
  response: ServerResponse,
  answer: Answer,
  signal: AbortSignal,
): Promise<void> {
  const { status, type, body, policy, headers, retryAfterSeconds } = answer;
  response.writeHead(status, {
    'content-type': type,
    ...(typeof body === 'string' && { 'content-length': String(Buffer.byteLength(body)) }),
    'content-security-policy': policy ?? "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
    ...(status === 401 && { 'www-authenticate': challengesTo(response.req) }),
    ...headers,
  });
  const isHead = response.req.method === 'HEAD';
  if (typeof body !== 'string' && !isHead) await sendStream(response, body, signal);
  const sent = once(response, 'finish', { signal }).catch(() => signal.throwIfAborted());
  if (typeof body === 'string') response.end(body);
  else response.end();
  await sent;
}

async function sendStream(
  response: ServerResponse,
  body: Parts,
  signal: AbortSignal,
): Promise<void> {
  response.flushHeaders();
  for await (const part of body) {
    signal.throwIfAborted();
    if (response.write(part)) continue;
    await once(response, 'drain', { signal }).catch(() => signal.throwIfAborted());
  }
}
