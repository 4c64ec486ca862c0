/**
 * One connection to the API server and the requests on it, one after the other. HTTP/1.1 on
 * purpose: a watch occupies its connection anyway, and an abort then ends it for the server, too.
 * Every answer ends: by its end, by an error, by silence (`inactivityMs`), or by the signal.
 */
import Client from 'undici/lib/dispatcher/client.js';
import {
  AccessError,
  type ClusterAccess,
  type Credentials,
} from '../credentials/cluster-access.ts';
import { ApiError } from './api-error.ts';
import { type AnswerReader, Exchange } from './exchange.ts';

const CONNECT_TIMEOUT_MS = 10_000;
/** The server gives up on a list after a minute, too. */
const HEADERS_TIMEOUT_MS = 60_000;
/** Bookmarks come every minute: a watch that is silent for longer is half-open. */
const INACTIVITY_MS = 90_000;

export interface ApiRequest {
  /** With its query; the server's own path, if it has one, comes before. */
  readonly path: string;
  /** Media types, the best first. */
  readonly accept: string;
}

export class Connection {
  readonly #access: ClusterAccess;
  readonly #inactivityMs: number;
  #client: Client | undefined;
  #openedWith: Pick<Credentials, 'server' | 'tls'> | undefined;

  constructor(access: ClusterAccess, inactivityMs = INACTIVITY_MS) {
    this.#access = access;
    this.#inactivityMs = inactivityMs;
  }

  /**
   * GETs `path` and feeds the answer to `reader` until its end. Rejects with ApiError, with the
   * signal's reason, or with what `reader` threw.
   */
  async get(request: ApiRequest, reader: AnswerReader, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const credentials = await this.#credentials();
    signal.throwIfAborted();
    const exchange = new Exchange(reader, signal);
    this.#clientFor(credentials).dispatch(
      {
        method: 'GET',
        path: pathOf(credentials.server) + request.path,
        headers: { accept: request.accept, ...credentials.headers },
        headersTimeout: Math.min(HEADERS_TIMEOUT_MS, this.#inactivityMs),
        bodyTimeout: this.#inactivityMs,
      },
      exchange,
    );
    try {
      await exchange.ended;
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
      throw new ApiError('unreachable', error.message, { cause: error });
    }
  }

  #clientFor({ server, tls }: Credentials): Client {
    const isSame = this.#openedWith?.server === server && this.#openedWith.tls === tls;
    if (this.#client !== undefined && isSame) return this.#client;
    this.close();
    this.#openedWith = { server, tls };
    this.#client = new Client(new URL(server).origin, {
      connect: { ...tls, timeout: CONNECT_TIMEOUT_MS },
      allowH2: false,
    });
    return this.#client;
  }

  /** Ends what is under way; the next request connects anew. */
  close(): void {
    void this.#client?.destroy();
    this.#client = undefined;
  }
}

/** Either side did not accept what the other showed: to be read anew. */
const REFUSED: readonly string[] = ['unauthorized', 'untrusted'];

/** Empty of a server at the root. */
const pathOf = (server: string): string => new URL(server).pathname.replace(/\/$/, '');
