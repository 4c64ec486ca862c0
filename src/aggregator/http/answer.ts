/**
 * What a request is answered with, and how it is sent. Every answer that holds data is JSON or
 * plain text, so that no log line can become markup.
 */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { AccessRefusal, AccessRefusalCode } from '../../service/access.ts';

export interface Answer {
  readonly status: number;
  readonly type: string;
  /** A stream is sent as fast as its reader takes it. */
  readonly body: string | AsyncIterable<string>;
  readonly policy?: string;
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

/** Programs send a token as it is, browsers as the password of whatever user (RFC 7617). */
const CHALLENGES = [
  'Bearer realm="dropcast"',
  'Basic realm="dropcast: a token as the password", charset="UTF-8"',
];

/** Resolves when all is sent, or nobody takes it any more; rejects when the body's stream does. */
export async function send(response: ServerResponse, answer: Answer): Promise<void> {
  const { status, type, body, policy } = answer;
  response.writeHead(status, {
    'content-type': type,
    ...(typeof body === 'string' && { 'content-length': Buffer.byteLength(body) }),
    'content-security-policy': policy ?? "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    ...(status === 405 && { allow: 'GET, HEAD' }),
    ...(status === 401 && { 'www-authenticate': CHALLENGES }),
  });
  if (typeof body === 'string') response.end(body);
  else await sendStream(response, body);
}

async function sendStream(response: ServerResponse, body: AsyncIterable<string>): Promise<void> {
  response.flushHeaders();
  for await (const part of body) {
    if (response.destroyed) return;
    if (!response.write(part)) await takesMore(response);
  }
  response.end();
}

async function takesMore(response: ServerResponse): Promise<void> {
  if (response.destroyed) return;
  const done = new AbortController();
  const { signal } = done;
  await Promise.race([
    once(response, 'drain', { signal }),
    once(response, 'close', { signal }),
  ]).finally(() => done.abort());
}
