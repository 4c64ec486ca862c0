/**
 * How an aggregator is connected to: by TLS with the newest files, or in plain text. Made anew for
 * each connection, so that a certificate or token that was replaced is used by the next one.
 */
import { isIP } from 'node:net';
import { checkServerIdentity, getCACertificates, type PeerCertificate } from 'node:tls';
import { type ChannelCredentials, type ChannelOptions, credentials, Metadata } from '@grpc/grpc-js';
import { parseSocketAddress } from '../socket-address.ts';
import type { TlsFiles } from './tls-files.ts';

/** What a gRPC channel is opened with. */
export interface ChannelSetup {
  readonly channel: ChannelCredentials;
  readonly options: ChannelOptions;
}

export interface ClientCredentials {
  /** For one connection to `address` (HOST:PORT). */
  for(address: string): ChannelSetup;
}

/** What goes to a proxy of the environment's leaves this machine, whatever its address says. */
const WITHOUT_PROXY: ChannelOptions = { 'grpc.enable_http_proxy': 0 };

export const PLAIN_TEXT: ClientCredentials = {
  for: () => ({ channel: credentials.createInsecure(), options: WITHOUT_PROXY }),
};

/** An address is not allowed as a server name (RFC 6066, section 3); grpc-js has to send one. */
const NAME_OF_ADDRESS = 'dropcast-aggregator';

/** `files` undefined: plain text. */
export function clientCredentials(files: TlsFiles | undefined): ClientCredentials {
  if (files === undefined) return PLAIN_TEXT;
  return {
    for(address) {
      const name = files.serverName ?? parseSocketAddress(address)?.host ?? '';
      const { channel, options } = secureSetup(name, files.ca ?? systemAuthorities(), files);
      return { channel: withToken(channel, files), options };
    },
  };
}

/**
 * For one connection to the agent of `node`, which shows a certificate that names its node; we show
 * our own, and never a token. `files` undefined: plain text. Undefined: no authority of agents is
 * known.
 */
export function nodeCredentials(
  files: TlsFiles | undefined,
  node: string,
): ChannelSetup | undefined {
  if (files === undefined) return PLAIN_TEXT.for(node);
  return files.clientCa && secureSetup(node, files.clientCa, files);
}

function secureSetup(name: string, ca: Buffer | null, { pair }: TlsFiles): ChannelSetup {
  const channel = credentials.createSsl(ca, pair?.privateKey, pair?.certificate, {
    checkServerIdentity: (_host, shown) => checkShownName(name, shown),
  });
  const serverName = isIP(name) === 0 ? name : NAME_OF_ADDRESS;
  return { channel, options: { 'grpc.ssl_target_name_override': serverName } };
}

/** The machine's own; null where it has none: those that Node brings. */
function systemAuthorities(): Buffer | null {
  const authorities = getCACertificates('system');
  return authorities.length === 0 ? null : Buffer.from(authorities.join('\n'));
}

/** grpc-js sends call credentials over TLS only, once the server has shown who it is. */
function withToken(channel: ChannelCredentials, files: TlsFiles): ChannelCredentials {
  if (files.token === undefined) return channel;
  const authorise = credentials.createFromMetadataGenerator((_call, done) => {
    const metadata = new Metadata();
    metadata.set('authorization', `Bearer ${files.token}`);
    done(null, metadata);
  });
  return credentials.combineChannelCredentials(channel, authorise);
}

/** Says shortly what Node says at length. */
function checkShownName(name: string, shown: PeerCertificate): Error | undefined {
  if (checkServerIdentity(name, shown) === undefined) return undefined;
  const names = shown.subjectaltname?.replaceAll(/\b(?:DNS|IP Address):/g, '');
  return new Error(`the certificate names ${names || 'nobody'}, not ${name}`);
}
