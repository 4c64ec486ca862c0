/**
 * Writes X.509 certificates, which Node can read and check but not make: ECDSA over P-256 with
 * SHA-256. Sources: RFC 5280 (section 4.2 for the extensions), RFC 5758.
 */
import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import { isIP } from 'node:net';
import * as der from './der.ts';

const ECDSA_WITH_SHA256 = der.sequence(der.oid('1.2.840.10045.4.3.2'));
const SERVER = '1.3.6.1.5.5.7.3.1';
const CLIENT = '1.3.6.1.5.5.7.3.2';

export interface SubjectName {
  readonly commonName: string;
  readonly organizations?: readonly string[];
}

/** Whose key signs. */
export interface Signer {
  readonly name: SubjectName;
  readonly privateKey: KeyObject;
}

/** What is signed; times in milliseconds since the epoch, kept to the second. */
export interface Subject {
  readonly name: SubjectName;
  readonly publicKey: KeyObject;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly extensions: readonly Buffer[];
}

export interface Keys {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export const newKeys = (): Keys => generateKeyPairSync('ec', { namedCurve: 'prime256v1' });

/** PKCS #8 in PEM. */
export const privateKeyPem = (key: KeyObject): string =>
  key.export({ type: 'pkcs8', format: 'pem' }) as string;

/** The certificate in PEM. */
export function signCertificate(subject: Subject, signer: Signer): string {
  const content = der.sequence(
    der.explicit(0, der.integer(Buffer.from([2]))),
    // Positive, and at most twenty bytes.
    der.integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ECDSA_WITH_SHA256,
    encodeName(signer.name),
    der.sequence(der.time(new Date(subject.fromMs)), der.time(new Date(subject.untilMs))),
    encodeName(subject.name),
    spki(subject.publicKey),
    der.explicit(3, der.sequence(...subject.extensions, authorityKeyId(signer))),
  );
  const signature = sign('sha256', content, signer.privateKey);
  const whole = der.sequence(content, ECDSA_WITH_SHA256, der.bits(signature));
  const lines = whole.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

/** Of an authority that signs no other authority. */
export function authorityExtensions(publicKey: KeyObject): Buffer[] {
  return [
    extension('2.5.29.19', der.sequence(der.boolean(true), der.integer(Buffer.from([0]))), true),
    // keyCertSign and cRLSign.
    extension('2.5.29.15', der.bits(Buffer.from([0b0000_0110]), 1), true),
    extension('2.5.29.14', der.octets(keyId(publicKey))),
  ];
}

export interface LeafUse {
  /** DNS names and IP addresses. */
  readonly names: readonly string[];
  readonly isServer: boolean;
  readonly isClient: boolean;
}

export function leafExtensions({ names, isServer, isClient }: LeafUse): Buffer[] {
  const purposes = [...(isServer ? [SERVER] : []), ...(isClient ? [CLIENT] : [])];
  const usage = extension('2.5.29.37', der.sequence(...purposes.map(der.oid)));
  if (names.length === 0) return [usage];
  return [usage, extension('2.5.29.17', der.sequence(...names.map(alternativeName)))];
}

const extension = (id: string, value: Buffer, critical = false): Buffer =>
  der.sequence(der.oid(id), ...(critical ? [der.boolean(true)] : []), der.octets(value));

const spki = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' });

const keyId = (key: KeyObject): Buffer => createHash('sha1').update(spki(key)).digest();

/** Two authorities of one name are told apart by it. */
function authorityKeyId({ privateKey }: Signer): Buffer {
  const id = der.implicit(0, keyId(createPublicKey(privateKey)));
  return extension('2.5.29.35', der.sequence(id));
}

function encodeName({ commonName, organizations = [] }: SubjectName): Buffer {
  const part = (type: string, text: string): Buffer =>
    der.set(der.sequence(der.oid(type), der.utf8(text)));
  const groups = organizations.map((text) => part('2.5.4.10', text));
  return der.sequence(...groups, part('2.5.4.3', commonName));
}

/** A DNS name or an IPv4 address; of IPv6 only `::1` is ever asked for. */
function alternativeName(name: string): Buffer {
  if (isIP(name) === 4) return der.implicit(7, Buffer.from(name.split('.').map(Number)));
  if (name === '::1') return der.implicit(7, Buffer.from([...Array(15).fill(0), 1]));
  return der.implicit(2, Buffer.from(name));
}
