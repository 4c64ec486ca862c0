/**
 * What was asked for of TLS, checked together: files to use, or plain text. Plain text is never a
 * default; where others than this machine can hear it, it has to be said twice.
 */
import { formatSocketAddress, isLoopback, type SocketAddress } from '../socket-address.ts';

/** As they come from flags and environment; undefined or empty: not given. */
export interface TlsOptions {
  /** PEM: our own certificate, and those that lead to its authority. */
  readonly tlsCert?: string | undefined;
  readonly tlsKey?: string | undefined;
  /** Of an aggregator: the Service for which it issues its own certificate. */
  readonly tlsIssue?: string | undefined;
  /** PEM: authorities of clients. */
  readonly tlsClientCa?: string | undefined;
  /** PEM: authorities of the aggregator that is connected to. */
  readonly tlsCa?: string | undefined;
  /** What the aggregator's certificate names, where that is not its address. */
  readonly tlsServerName?: string | undefined;
  /** Of a bearer token. */
  readonly tokenFile?: string | undefined;
  /** How often plain text was asked for. */
  readonly insecure?: number | undefined;
}

/** Whom a certificate names that is issued, not read. */
export interface IssuedFor {
  /** Where its authority is kept. */
  readonly namespace: string;
  /** The Service's first. */
  readonly names: readonly string[];
}

/** Which files to use; each path undefined: not asked for. */
export interface TlsConfig {
  readonly pair: { readonly cert: string; readonly key: string } | undefined;
  /** In the place of `pair`. */
  readonly issue: IssuedFor | undefined;
  readonly clientCa: string | undefined;
  readonly ca: string | undefined;
  readonly serverName: string | undefined;
  readonly token: string | undefined;
  /** How often files are looked at again, in milliseconds. */
  readonly lookMs: number;
}

/** An address that is listened on or connected to, and the flag that says it. */
export interface End {
  readonly flag: string;
  readonly address: SocketAddress;
}

/** Throws: it is given one line that names the flag and what it wants. */
export type Refuse = (message: string) => never;

/**
 * A kubelet swaps a link some time after a Secret has changed, and a person copies certificate and
 * key one after the other: no event tells when all is there. Certificates are renewed hours before
 * they end; three small files are read in well below a millisecond.
 */
const LOOK_MS = 10_000;

const FLAGS = {
  tlsCert: '--tls-cert',
  tlsKey: '--tls-key',
  tlsIssue: '--tls-issue',
  tlsClientCa: '--tls-client-ca',
  tlsCa: '--tls-ca',
  tlsServerName: '--tls-server-name',
  tokenFile: '--token-file',
} as const;

/** Undefined: plain text was asked for, as often as `ends` need. */
export function parseTls(
  options: TlsOptions,
  ends: readonly End[],
  refuse: Refuse,
): TlsConfig | undefined {
  if ((options.insecure ?? 0) > 0) return checkPlainText(options, ends, refuse);
  const { tlsCert: cert = '', tlsKey: key = '' } = options;
  if (cert !== '' && key === '') refuse('--tls-key: missing: the key of --tls-cert');
  if (cert === '' && key !== '') refuse('--tls-cert: missing: the certificate of --tls-key');
  const issue = parseIssue(options.tlsIssue ?? '', refuse);
  if (cert !== '' && issue !== undefined) refuse('--tls-issue: not with --tls-cert: take one away');
  return Object.freeze({
    pair: cert === '' ? undefined : Object.freeze({ cert, key }),
    issue,
    clientCa: options.tlsClientCa || undefined,
    ca: options.tlsCa || undefined,
    serverName: options.tlsServerName || undefined,
    token: options.tokenFile || undefined,
    lookMs: LOOK_MS,
  });
}

/** RFC 1123 labels. */
const SERVICE = /^[a-z\d]([-a-z\d]*[a-z\d])?\.([a-z\d]([-a-z\d]*[a-z\d])?)\.svc$/;

function parseIssue(service: string, refuse: Refuse): IssuedFor | undefined {
  if (service === '') return undefined;
  const namespace = SERVICE.exec(service)?.[2];
  if (namespace === undefined) return refuse(`--tls-issue: '${service}' is not NAME.NAMESPACE.svc`);
  // Those on this machine, and who forwards a port to it, call it by loopback.
  const names = [service, `${service}.cluster.local`, 'localhost', '127.0.0.1', '::1'];
  return Object.freeze({ namespace, names: Object.freeze(names) });
}

function checkPlainText(options: TlsOptions, ends: readonly End[], refuse: Refuse): undefined {
  for (const [option, flag] of Object.entries(FLAGS)) {
    if (options[option as keyof typeof FLAGS])
      refuse(`--insecure: not with ${flag}: take one away`);
  }
  if (options.insecure !== 1) return;
  for (const { flag, address } of ends) {
    if (isLoopback(address.host)) continue;
    const where = `${flag} ${formatSocketAddress(address)}`;
    refuse(`--insecure: ${where} is not this machine alone: say it twice if others may listen in`);
  }
}

/** Who listens shows a certificate; a flag for each thing that is missing. */
export function checkListener(tls: TlsConfig | undefined, refuse: Refuse): void {
  if (tls === undefined || (tls.pair ?? tls.issue) !== undefined) return;
  refuse('--tls-cert, --tls-key: missing: files to show who listens (or --insecure: plain text)');
}
