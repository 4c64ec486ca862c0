/**
 * What can go wrong between us and the API server. The code alone decides what the reflector does
 * next; the message is one line for a person.
 */

import type { ApiStatus } from '../wire/status.ts';

export const API_ERROR_CODES = [
  /** No connection, or one that broke or fell silent. */
  'unreachable',
  /** One side does not accept the other's certificate. */
  'untrusted',
  /** No token and no certificate to be had. */
  'no_credentials',
  /** 401: token or client certificate are not accepted (any more). */
  'unauthorized',
  /** 403: a role is missing. */
  'forbidden',
  /** 404: the server does not serve this resource (yet). */
  'not_found',
  /** 409: it is there already, changed meanwhile, or another one's. */
  'conflict',
  /** 410: the resourceVersion is too old; only a list helps. */
  'expired',
  /** The server does not take the request's options (400, 422), or leaves them without effect. */
  'unsupported',
  /** 429 and 503: later. */
  'throttled',
  /** Anything else that a server says. */
  'failed',
  /** An answer that cannot be read. */
  'malformed',
] as const;
export type ApiErrorCode = (typeof API_ERROR_CODES)[number];

export class ApiError extends Error {
  readonly code: ApiErrorCode;
  /** The server's wish; 0 when it has none. */
  readonly retryAfterMs: number;

  constructor(
    code: ApiErrorCode,
    message: string,
    options: { cause?: unknown; retryAfterMs?: number } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'ApiError';
    this.code = code;
    this.retryAfterMs = options.retryAfterMs ?? 0;
  }
}

const CODES: ReadonlyMap<number, ApiErrorCode> = new Map([
  [400, 'unsupported'],
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [404, 'not_found'],
  [406, 'unsupported'],
  [409, 'conflict'],
  [410, 'expired'],
  [422, 'unsupported'],
  [429, 'throttled'],
  [503, 'throttled'],
]);

/** The error that a Status stands for, whether it came over HTTP or within a watch. */
export function statusError(status: ApiStatus): ApiError {
  // A server that is younger in its history than our resourceVersion: only a list helps, too.
  const isFromTheFuture = status.message.includes('Too large resource version');
  const code = isFromTheFuture ? 'expired' : (CODES.get(status.code) ?? 'failed');
  const what = status.message || status.reason || 'no reason given';
  return new ApiError(code, `${what} (${status.code})`, {
    retryAfterMs: status.retryAfterSeconds * 1_000,
  });
}
