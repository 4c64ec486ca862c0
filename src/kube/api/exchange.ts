/**
 * One request's answer on its way from the socket to a reader, chunk by chunk and without a queue.
 * What is not a success is collected and becomes an ApiError.
 */
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { readStatus } from '../wire/status.ts';
import { ApiError, statusError } from './api-error.ts';

/** A Status is a few hundred bytes; a proxy's error page is not worth more. */
const ERROR_BYTES_MAX = 64 * 1024;
/** Of OpenSSL and of Node's own check of names. */
const CERTIFICATE_CODES = /CERT|SIGNATURE|_CA$/;

/** Takes the body of a successful answer. What it throws ends the exchange. */
export interface AnswerReader {
  begin(isProtobuf: boolean): void;
  /** `chunk` is borrowed for the call. */
  read(chunk: Buffer): void;
}

export interface ExchangeOptions {
  readonly reader: AnswerReader;
  readonly signal: AbortSignal;
  /** Silence that ends it, once connected. */
  readonly inactivityMs: number;
  readonly body?: string | undefined;
}

/**
 * Sends `request` and reads its answer to the end. Rejects with ApiError, with the signal's reason,
 * or with what the reader threw; the connection is then gone.
 */
export async function exchange(request: ClientRequest, options: ExchangeOptions): Promise<void> {
  const { reader, signal, inactivityMs, body } = options;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const fail = (reason: unknown): void => {
    reject(reason);
    request.destroy();
  };
  const abort = (): void => fail(signal.reason);
  const broken = (error: Error): void => fail(connectionError(error));
  signal.addEventListener('abort', abort, { once: true });
  request.once('socket', (socket) => {
    whenConnected(socket, () => request.setTimeout(inactivityMs));
  });
  request.once('timeout', () => fail(new ApiError('unreachable', 'the server has fallen silent')));
  request.on('error', broken);
  request.once('response', (response) => {
    response.on('error', broken);
    const take = isSuccess(response) ? reader : new Refusal(response);
    take.begin(isProtobuf(response));
    response.on('data', (chunk: Buffer) => {
      try {
        take.read(chunk);
      } catch (error) {
        fail(error);
      }
    });
    response.once('end', () => (take instanceof Refusal ? reject(take.error()) : resolve()));
  });
  request.end(body);
  try {
    await promise;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function whenConnected(socket: Socket, connected: () => void): void {
  if (socket.connecting)
    socket.once('encrypted' in socket ? 'secureConnect' : 'connect', connected);
  else connected();
}

function connectionError(error: Error): ApiError {
  const code = 'code' in error ? String(error.code) : '';
  const kind = CERTIFICATE_CODES.test(code) ? 'untrusted' : 'unreachable';
  // Node says "aborted" or "socket hang up" of what the other side did.
  const what = code === 'ECONNRESET' ? 'the server broke the connection' : error.message || code;
  return new ApiError(kind, what, { cause: error });
}

const isSuccess = ({ statusCode = 0 }: IncomingMessage): boolean =>
  statusCode >= 200 && statusCode < 300;

const isProtobuf = ({ headers }: IncomingMessage): boolean =>
  headers['content-type']?.includes('protobuf') ?? false;

/** An answer that is no success, until its end. */
class Refusal implements AnswerReader {
  readonly #code: number;
  readonly #retryAfterSeconds: number;
  readonly #chunks: Buffer[] = [];
  #isProtobuf = false;
  #bytes = 0;

  constructor({ statusCode = 0, headers }: IncomingMessage) {
    this.#code = statusCode;
    // A date is possible, too; no API server sends one.
    this.#retryAfterSeconds = Number.parseInt(headers['retry-after'] ?? '', 10) || 0;
  }

  begin(isProtobuf: boolean): void {
    this.#isProtobuf = isProtobuf;
  }

  read(chunk: Buffer): void {
    if (this.#bytes + chunk.length > ERROR_BYTES_MAX) return;
    this.#bytes += chunk.length;
    this.#chunks.push(chunk);
  }

  error(): ApiError {
    const status = readStatus(Buffer.concat(this.#chunks), this.#isProtobuf);
    const retryAfterSeconds = this.#retryAfterSeconds || status.retryAfterSeconds;
    return statusError({ ...status, code: this.#code, retryAfterSeconds });
  }
}
