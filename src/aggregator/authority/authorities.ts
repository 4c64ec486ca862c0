/**
 * The aggregator's own authorities as they are kept: one that signs, later one that follows it.
 * Invariants: whoever trusts the bundle trusts every certificate that any replica shows; none signs
 * before it has been in the bundle for long enough to be everywhere, unless it is alone.
 */
import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import {
  authorityExtensions,
  leafExtensions,
  newKeys,
  privateKeyPem,
  type Signer,
  signCertificate,
} from '../../service/tls/sign-certificate.ts';

const DAY_MS = 24 * 3_600_000;
const AUTHORITY_MS = 3_650 * DAY_MS;
/** What is left of an authority when the one that follows it is made. */
const SUCCESSION_MS = 365 * DAY_MS;
/** Kubelets give a changed ConfigMap to their pods within minutes; a node may be away for hours. */
const SETTLE_MS = DAY_MS;
const LEAF_MS = 90 * DAY_MS;
/** For clocks that are behind. */
const SKEW_MS = 3_600_000;

export interface Authority extends Signer {
  /** Of its entry in the Secret. */
  readonly entry: string;
  /** PEM. */
  readonly certificate: string;
  readonly key: string;
  /** Its validity, in milliseconds since the epoch. */
  readonly fromMs: number;
  readonly untilMs: number;
}

/** Entries of the Secret by name, each a certificate and its key in PEM. */
export type Entries = Readonly<Record<string, string>>;

/** The oldest first; what has ended, or cannot be read, is left out. */
export function readAuthorities(entries: Entries, nowMs: number): Authority[] {
  return Object.entries(entries)
    .flatMap(([entry, text]) => readAuthority(entry, text) ?? [])
    .filter(({ untilMs }) => nowMs < untilMs)
    .sort((a, b) => a.fromMs - b.fromMs);
}

function readAuthority(entry: string, text: string): Authority | undefined {
  try {
    const [key = '', certificate = ''] = text.split(/(?=-----BEGIN CERTIFICATE-----)/);
    const read = new X509Certificate(certificate);
    const privateKey = createPrivateKey(key);
    if (!read.ca || !read.checkPrivateKey(privateKey)) return undefined;
    const name = { commonName: String(read.toLegacyObject().subject.CN) };
    const [fromMs, untilMs] = [read.validFromDate.getTime(), read.validToDate.getTime()];
    return { ...{ entry, certificate, key, fromMs, untilMs }, name, privateKey };
  } catch {
    return undefined;
  }
}

/** With the one that is to follow, when it is time; the same list otherwise. */
export function withSuccessor(known: readonly Authority[], nowMs: number): readonly Authority[] {
  const newest = known.at(-1);
  if (newest !== undefined && newest.untilMs - nowMs > SUCCESSION_MS) return known;
  return [...known, newAuthority(nowMs)];
}

function newAuthority(nowMs: number): Authority {
  const { publicKey, privateKey } = newKeys();
  const entry = `authority-${randomBytes(4).toString('hex')}`;
  const signer = { name: { commonName: `dropcast-${entry}` }, privateKey };
  const [fromMs, untilMs] = [nowMs - SKEW_MS, nowMs + AUTHORITY_MS];
  const extensions = authorityExtensions(publicKey);
  const certificate = signCertificate(
    { ...signer, publicKey, fromMs, untilMs, extensions },
    signer,
  );
  return { ...signer, entry, certificate, key: privateKeyPem(privateKey), fromMs, untilMs };
}

export function entriesOf(authorities: readonly Authority[]): Entries {
  return Object.fromEntries(
    authorities.map(({ entry, key, certificate }) => [entry, `${key}${certificate}`]),
  );
}

/** What is trusted: PEM. */
export const bundleOf = (authorities: readonly Authority[]): string =>
  authorities.map(({ certificate }) => certificate).join('');

/** Who signs now. */
export function signing(authorities: readonly Authority[], nowMs: number): Authority {
  const settled = authorities.filter(({ fromMs }) => nowMs - fromMs - SKEW_MS >= SETTLE_MS);
  return settled.at(-1) ?? authorities[0]!;
}

/** Shown by a listener, and to agents that are asked for what they hold now. */
export interface Leaf {
  readonly certificate: string;
  readonly key: string;
}

export function issueLeaf(authority: Authority, names: readonly string[], nowMs: number): Leaf {
  const { publicKey, privateKey } = newKeys();
  const leaf = {
    name: { commonName: names[0]! },
    publicKey,
    fromMs: Math.max(nowMs - SKEW_MS, authority.fromMs),
    untilMs: Math.min(nowMs + LEAF_MS, authority.untilMs),
    extensions: leafExtensions({ names, isServer: true, isClient: true }),
  };
  return { certificate: signCertificate(leaf, authority), key: privateKeyPem(privateKey) };
}
