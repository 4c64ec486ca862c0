/**
 * One request to a collector, and what became of it by the rules of OTLP over HTTP: 429, 502, 503,
 * 504 and broken connections may be tried again, anything else may not. Redirects are not
 * followed: headers are meant for the address that was given.
 */
import * as http from 'node:http';
import * as https from 'node:https';
import { CommandError } from '../ask.ts';
import type { OtlpTarget } from './otlp-target.ts';
import { LaterError } from './persist.ts';

const TIMEOUT_MS = 30_000;
/** An answer is empty, or a count with a sentence. */
const ANSWER_BYTES_MAX = 64 * 1024;
const RETRYABLE: ReadonlySet<number> = new Set([429, 502, 503, 504]);
/** Of OpenSSL and of Node's own check of names. */
const CERTIFICATE_CODES = /CERT|SIGNATURE|_CA$/;

export interface OtlpPost {
  readonly body: Uint8Array;
  readonly contentType: string;
  readonly signal: AbortSignal;
  readonly nowMs: () => number;
}

/** Resolves to the body of a 200. Rejects with LaterError or CommandError. */
export async function postOtlp(target: OtlpTarget, post: OtlpPost): Promise<Buffer> {
  const { response, body } = await exchange(target, post).catch((cause: unknown) => {
    throw connectionError(target, cause);
  });
  const status = response.statusCode ?? 0;
  if (status >= 200 && status < 300) return body;
  const what = `the collector at ${target.url.host} answered ${status}`;
  if (!RETRYABLE.has(status)) throw new CommandError(`${what}: ${adviceOn(status)}`);
  throw new LaterError(what, retryAfterMs(response.headers['retry-after'], post.nowMs()));
}

function exchange(
  { url, headers, tls }: OtlpTarget,
  { body, contentType, signal }: OtlpPost,
): Promise<{ response: http.IncomingMessage; body: Buffer }> {
  const { promise, resolve, reject } = Promise.withResolvers<{
    response: http.IncomingMessage;
    body: Buffer;
  }>();
  const request = (url.protocol === 'http:' ? http : https).request(url, {
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

function connectionError({ url }: OtlpTarget, cause: unknown): Error {
  const { code = '', message } = cause as NodeJS.ErrnoException;
  const what = `the collector at ${url.host} cannot be reached: ${message || code}`;
  return CERTIFICATE_CODES.test(code)
    ? new CommandError(`${what}: see --otlp-ca`, { cause })
    : new LaterError(what, 0, { cause });
}

function adviceOn(status: number): string {
  if (status === 401 || status === 403) return 'see --otlp-headers-file';
  if (status === 404 || status === 405) return 'does --otlp name its address for OTLP over HTTP?';
  if (status === 413) return 'it takes no request of this size: raise its limit';
  if (status === 415) return 'see --otlp-encoding';
  return 'it does not want the records, now or later; see its log';
}

/** Seconds or a date (RFC 9110, 10.2.3). */
function retryAfterMs(header: string | undefined, nowMs: number): number {
  if (header === undefined) return 0;
  if (/^\d{1,6}$/.test(header)) return Number(header) * 1_000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? 0 : Math.max(0, date - nowMs);
}
