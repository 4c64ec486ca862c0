/** Who is at the other end of a test's connection. */
import { X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { Metadata } from '@grpc/grpc-js';
import type { Peer, PeerCertificate } from '../../../src/service/peer.ts';

interface Call {
  readonly metadata: Metadata;
  getAuthContext(): { readonly sslPeerCertificate?: { readonly raw: Buffer } };
}

export function peerOfCall(call: Call): Peer {
  const raw = call.getAuthContext().sslPeerCertificate?.raw;
  return peerOf(raw, String(call.metadata.get('authorization')[0] ?? ''));
}

export function peerOfRequest({ socket, headers }: IncomingMessage): Peer {
  const tls = socket as TLSSocket;
  const raw = tls.authorized ? tls.getPeerCertificate().raw : undefined;
  return peerOf(raw, headers.authorization ?? '');
}

function peerOf(raw: Buffer | undefined, authorization: string): Peer {
  const [scheme, value = ''] = authorization.split(' ');
  const decoded = scheme === 'Basic' ? Buffer.from(value, 'base64').toString() : `:${value}`;
  const token = decoded.slice(decoded.indexOf(':') + 1);
  return { ...(raw && { certificate: certificateOf(raw) }), ...(token && { token }) };
}

function certificateOf(raw: Buffer): PeerCertificate {
  const { subject, subjectAltName = '', validToDate } = new X509Certificate(raw);
  const named = (type: string) =>
    [...subject.matchAll(new RegExp(`^${type}=(.*)$`, 'gm'))].map(([, name = '']) => name);
  const [commonName = ''] = named('CN');
  const dnsNames = subjectAltName.split(', ').flatMap((name) => name.split(/^DNS:/)[1] ?? []);
  return { commonName, organizations: named('O'), dnsNames, notAfterMs: validToDate.getTime() };
}
