/**
 * One connection to the API server (or a few) and the requests on it, one after the other.
 * HTTP/1.1 on purpose: a watch occupies its connection anyway, and an abort then ends it for the
 * server, too.
 * Every answer ends: by its end, by an error, by silence (`inactivityMs`), or by the signal.
 */
import type { Agent } from 'node:http';
import {
  AccessError,
  type ClusterAccess,
  type Credentials,
} from '../credentials/cluster-access.ts';
import { ApiError } from './api-error.ts';
import { type AnswerReader, exchange } from './exchange.ts';

/** Loaded with the first request: commands without a cluster start without it. */
const plain = () => process.getBuiltinModule('node:http');
const secure = () => process.getBuiltinModule('node:https');

const CONNECT_TIMEOUT_MS = 10_000;
/** Bookmarks come every minute: a watch that is silent for longer is half-open. */
const INACTIVITY_MS = 90_000;

export interface ApiRequest {
  /** With its query; a server's own path comes before. */
  readonly path: string;
  /** Media types, the best first. */
  readonly accept: string;
}

export interface WriteRequest extends ApiRequest {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body: string;
  /** Media type of the body. */
  readonly contentType: string;
}

type SentRequest = (ApiRequest & { readonly method: 'GET' }) | WriteRequest;

export class Connection {
  readonly #access: ClusterAccess;
  readonly #inactivityMs: number;
  readonly #socketsMax: number;
  #agent: Agent | undefined;
  #openedWith: Pick<Credentials, 'server' | 'tls'> | undefined;

  constructor(access: ClusterAccess, inactivityMs = INACTIVITY_MS, socketsMax = 1) {
    this.#access = access;
    this.#inactivityMs = inactivityMs;
    this.#socketsMax = socketsMax;
  }

  /**
   * GETs `path` and feeds the answer to `reader` until its end. Rejects with ApiError, with the
   * signal's reason, or with what `reader` threw.
   */
  async get(request: ApiRequest, reader: AnswerReader, signal: AbortSignal): Promise<void> {
    await this.#send({ ...request, method: 'GET' }, reader, signal);
  }

  /** Sends `request` with its body; the rest as `get`. */
  async write(request: WriteRequest, reader: AnswerReader, signal: AbortSignal): Promise<void> {
    await this.#send(request, reader, signal);
  }

  async #send(request: SentRequest, reader: AnswerReader, signal: AbortSignal): Promise<void> {
    const { method, path, accept } = request;
    const { body, contentType } = method === 'GET' ? NO_BODY : request;
    signal.throwIfAborted();
    const credentials = await this.#credentials();
    signal.throwIfAborted();
    const url = new URL(credentials.server);
    const isPlain = url.protocol === 'http:';
    const sent = (isPlain ? plain() : secure()).request({
      method,
      agent: this.#agentFor(credentials, isPlain),
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port,
      path: url.pathname.replace(/\/$/, '') + path,
      headers: {
        accept,
        ...(body !== undefined && bodyHeaders(body, contentType)),
        ...credentials.headers,
      },
      timeout: Math.min(CONNECT_TIMEOUT_MS, this.#inactivityMs),
    });
    try {
      await exchange(sent, { reader, signal, inactivityMs: this.#inactivityMs, body });
    } catch (error) {
      const isRefused = error instanceof ApiError && REFUSED.includes(error.code);
      if (isRefused) this.#access.forget();
      throw error;
    }
  }

  async #credentials(): Promise<Credentials> {
    try {
      return await this.#access.credentials();
    } catch (error) {
      if (!(error instanceof AccessError)) throw error;
      throw new ApiError('no_credentials', error.message, { cause: error });
    }
  }

  /** The connection that is open, unless it was opened for other credentials. */
  #agentFor({ server, tls }: Credentials, isPlain: boolean): Agent {
    const isSame = this.#openedWith?.server === server && this.#openedWith.tls === tls;
    if (this.#agent !== undefined && isSame) return this.#agent;
    this.close();
    this.#openedWith = { server, tls };
    const few = { keepAlive: true, maxSockets: this.#socketsMax };
    this.#agent = isPlain ? new (plain().Agent)(few) : new (secure().Agent)({ ...few, ...tls });
    return this.#agent;
  }

  /** Ends what is under way; the next request connects anew. */
  close(): void {
    this.#agent?.destroy();
    this.#agent = undefined;
  }
}

const NO_BODY = { body: undefined, contentType: '' };

/** With its length, which Node does not say of a DELETE: its body would be taken for a request. */
function bodyHeaders(body: string, contentType: string) {
  return { 'content-type': contentType, 'content-length': Buffer.byteLength(body) };
}

/** Either side did not accept what the other showed: to be read anew. */
const REFUSED: readonly string[] = ['unauthorized', 'untrusted'];
