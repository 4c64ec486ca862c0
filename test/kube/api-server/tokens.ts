/**
 * Service account tokens as the API server issues and checks them: signed JWTs, meant for
 * audiences, bound to a pod, of which it is asked whether it is still there.
 * Source: kubernetes pkg/serviceaccount/claims.go and jwt.go.
 */
import { generateKeyPairSync, randomUUID, sign, verify } from 'node:crypto';
import { BUILT_IN_RESOURCES, type StoredObject } from './kube-object.ts';
import type { ObjectStore } from './object-store.ts';

const ISSUER = 'https://kubernetes.default.svc.cluster.local';
const HOUR_MS = 3_600_000;
const PODS = BUILT_IN_RESOURCES.find(({ plural }) => plural === 'pods')!;

export interface TokenRequest {
  readonly namespace: string;
  readonly serviceAccount: string;
  /** Name of the pod that it is bound to, which must be there; undefined: none. */
  readonly pod?: string;
  /** By default the API server itself. */
  readonly audiences?: readonly string[];
  /** How long from now; negative for one that has ended. */
  readonly validMs?: number;
}

export interface UserInfo {
  readonly username: string;
  readonly uid: string;
  readonly groups: readonly string[];
  readonly extra: Readonly<Record<string, readonly string[]>>;
}

interface Reference {
  readonly name: string;
  readonly uid: string;
}

interface Claims {
  readonly aud: readonly string[];
  readonly exp: number;
  readonly iss: string;
  readonly jti: string;
  readonly sub: string;
  readonly 'kubernetes.io': {
    readonly namespace: string;
    readonly serviceaccount: Reference;
    readonly pod?: Reference;
    readonly node?: Reference;
  };
}

/** Why a token is not accepted, in the words of the API server. */
export class TokenError extends Error {}

export class Tokens {
  /** Since Kubernetes 1.30 the token of a pod names its node. */
  nodeClaims = true;
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  readonly #store: ObjectStore;

  constructor(store: ObjectStore) {
    this.#store = store;
  }

  issue(request: TokenRequest): string {
    const { namespace, serviceAccount, audiences = [ISSUER], validMs = HOUR_MS } = request;
    const claims: Claims = {
      aud: audiences,
      exp: Math.floor((Date.now() + validMs) / 1_000),
      iss: ISSUER,
      jti: randomUUID(),
      sub: `system:serviceaccount:${namespace}:${serviceAccount}`,
      'kubernetes.io': {
        namespace,
        serviceaccount: { name: serviceAccount, uid: `uid-of-${serviceAccount}` },
        ...(request.pod !== undefined && this.#binding(namespace, request.pod)),
      },
    };
    const signed = [{ alg: 'ES256', kid: 'test' }, claims].map(encoded).join('.');
    const key = { key: this.#keys.privateKey, dsaEncoding: 'ieee-p1363' } as const;
    return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
  }

  /** The user and those of `audiences` that the token is for; throws TokenError. */
  check(token: string, audiences: readonly string[]): { user: UserInfo; audiences: string[] } {
    const claims = this.#claimsOf(token);
    const common = audiences.filter((each) => claims.aud.includes(each));
    if (common.length === 0) {
      const [theirs, ours] = [claims.aud, audiences].map(quoted);
      throw new TokenError(`token audiences ${theirs} is invalid for the target audiences ${ours}`);
    }
    if (claims.exp * 1_000 <= Date.now()) throw new TokenError('service account token has expired');
    const { namespace, pod } = claims['kubernetes.io'];
    const found = pod && this.#pod(namespace, pod.name);
    if (pod !== undefined && found === undefined) {
      throw new TokenError('service account token has been invalidated');
    }
    if (pod?.uid !== found?.metadata.uid) {
      const uids = `pod UID (${found?.metadata.uid}) does not match service account pod ref claim`;
      throw new TokenError(`${uids} (${pod?.uid})`);
    }
    return { user: userOf(claims), audiences: common };
  }

  #claimsOf(token: string): Claims {
    const [header, payload, signature = ''] = token.split('.');
    const key = { key: this.#keys.publicKey, dsaEncoding: 'ieee-p1363' } as const;
    const signed = Buffer.from(`${header}.${payload}`);
    if (
      payload === undefined ||
      !verify('sha256', signed, key, Buffer.from(signature, 'base64url'))
    )
      throw new TokenError('go-jose/go-jose: error in cryptographic primitive');
    return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims;
  }

  #binding(namespace: string, name: string): Pick<Claims['kubernetes.io'], 'pod' | 'node'> {
    const found = this.#pod(namespace, name);
    if (found === undefined) throw new Error(`pods "${name}" not found`);
    const { nodeName } = found.spec as { readonly nodeName: string };
    const node = { name: nodeName, uid: `uid-of-${nodeName}` };
    return { pod: { name, uid: found.metadata.uid }, ...(this.nodeClaims && { node }) };
  }

  #pod(namespace: string, name: string): StoredObject | undefined {
    return this.#store.get(PODS, `${namespace}/${name}`);
  }
}

/** What `--api-audiences` is by default. */
export const API_AUDIENCES: readonly string[] = [ISSUER];

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** As Go prints a list of strings. */
const quoted = (texts: readonly string[]): string =>
  `[${texts.map((text) => JSON.stringify(text)).join(' ')}]`;

function userOf({ sub, jti, 'kubernetes.io': { namespace, serviceaccount, pod, node } }: Claims) {
  const named = { 'credential-id': `JTI=${jti}`, ...naming('node', node), ...naming('pod', pod) };
  const extra = Object.entries(named).map(([key, value]) => [
    `authentication.kubernetes.io/${key}`,
    [value],
  ]);
  const accounts = ['system:serviceaccounts', `system:serviceaccounts:${namespace}`];
  return {
    username: sub,
    uid: serviceaccount.uid,
    groups: [...accounts, 'system:authenticated'],
    extra: Object.fromEntries(extra) as UserInfo['extra'],
  };
}

const naming = (kind: string, reference: Reference | undefined): Record<string, string> =>
  reference === undefined
    ? {}
    : { [`${kind}-name`]: reference.name, [`${kind}-uid`]: reference.uid };
