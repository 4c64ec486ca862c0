/** A certificate authority for tests, made on the fly; certificates are valid from an hour ago. */
import {
  authorityExtensions,
  leafExtensions,
  newKeys,
  privateKeyPem,
  type Subject,
  signCertificate,
} from '../../../src/service/tls/sign-certificate.ts';

const HOUR_MS = 3_600_000;

/** PEM texts. */
export interface KeyAndCertificate {
  readonly key: string;
  readonly certificate: string;
}

export interface CertificateRequest {
  readonly commonName: string;
  /** What Kubernetes reads as the groups of a user. */
  readonly organizations?: readonly string[];
  /** Names and addresses that a server answers to; none for a client. */
  readonly hosts?: readonly string[];
  /** DNS names of a client; with `hosts`, the certificate is for both ends. */
  readonly names?: readonly string[];
  /** How long from now; negative for one that has ended. */
  readonly validMs?: number;
}

export interface Authority {
  /** PEM, what clients trust. */
  readonly certificate: string;
  /** PEM, with which it signs. */
  readonly key: string;
  issue(request: CertificateRequest): KeyAndCertificate;
}

export function openAuthority(commonName = 'test-ca'): Authority {
  const keys = newKeys();
  const signer = { name: { commonName }, privateKey: keys.privateKey };
  const own = { name: signer.name, publicKey: keys.publicKey, ...validFor(24 * HOUR_MS) };
  const extensions = authorityExtensions(keys.publicKey);
  return {
    certificate: signCertificate({ ...own, extensions }, signer),
    key: privateKeyPem(keys.privateKey),
    issue(request) {
      const { publicKey, privateKey } = newKeys();
      const { commonName, organizations = [], hosts = [], names = [], validMs = HOUR_MS } = request;
      const name = { commonName, organizations };
      const use = {
        names: [...hosts, ...names],
        isServer: hosts.length > 0,
        isClient: hosts.length === 0 || names.length > 0,
      };
      const leaf = { name, publicKey, ...validFor(validMs), extensions: leafExtensions(use) };
      return { key: privateKeyPem(privateKey), certificate: signCertificate(leaf, signer) };
    },
  };
}

function validFor(validMs: number): Pick<Subject, 'fromMs' | 'untilMs'> {
  const now = Date.now();
  return { fromMs: Math.min(now, now + validMs) - HOUR_MS, untilMs: now + validMs };
}
