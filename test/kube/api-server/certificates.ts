/**
 * A certificate authority for tests, made on the fly: Node can make keys and signatures but no
 * X.509. Certificates are ECDSA P-256, valid from an hour ago. Source: RFC 5280, RFC 5758.
 */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';
import * as der from './der.ts';

const ECDSA_WITH_SHA256 = der.sequence(der.oid('1.2.840.10045.4.3.2'));
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
  const issuer = nameOf(commonName, []);
  const sealed = (subject: Subject): string => certificateOf(subject, { keys, name: issuer });
  const own = { publicKey: keys.publicKey, name: issuer, validMs: 24 * HOUR_MS };
  return {
    certificate: sealed({ ...own, extensions: authorityExtensions(keys.publicKey) }),
    key: pemOf(keys.privateKey),
    issue(request) {
      const { publicKey, privateKey } = newKeys();
      const { organizations = [], hosts = [], names = [], validMs = HOUR_MS } = request;
      const name = nameOf(request.commonName, organizations);
      const extensions = leafExtensions(hosts, names);
      return {
        key: pemOf(privateKey),
        certificate: sealed({ publicKey, name, validMs, extensions }),
      };
    },
  };
}

interface Keys {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

interface Subject {
  readonly publicKey: KeyObject;
  readonly name: Buffer;
  readonly validMs: number;
  readonly extensions: readonly Buffer[];
}

const pemOf = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }) as string;

const newKeys = (): Keys => generateKeyPairSync('ec', { namedCurve: 'prime256v1' });

function certificateOf(subject: Subject, issuer: { keys: Keys; name: Buffer }): string {
  const now = Date.now();
  const from = Math.min(now - HOUR_MS, now + subject.validMs - HOUR_MS);
  const content = der.sequence(
    der.explicit(0, der.integer(Buffer.from([2]))),
    der.integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ECDSA_WITH_SHA256,
    issuer.name,
    der.sequence(der.time(new Date(from)), der.time(new Date(now + subject.validMs))),
    subject.name,
    subject.publicKey.export({ type: 'spki', format: 'der' }),
    der.explicit(3, der.sequence(...subject.extensions)),
  );
  const signature = sign('sha256', content, issuer.keys.privateKey);
  const whole = der.sequence(content, ECDSA_WITH_SHA256, der.bits(signature));
  const lines = whole.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

function nameOf(commonName: string, organizations: readonly string[]): Buffer {
  const part = (type: string, text: string): Buffer =>
    der.set(der.sequence(der.oid(type), der.utf8(text)));
  const groups = organizations.map((text) => part('2.5.4.10', text));
  return der.sequence(...groups, part('2.5.4.3', commonName));
}

const extension = (id: string, value: Buffer, critical = false): Buffer =>
  der.sequence(der.oid(id), ...(critical ? [der.boolean(true)] : []), der.octets(value));

function authorityExtensions(publicKey: KeyObject): Buffer[] {
  const bytes = publicKey.export({ type: 'spki', format: 'der' });
  const keyId = createHash('sha1').update(bytes).digest();
  return [
    extension('2.5.29.19', der.sequence(der.boolean(true)), true),
    extension('2.5.29.15', der.bits(Buffer.from([0b0000_0110]), 1), true),
    extension('2.5.29.14', der.octets(keyId)),
  ];
}

const SERVER = '1.3.6.1.5.5.7.3.1';
const CLIENT = '1.3.6.1.5.5.7.3.2';

function leafExtensions(hosts: readonly string[], names: readonly string[]): Buffer[] {
  const isClient = hosts.length === 0 || names.length > 0;
  const purposes = [...(hosts.length > 0 ? [SERVER] : []), ...(isClient ? [CLIENT] : [])];
  const usage = extension('2.5.29.37', der.sequence(...purposes.map(der.oid)));
  const all = [...hosts.map(alternativeName), ...names.map(dnsName)];
  return all.length === 0 ? [usage] : [usage, extension('2.5.29.17', der.sequence(...all))];
}

const dnsName = (name: string): Buffer => der.implicit(2, Buffer.from(name));

/** A DNS name or an IPv4 address; `::1` is the only IPv6 address that tests listen on. */
function alternativeName(host: string): Buffer {
  if (isIP(host) === 4) return der.implicit(7, Buffer.from(host.split('.').map(Number)));
  if (host === '::1') return der.implicit(7, Buffer.from([...Array(15).fill(0), 1]));
  return dnsName(host);
}
