/**
 * What PEM files hold, checked whole before anything of it is used: a certificate with another
 * one's key, half of a file or a certificate that has ended never takes the place of a good one.
 */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import { TlsError } from './tls-error.ts';

/** A certificate with those that lead to its authority, and its key; both PEM. */
export interface KeyPair {
  readonly certificate: Buffer;
  readonly privateKey: Buffer;
  /** End of its validity, in milliseconds since the epoch. */
  readonly notAfterMs: number;
}

/** RFC 7468; what stands around the blocks is not looked at. */
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
/** RFC 6750, section 2.1. */
const TOKEN = /^[\w.~+/-]+=*$/;

/** Throws TlsError: the two do not belong together, or not to now. */
export function parseKeyPair(certificate: Buffer, privateKey: Buffer): KeyPair {
  const [own] = readCertificates('--tls-cert', certificate);
  if (!own!.checkPrivateKey(readKey(privateKey))) {
    throw new TlsError('--tls-key: is not the key of the certificate in --tls-cert');
  }
  checkUse('--tls-cert', { cert: certificate, key: privateKey });
  if (Date.now() < own!.validFromDate.getTime()) {
    throw new TlsError(`--tls-cert: is not valid before ${own!.validFromDate.toISOString()}`);
  }
  const pair = { certificate, privateKey, notAfterMs: own!.validToDate.getTime() };
  checkNotExpired(pair);
  return pair;
}

/** Throws TlsError. */
export function checkNotExpired({ notAfterMs }: KeyPair): void {
  if (Date.now() < notAfterMs) return;
  throw new TlsError(`--tls-cert: has expired at ${new Date(notAfterMs).toISOString()}: renew it`);
}

/** The same bytes, once each certificate in them can be read. Throws TlsError. */
export function parseAuthorities(flag: string, bytes: Buffer): Buffer {
  readCertificates(flag, bytes);
  checkUse(flag, { ca: bytes });
  return bytes;
}

/** Throws TlsError; the message tells nothing of the token. */
export function parseToken(bytes: Buffer): string {
  const token = bytes.toString('latin1').trim();
  if (TOKEN.test(token)) return token;
  throw new TlsError('--token-file: holds no bearer token');
}

/** At least one. */
function readCertificates(flag: string, bytes: Buffer): X509Certificate[] {
  const blocks = bytes.toString('latin1').match(CERTIFICATE) ?? [];
  if (blocks.length === 0) throw new TlsError(`${flag}: holds no certificate in PEM`);
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch (cause) {
    throw new TlsError(`${flag}: holds a certificate that cannot be read`, { cause });
  }
}

/** What OpenSSL does not take, such as a short key, is better refused now than by a listener. */
function checkUse(flag: string, options: SecureContextOptions): void {
  try {
    createSecureContext(options);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new TlsError(`${flag}: cannot be used (${why})`, { cause });
  }
}

function readKey(bytes: Buffer): KeyObject {
  try {
    return createPrivateKey(bytes);
  } catch (cause) {
    const message = '--tls-key: holds no private key in PEM that needs no passphrase';
    throw new TlsError(message, { cause });
  }
}
