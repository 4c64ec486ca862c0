/**
 * The aggregator's options as one checked, frozen object: read once at the start, before anything
 * is opened. Every option is also a flag of the same name in kebab-case; messages speak of the
 * flags.
 */
import { VERDICTS, type Verdict } from '../flow/verdict.ts';
import type { AccessOptions } from '../kube/credentials/choose-access.ts';
import {
  type BlocksConfig,
  type BlocksOptions,
  type NamesConfig,
  type NamesOptions,
  parseBlocks,
  parseNames,
} from '../kube/names-config.ts';
import { LOG_LEVELS, type LogLevel } from '../service/log.ts';
import { parseSocketAddress, type SocketAddress } from '../service/socket-address.ts';
import {
  checkListener,
  parseTls,
  type TlsConfig,
  type TlsOptions,
} from '../service/tls/tls-config.ts';
import { AggregatorError } from './aggregator-error.ts';
import { type LimitsConfig, type LimitsOptions, parseLimits } from './limits-config.ts';
import { parseStore, type StoreConfig, type StoreFlags } from './store-config.ts';

/** Loopback: being reached from elsewhere is said on purpose. */
const LISTEN_DEFAULT = '127.0.0.1:50051';
const HTTP_DEFAULT = '127.0.0.1:8080';
/** A token for the API server itself would be a master key in our hands. */
const AUDIENCE_DEFAULT = 'dropcast';
const CLUSTER_NAME_LENGTH_MAX = 253;

/** Options as they come from flags and environment; undefined or empty: the default. */
export interface AggregatorOptions
  extends NamesOptions,
    BlocksOptions,
    TlsOptions,
    LimitsOptions,
    StoreFlags {
  /** ADDR:PORT of the gRPC services; default `127.0.0.1:50051`. Port 0: any free one. */
  readonly listen?: string | undefined;
  /** ADDR:PORT of the page, the JSON API and the metrics; default `127.0.0.1:8080`. */
  readonly http?: string | undefined;
  /** Further names by which `http` is called in plain text. */
  readonly httpHost?: readonly string[] | undefined;
  /** What tokens of agents and readers must be meant for; default `dropcast`. */
  readonly tokenAudience?: string | undefined;
  /** Looks up names of outside addresses by DNS. */
  readonly reverseDns?: boolean | undefined;
  /** Of the cluster that is watched, and of agents that name none. */
  readonly clusterName?: string | undefined;
  /** Removes logging windows whose time has ended. */
  readonly closeWindows?: boolean | undefined;
  /** Writes Kubernetes Events on pods whose traffic is dropped. */
  readonly events?: boolean | undefined;
  /** `audit` or `dropped`: of lines behind which no window is known to stand. */
  readonly windowVerdict?: string | undefined;
  readonly logLevel?: string | undefined;
  /** What `status` tells. */
  readonly version?: string | undefined;
}

export interface AggregatorConfig extends StoreConfig {
  readonly listen: SocketAddress;
  readonly http: SocketAddress;
  /** In lower case. */
  readonly httpHosts: readonly string[];
  /** Of both listeners; undefined: plain text. */
  readonly tls: TlsConfig | undefined;
  /** How the API server is asked about tokens and roles; undefined: certificates alone count. */
  readonly reviews: AccessOptions | undefined;
  readonly tokenAudience: string;
  readonly names: NamesConfig;
  readonly blocks: BlocksConfig;
  readonly reverseDns: boolean;
  readonly clusterName: string;
  readonly limits: LimitsConfig;
  readonly closeWindows: boolean;
  readonly events: boolean;
  readonly windowVerdict: Verdict;
  readonly logLevel: LogLevel;
  readonly version: string;
}

/**
 * Checks `options`. Throws AggregatorError `config` with one line that names the flag and what it
 * wants.
 */
export function parseAggregatorConfig(options: AggregatorOptions): AggregatorConfig {
  const listen = readListenAddress('--listen', options.listen || LISTEN_DEFAULT);
  const http = readListenAddress('--http', options.http || HTTP_DEFAULT);
  const stored = parseStore(options, refuse);
  return Object.freeze({
    listen,
    http,
    httpHosts: (options.httpHost ?? []).map(readHostName),
    tls: stored.isServing ? readTls(options, listen, http) : undefined,
    reviews: readReviews(options),
    tokenAudience: options.tokenAudience || AUDIENCE_DEFAULT,
    ...stored,
    names: parseNames(options),
    blocks: parseBlocks(options, refuse),
    reverseDns: options.reverseDns ?? false,
    clusterName: readClusterName(options.clusterName ?? ''),
    limits: parseLimits(options, refuse),
    closeWindows: readWriting(options, '--close-windows', options.closeWindows),
    events: readWriting(options, '--events', options.events),
    windowVerdict: readVerdict(options.windowVerdict || 'unknown'),
    logLevel: readLogLevel(options.logLevel || 'info'),
    version: options.version ?? '',
  });
}

function readListenAddress(flag: string, text: string): SocketAddress {
  return parseSocketAddress(text) ?? refuse(`${flag}: '${text}' is not ADDR:PORT`);
}

function readHostName(text: string): string {
  const isName = /^[\w-]+(?:\.[\w-]+)*$/.test(text);
  return isName ? text.toLowerCase() : refuse(`--http-host: '${text}' is no host name`);
}

function readTls(
  options: TlsOptions & NamesOptions,
  listen: SocketAddress,
  http: SocketAddress,
): TlsConfig | undefined {
  const ends = [
    { flag: '--listen', address: listen },
    { flag: '--http', address: http },
  ];
  const tls = parseTls(options, ends, refuse);
  checkListener(tls, refuse);
  if (tls?.issue !== undefined && readReviews(options) === undefined)
    refuse(`--tls-issue: ${NEEDS_API_SERVER}`);
  return tls;
}

/** Also where names come from a file. */
function readReviews(options: NamesOptions): AccessOptions | undefined {
  const asked = parseNames({ ...options, cluster: undefined });
  return asked.from === 'api' ? asked.access : undefined;
}

function readClusterName(text: string): string {
  if (text.length <= CLUSTER_NAME_LENGTH_MAX) return text;
  return refuse(`--cluster-name: longer than ${CLUSTER_NAME_LENGTH_MAX} characters`);
}

const NEEDS_API_SERVER = 'needs an API server: run in a pod, or give --kubeconfig';

/** What writes to the API server needs one. */
function readWriting(options: NamesOptions, name: string, isAsked = false): boolean {
  if (!isAsked || readReviews(options) !== undefined) return isAsked;
  return refuse(`${name}: ${NEEDS_API_SERVER}`);
}

function readVerdict(text: string): Verdict {
  const verdict = VERDICTS.find((known) => known === text);
  return verdict ?? refuse(`--window-verdict: '${text}' is none of ${VERDICTS.join(', ')}`);
}

function readLogLevel(text: string): LogLevel {
  const level = LOG_LEVELS.find((known) => known === text);
  return level ?? refuse(`--log-level: '${text}' is none of ${LOG_LEVELS.join(', ')}`);
}

function refuse(message: string): never {
  throw new AggregatorError('config', message);
}
