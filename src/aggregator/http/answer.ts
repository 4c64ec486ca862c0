/**
 * What a request is answered with, and how it is sent. Every answer that holds data is JSON or
 * plain text, so that no log line can become markup.
 */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { AccessRefusal, AccessRefusalCode } from '../../service/access.ts';
import type { QuestionLimitError } from '../../service/question-limits.ts';

export interface Answer {
  readonly status: number;
  readonly type: string;
  /** A stream is sent as fast as its reader takes it. */
  readonly body: string | AsyncIterable<string>;
  readonly policy?: string;
  readonly retryAfterSeconds?: number;
}

export function json(status: number, value: unknown): Answer {
  return { status, type: 'application/json; charset=utf-8', body: `${JSON.stringify(value)}\n` };
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

/** Resolves when all is sent. Rejects when the body's stream does, and with the signal's reason. */
export async function send(
  response: ServerResponse,
  answer: Answer,
  signal: AbortSignal,
): Promise<void> {
  const { status, type, body, policy, retryAfterSeconds } = answer;
  response.writeHead(status, {
    'content-type': type,
    ...(typeof body === 'string' && { 'content-length': String(Buffer.byteLength(body)) }),
    'content-security-policy': policy ?? "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    ...(status === 405 && { allow: 'GET, HEAD' }),
    ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
    ...(status === 401 && { 'www-authenticate': CHALLENGES }),
  });
  if (typeof body !== 'string') await sendStream(response, body, signal);
  const sent = once(response, 'finish', { signal }).catch(() => signal.throwIfAborted());
  if (typeof body === 'string') response.end(body);
  else response.end();
  await sent;
}

async function sendStream(
  response: ServerResponse,
  body: AsyncIterable<string>,
  signal: AbortSignal,
): Promise<void> {
  response.flushHeaders();
  for await (const part of body) {
    signal.throwIfAborted();
    if (response.write(part)) continue;
    await once(response, 'drain', { signal }).catch(() => signal.throwIfAborted());
  }
}
