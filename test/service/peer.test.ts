import { X509Certificate } from 'node:crypto';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { Metadata } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import { type Peer, peerOfCall, peerOfRequest } from '../../src/service/peer.ts';
import { type CertificateRequest, openAuthority } from '../kube/api-server/certificates.ts';

const authority = openAuthority();

function peerWithNames(names: readonly string[], commonName = 'n1'): Peer {
  return peerWith({ commonName, names });
}

function peerWith(request: CertificateRequest): Peer {
  const { certificate } = authority.issue(request);
  const shown = new X509Certificate(certificate).toLegacyObject();
  const metadata = new Metadata();
  return peerOfCall({ metadata, getAuthContext: () => ({ sslPeerCertificate: shown }) });
}

function peerOfCallWith(...authorizations: readonly string[]): Peer {
  const metadata = new Metadata();
  for (const each of authorizations) metadata.add('authorization', each);
  return peerOfCall({ metadata, getAuthContext: () => ({}) });
}

function peerOfRequestWith(authorization: string): Peer {
  const request = new IncomingMessage(new Socket());
  request.headers.authorization = authorization;
  return peerOfRequest(request);
}

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

describe('the certificate of a peer', () => {
  it('names what it was issued for', () => {
    expect(peerWithNames(['n1', 'n1.example']).certificate).toMatchObject({
      commonName: 'n1',
      organizations: [],
      dnsNames: ['n1', 'n1.example'],
    });
  });

  it('names nobody where one name could be taken for several', () => {
    for (const name of ['n2, DNS:n1', 'n2"', 'n2\n', 'n2\0.n1', "n2', DNS:n1"]) {
      expect(peerWithNames([name, 'n2']).certificate!.dnsNames).not.toContain('n1');
    }
    expect(peerWithNames(['n2, DNS:n1', 'n2']).certificate!.dnsNames).toEqual([]);
  });

  it('is of a machine whether its names can be read or not', () => {
    for (const names of [['n1'], ['n2, DNS:n1']]) {
      expect(peerWithNames(names).certificate!.isMachine).toBe(true);
    }
    const byAddress = { commonName: 'n1', hosts: ['192.0.2.7'] };
    expect(peerWith(byAddress).certificate).toMatchObject({ dnsNames: [], isMachine: true });
    expect(peerWithNames([], 'jane').certificate!.isMachine).toBe(false);
  });

  it('has a common name that is no list, whatever stands in it', () => {
    const commonName = 'n1\nCN=n2, O=masters';
    expect(peerWithNames([], commonName).certificate).toMatchObject({
      commonName,
      organizations: [],
    });
  });

  it('is not there any more once it has ended', () => {
    expect(peerWith({ commonName: 'n1', validMs: -1_000 })).toEqual({});
  });

  it('is not there where the connection shows none', () => {
    const metadata = new Metadata();
    const none = {} as never;
    expect(peerOfCall({ metadata, getAuthContext: () => ({ sslPeerCertificate: none }) })).toEqual(
      {},
    );
  });
});

describe('the token of a peer', () => {
  it.each([
    ['Bearer a.b-c_1', 'a.b-c_1'],
    ['bearer  ab== ', 'ab=='],
    ['Bearer', undefined],
    ['Bearer a b', undefined],
    ['Bearer a,b', undefined],
    ['Token a', undefined],
    [`Bearer ${'a'.repeat(20_000)}`, undefined],
    ['', undefined],
  ])('of %j', (authorization, token) => {
    expect(peerOfCallWith(authorization).token).toBe(token);
    expect(peerOfRequestWith(authorization).token).toBe(token);
  });

  it('is none where two are shown', () => {
    expect(peerOfCallWith('Bearer a', 'Bearer b')).toEqual({});
  });

  it.each([
    ['any:a.b-c', 'a.b-c'],
    [':a.b-c', 'a.b-c'],
    ['a.b-c', undefined],
    ['any:', undefined],
    ['any:a b', undefined],
  ])('may be the password of a browser: %j', (text, token) => {
    expect(peerOfRequestWith(basic(text)).token).toBe(token);
  });

  it('is no password in a call', () => {
    expect(peerOfCallWith(basic('any:token'))).toEqual({});
  });
});
