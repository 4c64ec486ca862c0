/**
 * One POST over HTTP, and whether it may be made again: after 429, 502, 503, 504 and broken
 * connections it may, after anything else it may not. Redirects are not followed: what is sent is
 * meant for the address that was given. No message has it.
 */
import type { IncomingMessage } from 'node:http';
import { CommandError } from './ask.ts';
import { LaterError } from './persist.ts';

/** Loaded when it is asked for: commands that send nothing start without it. */
const clientOf = (url: URL) =>
  url.protocol === 'http:'
    ? process.getBuiltinModule('node:http')
    : process.getBuiltinModule('node:https');

const TIMEOUT_MS = 30_000;
/** An answer is empty, or a count with a sentence. */
const ANSWER_BYTES_MAX = 64 * 1024;
const RETRYABLE: ReadonlySet<number> = new Set([429, 502, 503, 504]);
/** Of OpenSSL and of Node's own check of names. */
const CERTIFICATE_CODES = /CERT|SIGNATURE|_CA$/;

export interface Post {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** PEM. */
  readonly tls: { readonly ca?: string; readonly cert?: string; readonly key?: string };
  readonly body: Uint8Array;
  readonly contentType: string;
  readonly signal: AbortSignal;
  readonly nowMs: () => number;
  /** Who is there, in messages: the collector at HOST. */
  readonly noun: string;
  /** What to do about an answer with this status, or a certificate that is not trusted (0). */
  readonly adviceOn: (status: number) => string;
}

/** Resolves to the body of an answer of success. Rejects with LaterError or CommandError. */
export async function post(request: Post): Promise<Buffer> {
  const { noun, nowMs, adviceOn } = request;
  const { response, body } = await exchange(request).catch((cause: unknown) => {
    throw connectionError(request, cause);
  });
  const status = response.statusCode ?? 0;
  if (status >= 200 && status < 300) return body;
  const what = `${noun} answered ${status}`;
  if (!RETRYABLE.has(status)) throw new CommandError(`${what}: ${adviceOn(status)}`);
  throw new LaterError(what, retryAfterMs(response.headers['retry-after'], nowMs()));
}

interface Answer {
  readonly response: IncomingMessage;
  readonly body: Buffer;
}

function exchange({ url, headers, tls, body, contentType, signal }: Post): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const request = clientOf(url).request(url, {
    ...tls,
    method: 'POST',
    headers: { ...headers, 'content-type': contentType, 'content-length': body.length },
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  });
  request.on('error', reject);
  request.once('response', (response) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= ANSWER_BYTES_MAX) chunks.push(chunk);
      else request.destroy(new Error('its answer has no end'));
    });
    response.once('end', () => resolve({ response, body: Buffer.concat(chunks) }));
    response.on('error', reject);
  });
  request.end(body);
  return promise;
}

function connectionError({ noun, adviceOn }: Post, cause: unknown): Error {
  const { code = '', message } = cause as NodeJS.ErrnoException;
  const what = `${noun} cannot be reached: ${message || code}`;
  return CERTIFICATE_CODES.test(code)
    ? new CommandError(`${what}: ${adviceOn(0)}`, { cause })
    : new LaterError(what, 0, { cause });
}

/** Seconds or a date (RFC 9110, 10.2.3). */
function retryAfterMs(header: string | undefined, nowMs: number): number {
  if (header === undefined) return 0;
  if (/^\d{1,6}$/.test(header)) return Number(header) * 1_000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? 0 : Math.max(0, date - nowMs);
}
