/**
 * Who is at the other end of a connection, as far as the connection itself shows it. What a peer
 * may do is another question (access.ts).
 */
import { X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type PeerCertificate as ShownCertificate, TLSSocket } from 'node:tls';
import type { Metadata } from '@grpc/grpc-js';

/** Of a client certificate that an authority of ours has signed and that is valid now. */
export interface PeerCertificate {
  readonly commonName: string;
  readonly organizations: readonly string[];
  /** DNS names of the subject alternative names; an agent's has its node's name. */
  readonly dnsNames: readonly string[];
  /** Its names are of a machine or a workload, whether we can read them or not; no person's. */
  readonly isMachine: boolean;
  /** End of its validity, in milliseconds since the epoch. */
  readonly notAfterMs: number;
}

export interface Peer {
  readonly certificate?: PeerCertificate;
  /** A bearer token, nothing of it checked yet; never to be logged. */
  readonly token?: string;
}

/** What of a call of grpc-js shows who has made it. */
export interface PeerCall {
  readonly metadata: Pick<Metadata, 'get'>;
  /** Has a certificate only where its authority is one of ours. */
  getAuthContext(): { readonly sslPeerCertificate?: ShownCertificate };
}

/** A token of an API server has about a kilobyte. */
const TOKEN_LENGTH_MAX = 16_384;
/** RFC 6750, section 2.1. */
const BEARER = /^Bearer +([\w.~+/-]+=*) *$/i;
const BASIC = /^Basic +([\w+/-]+=*) *$/i;
const TOKEN = /^[\w.~+/-]+=*$/;

export function peerOfCall(call: PeerCall): Peer {
  const { sslPeerCertificate } = call.getAuthContext();
  return peerOf(sslPeerCertificate, call.metadata.get('authorization'));
}

/** As of a request over HTTP: Hubble's clients cannot send a token in any other way. */
export function peerOfHubbleCall(call: PeerCall): Peer {
  const { sslPeerCertificate } = call.getAuthContext();
  return peerOf(sslPeerCertificate, call.metadata.get('authorization').map(withPassword));
}

/**
 * The token may also come as the password of Basic authentication, whatever the user's name, so
 * that a browser can ask for it.
 */
export function peerOfRequest({ socket, headers }: IncomingMessage): Peer {
  const isShown = socket instanceof TLSSocket && socket.authorized;
  const { authorization } = headers;
  return peerOf(
    isShown ? socket.getPeerCertificate() : undefined,
    authorization === undefined ? [] : [withPassword(authorization)],
  );
}

function withPassword(authorization: string | Buffer): string {
  return passwordOf(String(authorization)) ?? String(authorization);
}

/** Two authorizations are none: it is not known which one is meant. */
function peerOf(
  shown: ShownCertificate | undefined,
  authorizations: readonly (string | Buffer)[],
): Peer {
  // Without a certificate Node gives an empty object.
  const certificate = shown?.raw === undefined ? undefined : readValid(shown);
  const [authorization, second] = authorizations;
  const token = second === undefined ? tokenOf(String(authorization ?? '')) : undefined;
  return {
    ...(certificate !== undefined && { certificate }),
    ...(token !== undefined && { token }),
  };
}

function tokenOf(authorization: string): string | undefined {
  if (authorization.length > TOKEN_LENGTH_MAX) return undefined;
  return BEARER.exec(authorization)?.[1];
}

/** `Basic` of USER:PASSWORD as the `Bearer` that is meant; undefined where it is none. */
function passwordOf(authorization: string): string | undefined {
  const encoded = BASIC.exec(authorization)?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('latin1');
  const password = text.slice(text.indexOf(':') + 1);
  return text.includes(':') && TOKEN.test(password) ? `Bearer ${password}` : '';
}

/** Undefined: it has ended since the connection was made, or since the session that it resumes. */
function readValid(shown: ShownCertificate): PeerCertificate | undefined {
  const certificate = readCertificate(shown);
  return Date.now() < certificate.notAfterMs ? certificate : undefined;
}

function readCertificate({ raw, subject }: ShownCertificate): PeerCertificate {
  const { subjectAltName, validToDate } = new X509Certificate(raw);
  const names = partsOf(subject.CN);
  return {
    // Two are none: others may take another one than we do.
    commonName: names.length === 1 ? names[0]! : '',
    organizations: partsOf(subject.O),
    dnsNames: dnsNamesOf(subjectAltName ?? ''),
    isMachine: /\b(?:DNS|IP Address|URI):/.test(subjectAltName ?? ''),
    notAfterMs: validToDate.getTime(),
  };
}

/** Node gives one part as text, several as a list. */
function partsOf(part: string | readonly string[] | undefined): readonly string[] {
  if (part === undefined) return [];
  return typeof part === 'string' ? [part] : part;
}

/**
 * Node prints `DNS:a, DNS:b, IP Address:1.2.3.4`, and quotes a name that could be taken for several
 * (CVE-2021-44532). No node is called so: such a certificate names nobody.
 */
function dnsNamesOf(subjectAltName: string): readonly string[] {
  if (subjectAltName.includes('"')) return [];
  return subjectAltName
    .split(', ')
    .filter((name) => name.startsWith('DNS:'))
    .map((name) => name.slice('DNS:'.length));
}
