/**
 * The files of TLS of one service, looked at again and again: whoever opens a connection takes what
 * is newest, listeners are told of it, and a bad file changes nothing but is said and counted.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';
import {
  checkNotExpired,
  type KeyPair,
  parseAuthorities,
  parseKeyPair,
  parseToken,
} from './pem.ts';
import { ReloadedFiles } from './reloaded-files.ts';
import type { TlsConfig } from './tls-config.ts';
import { TlsError } from './tls-error.ts';

/** What is replaced as one. */
export const TLS_PARTS = ['pair', 'client_ca', 'ca', 'token'] as const;
export type TlsPart = (typeof TLS_PARTS)[number];

/** What metrics tell. */
export interface TlsState {
  /** Looks that found something that cannot be used. */
  readonly failures: Readonly<Record<TlsPart, number>>;
  /** End of our own certificate, in milliseconds since the epoch; undefined without one. */
  readonly notAfterMs: number | undefined;
}

/** What is in use, and may be replaced. */
export interface Reloaded<T> {
  readonly current: T;
  /** True: `current` is new. Rejects with TlsError; then what was in use stays. */
  look(): Promise<boolean>;
}

interface Parts {
  readonly pair: Reloaded<KeyPair> | undefined;
  readonly client_ca: Reloaded<Buffer> | undefined;
  readonly ca: Reloaded<Buffer> | undefined;
  readonly token: Reloaded<string> | undefined;
}

export class TlsFiles {
  readonly serverName: string | undefined;
  readonly #parts: Parts;
  readonly #lookMs: number;
  readonly #failures = { pair: 0, client_ca: 0, ca: 0, token: 0 };
  /** What was said of a part and still holds. */
  readonly #said = new Map<TlsPart, string>();
  readonly #listeners = new Set<() => void>();

  private constructor(config: TlsConfig, parts: Parts) {
    this.serverName = config.serverName;
    this.#lookMs = config.lookMs;
    this.#parts = parts;
  }

  /**
   * Reads what `config` names; `issued` takes the place of files of a pair. Rejects with TlsError.
   */
  static async open(config: TlsConfig, issued?: Reloaded<KeyPair>): Promise<TlsFiles> {
    const parts = await openParts(config);
    return new TlsFiles(config, { ...parts, pair: issued ?? parts.pair });
  }

  get pair(): KeyPair | undefined {
    return this.#parts.pair?.current;
  }

  get clientCa(): Buffer | undefined {
    return this.#parts.client_ca?.current;
  }

  get ca(): Buffer | undefined {
    return this.#parts.ca?.current;
  }

  /** Never to be logged. */
  get token(): string | undefined {
    return this.#parts.token?.current;
  }

  get state(): TlsState {
    return { failures: this.#failures, notAfterMs: this.pair?.notAfterMs };
  }

  /** `listener` hears that `pair` or `clientCa` has changed, until what is returned is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Looks at the files at intervals until `signal` aborts. */
  async run(log: Log, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await pause(this.#lookMs, signal);
      if (!signal.aborted) await this.look(log);
    }
  }

  /** Looks at all files once; says what is new and what cannot be used. */
  async look(log: Log): Promise<void> {
    const changed = await Promise.all(TLS_PARTS.map((part) => this.#lookAt(part, log)));
    if (changed.includes(true)) for (const tell of [...this.#listeners]) tell();
  }

  async #lookAt(part: TlsPart, log: Log): Promise<boolean> {
    try {
      const isNew = (await this.#parts[part]?.look()) ?? false;
      if (part === 'pair' && this.pair !== undefined) checkNotExpired(this.pair);
      if (isNew) log.info({ part, ...this.#validity(part) }, 'TLS files taken anew');
      else if (this.#said.has(part)) log.info({ part }, 'TLS files are well again');
      this.#said.delete(part);
      return isNew;
    } catch (error) {
      if (!(error instanceof TlsError)) throw error;
      this.#fail(part, error.message, log);
      return false;
    }
  }

  #fail(part: TlsPart, reason: string, log: Log): void {
    this.#failures[part]++;
    if (this.#said.get(part) === reason) return;
    this.#said.set(part, reason);
    const kept = 'TLS files cannot be used: what was read before stays in use';
    log.error({ part, reason, ...this.#validity(part) }, kept);
  }

  #validity(part: TlsPart): { validUntil?: string } {
    if (part !== 'pair' || this.pair === undefined) return {};
    return { validUntil: new Date(this.pair.notAfterMs).toISOString() };
  }
}

async function openParts({ pair, clientCa, ca, token }: TlsConfig): Promise<Parts> {
  const one = <T>(flag: string, path: string | undefined, parse: (bytes: Buffer) => T) =>
    path === undefined ? undefined : ReloadedFiles.open([{ flag, path }], parse);
  const authorities = (flag: string, path: string | undefined) =>
    one(flag, path, (bytes) => parseAuthorities(flag, bytes));
  const pairFiles = pair && [
    { flag: '--tls-cert', path: pair.cert },
    { flag: '--tls-key', path: pair.key },
  ];
  return {
    pair: pairFiles && (await ReloadedFiles.open(pairFiles, parseKeyPair)),
    client_ca: await authorities('--tls-client-ca', clientCa),
    ca: await authorities('--tls-ca', ca),
    token: await one('--token-file', token, parseToken),
  };
}

/** Resolves after `ms`, or as soon as `signal` aborts. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return sleep(ms, undefined, { signal }).catch(() => undefined);
}
