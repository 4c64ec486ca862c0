import { X509Certificate } from 'node:crypto';
import { expect, it } from 'vitest';
import {
  authorityExtensions,
  leafExtensions,
  newKeys,
  signCertificate,
} from '../../../src/service/tls/sign-certificate.ts';

const SECOND_MS = 1_000;
const { publicKey, privateKey } = newKeys();
const name = { commonName: 'ca', organizations: ['é & co'] };

/** An authority that signs itself. */
const authority = (fromMs: number, untilMs: number) =>
  new X509Certificate(
    signCertificate(
      { name, publicKey, fromMs, untilMs, extensions: authorityExtensions(publicKey) },
      { name, privateKey },
    ),
  );

it.each([
  ['2026-01-02T03:04:05Z', '2049-12-31T23:59:59Z'],
  ['1999-12-31T23:59:59Z', '2050-01-01T00:00:00Z'],
])('is valid from %s until %s', (from, until) => {
  const read = authority(Date.parse(from), Date.parse(until));
  expect(read.validFromDate).toEqual(new Date(from));
  expect(read.validToDate).toEqual(new Date(until));
  expect(read.ca && read.verify(publicKey)).toBe(true);
  expect(read.subject).toBe('O=é & co\nCN=ca');
});

it('signs what others can tell is its own', () => {
  const now = Math.floor(Date.now() / SECOND_MS) * SECOND_MS;
  const leaf = {
    ...{ name: { commonName: 'leaf' }, publicKey: newKeys().publicKey },
    ...{ fromMs: now, untilMs: now + SECOND_MS },
  };
  const use = { names: ['a.example', '10.0.0.1', '::1'], isServer: true, isClient: false };
  const signer = { name, privateKey };
  const signed = new X509Certificate(
    signCertificate({ ...leaf, extensions: leafExtensions(use) }, signer),
  );
  expect(signed.checkIssued(authority(now, now + SECOND_MS))).toBe(true);
  expect(signed.subjectAltName).toBe(
    'DNS:a.example, IP Address:10.0.0.1, IP Address:0:0:0:0:0:0:0:1',
  );
  expect(signed.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
  expect(signed.ca).toBe(false);
});
