/**
 * One request's answer on its way from the socket to a reader: in the order of undici's dispatch
 * handler, chunk by chunk and without a queue. What is not a success is collected and becomes an
 * ApiError.
 */
import type { Dispatcher } from 'undici';
import { readStatus } from '../wire/status.ts';
import { ApiError, statusError } from './api-error.ts';

/** A Status is a few hundred bytes; a proxy's error page is not worth more. */
const ERROR_BYTES_MAX = 64 * 1024;

/** Of OpenSSL and of Node's own check of names. */
const CERTIFICATE_CODES = /CERT|SIGNATURE|_CA$/;

const codeOf = (error: Error): string => ('code' in error ? String(error.code) : '');

/** Takes the body of a successful answer. What it throws ends the exchange. */
export interface AnswerReader {
  begin(isProtobuf: boolean): void;
  /** `chunk` is borrowed for the call. */
  read(chunk: Buffer): void;
}

export class Exchange implements Dispatcher.DispatchHandler {
  readonly ended: Promise<void>;
  readonly #reader: AnswerReader;
  readonly #signal: AbortSignal;
  readonly #settle: PromiseWithResolvers<void>;
  #controller: Dispatcher.DispatchController | undefined;
  readonly #abort = () => this.#fail(this.#signal.reason);
  #refusal: Refusal | undefined;

  constructor(reader: AnswerReader, signal: AbortSignal) {
    this.#reader = reader;
    this.#signal = signal;
    this.#settle = Promise.withResolvers();
    this.ended = this.#settle.promise;
    signal.addEventListener('abort', this.#abort, { once: true });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#signal.aborted) controller.abort(new Error('aborted'));
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    statusCode: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    const isProtobuf = String(headers['content-type']).includes('protobuf');
    if (statusCode >= 200 && statusCode < 300) this.#reader.begin(isProtobuf);
    else this.#refusal = new Refusal(statusCode, isProtobuf, headers['retry-after']);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    try {
      if (this.#refusal) this.#refusal.add(chunk);
      else this.#reader.read(chunk);
    } catch (error) {
      this.#fail(error);
    }
  }

  onResponseEnd(): void {
    if (this.#refusal) this.#fail(this.#refusal.error());
    else this.#end();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const code = CERTIFICATE_CODES.test(codeOf(error)) ? 'untrusted' : 'unreachable';
    this.#fail(new ApiError(code, error.message, { cause: error }));
  }

  #end(): void {
    this.#signal.removeEventListener('abort', this.#abort);
    this.#settle.resolve();
  }

  #fail(reason: unknown): void {
    this.#signal.removeEventListener('abort', this.#abort);
    this.#settle.reject(reason);
    this.#controller?.abort(new Error('aborted'));
  }
}

/** An answer that is no success, until its end. */
class Refusal {
  readonly #code: number;
  readonly #isProtobuf: boolean;
  readonly #retryAfterSeconds: number;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(code: number, isProtobuf: boolean, retryAfter: string | string[] | undefined) {
    this.#code = code;
    this.#isProtobuf = isProtobuf;
    // A date is possible, too; no API server sends one.
    this.#retryAfterSeconds = Number.parseInt(String(retryAfter), 10) || 0;
  }

  add(chunk: Buffer): void {
    if (this.#bytes + chunk.length > ERROR_BYTES_MAX) return;
    this.#bytes += chunk.length;
    this.#chunks.push(Buffer.from(chunk));
  }

  error(): ApiError {
    const status = readStatus(Buffer.concat(this.#chunks), this.#isProtobuf);
    const retryAfterSeconds = this.#retryAfterSeconds || status.retryAfterSeconds;
    return statusError({ ...status, code: this.#code, retryAfterSeconds });
  }
}
