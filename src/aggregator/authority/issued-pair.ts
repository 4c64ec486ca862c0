/**
 * The certificate that an aggregator issues itself, in the place of files: made at the start, made
 * again long before it ends, and when another authority signs. The key never leaves the process.
 */
import { ApiError } from '../../kube/api/api-error.ts';
import type { JsonApi } from '../../kube/api/json-api.ts';
import { FieldError } from '../../manifest/fields.ts';
import { type KeyPair, parseKeyPair } from '../../service/tls/pem.ts';
import type { IssuedFor } from '../../service/tls/tls-config.ts';
import { TlsError } from '../../service/tls/tls-error.ts';
import type { Reloaded } from '../../service/tls/tls-files.ts';
import { issueLeaf, signing } from './authorities.ts';
import { keepAuthorities } from './keep-authorities.ts';

/** What an accident took out of the cluster is back after this. */
const LOOK_MS = 10 * 60_000;
/** A third of a certificate's life, and well before anybody is alarmed (a week). */
const RENEWAL_MS = 30 * 24 * 3_600_000;

export interface IssuerOptions {
  readonly api: JsonApi;
  readonly issue: IssuedFor;
  readonly nowMs: () => number;
}

export class IssuedPair implements Reloaded<KeyPair> {
  readonly #options: IssuerOptions;
  #signer: string;
  #lookedMs: number;
  #current: KeyPair;

  private constructor(options: IssuerOptions, { pair, signer }: Issued) {
    this.#options = options;
    this.#current = pair;
    this.#signer = signer;
    this.#lookedMs = options.nowMs();
  }

  /** Rejects with TlsError. */
  static async open(options: IssuerOptions): Promise<IssuedPair> {
    return new IssuedPair(options, (await issue(options, () => true))!);
  }

  get current(): KeyPair {
    return this.#current;
  }

  /** Asks the API server now and then; after a failure at every call. Rejects with TlsError. */
  async look(): Promise<boolean> {
    const nowMs = this.#options.nowMs();
    if (nowMs - this.#lookedMs < LOOK_MS) return false;
    const isDue = this.#current.notAfterMs - nowMs < RENEWAL_MS;
    const issued = await issue(this.#options, (signer) => isDue || signer !== this.#signer);
    this.#lookedMs = nowMs;
    if (issued === undefined) return false;
    this.#current = issued.pair;
    this.#signer = issued.signer;
    return true;
  }
}

interface Issued {
  readonly pair: KeyPair;
  /** Which authority signed it. */
  readonly signer: string;
}

/** Undefined: none is wanted of the one that signs now. */
async function issue(
  { api, issue: { namespace, names }, nowMs }: IssuerOptions,
  isWanted: (signer: string) => boolean,
): Promise<Issued | undefined> {
  try {
    const authority = signing(await keepAuthorities(api, namespace, nowMs()), nowMs());
    if (!isWanted(authority.entry)) return undefined;
    const { certificate, key } = issueLeaf(authority, names, nowMs());
    const pair = parseKeyPair(Buffer.from(certificate), Buffer.from(key));
    return { pair, signer: authority.entry };
  } catch (cause) {
    if (!(cause instanceof ApiError || cause instanceof FieldError)) throw cause;
    throw new TlsError(`--tls-issue: no authority (${cause.message})`, { cause });
  }
}
