/**
 * One connection to the API server and the requests on it, one after the other. HTTP/1.1 on
 * purpose: a watch occupies its connection anyway, and an abort then ends it for the server, too.
 * Every answer ends: by its end, by an error, by silence (`inactivityMs`), or by the signal.
 */
import Client from 'undici/lib/dispatcher/client.js';
import { ApiError } from './api-error.ts';
import { type AnswerReader, Exchange } from './exchange.ts';

const CONNECT_TIMEOUT_MS = 10_000;
/** The server gives up on a list after a minute, too. */
const HEADERS_TIMEOUT_MS = 60_000;
/** Bookmarks come every minute: a watch that is silent for longer is half-open. */
const INACTIVITY_MS = 90_000;

/** What makes a TLS connection; a new object when a file behind it has changed. */
export interface TlsIdentity {
  /** PEM; undefined: the system's. */
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly servername?: string | undefined;
  readonly rejectUnauthorized?: boolean | undefined;
}

export interface Credentials {
  readonly tls: TlsIdentity;
  /** The header's value; undefined when the certificate says who we are. */
  readonly authorization?: string | undefined;
}

/** Where the API server is, and who we are to it. */
export interface ApiAccess {
  /** Such as `https://10.96.0.1:443`. */
  readonly origin: string;
  /**
   * What holds for the next request; `isRefused`: the server did not accept the last one. Throws
   * ApiError when a file or plugin gives nothing.
   */
  credentials(isRefused: boolean): Promise<Credentials>;
}

export interface ApiRequest {
  /** With its query. */
  readonly path: string;
  /** Media types, the best first. */
  readonly accept: string;
}

export interface ConnectionOptions {
  readonly inactivityMs?: number;
}

export class Connection {
  readonly #access: ApiAccess;
  readonly #inactivityMs: number;
  #client: Client | undefined;
  #tls: TlsIdentity | undefined;
  #isRefused = false;

  constructor(access: ApiAccess, options: ConnectionOptions = {}) {
    this.#access = access;
    this.#inactivityMs = options.inactivityMs ?? INACTIVITY_MS;
  }

  /**
   * GETs `path` and feeds the answer to `reader` until its end. Rejects with ApiError, with the
   * signal's reason, or with what `reader` threw.
   */
  async get(request: ApiRequest, reader: AnswerReader, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const { tls, authorization } = await this.#access.credentials(this.#isRefused);
    signal.throwIfAborted();
    const exchange = new Exchange(reader, signal);
    this.#clientFor(tls).dispatch(
      {
        method: 'GET',
        path: request.path,
        headers: { accept: request.accept, ...(authorization && { authorization }) },
        headersTimeout: Math.min(HEADERS_TIMEOUT_MS, this.#inactivityMs),
        bodyTimeout: this.#inactivityMs,
      },
      exchange,
    );
    try {
      await exchange.ended;
      this.#isRefused = false;
    } catch (error) {
      this.#isRefused = error instanceof ApiError && error.code === 'unauthorized';
      throw error;
    }
  }

  #clientFor(tls: TlsIdentity): Client {
    if (this.#client !== undefined && this.#tls === tls) return this.#client;
    this.close();
    this.#tls = tls;
    this.#client = new Client(this.#access.origin, {
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
