/**
 * The agent's options as one checked, frozen object: read once at the start, before anything is
 * opened.
 * Every option is also a flag of the same name in kebab-case; messages speak of the flags.
 */
import { hostname } from 'node:os';
import { WINDOW_MS } from '../flow/limits.ts';
import { parseSpan } from '../flow/time.ts';
import { type NamesConfig, type NamesOptions, parseNames } from '../kube/names-config.ts';
import { LOG_LEVELS, type LogLevel } from '../service/log.ts';
import {
  isPeerAddress,
  parseSocketAddress,
  type SocketAddress,
} from '../service/socket-address.ts';
import { AgentError } from './agent-error.ts';
import type { StartFrom } from './sources/source.ts';

export const SOURCE_KINDS = ['auto', 'journal', 'kmsg', 'file'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** Which program is asked for the counters of rules that log. */
export const RULE_COUNTER_MODES = ['off', 'auto', 'iptables', 'nft'] as const;
export type RuleCounterMode = (typeof RULE_COUNTER_MODES)[number];

const DEFAULT_PREFIX = 'calico-packet';
const WINDOW_MS_MIN = 100;
const WINDOW_MS_MAX = 3_600_000;
/** A table of open connections costs some milliseconds of a core per 10,000. */
const CONNTRACK_DEFAULT = '10m';
const CONNTRACK_US_MIN = 10_000_000;

/** Options as they come from flags and environment; undefined or empty: the default. */
export interface AgentOptions extends NamesOptions {
  /** `auto` (default), `journal`, `kmsg` or `file`. */
  readonly source?: string | undefined;
  /** The file; the device if it is not /dev/kmsg; the directory if it is not the journal's own. */
  readonly path?: string | undefined;
  /** `oldest`, `now`, or an age such as `2h`: where a source without a cursor begins. */
  readonly from?: string | undefined;
  /** False: a file is read to its end, and the agent ends with it. */
  readonly follow?: boolean | undefined;
  /** `off` (default), `auto`, `iptables` or `nft`. */
  readonly ruleCounters?: string | undefined;
  /** How often open connections are looked at: a span, default `10m`, or `off`. */
  readonly conntrack?: string | undefined;
  /** Log prefixes; one string holds several, separated by commas. Default `calico-packet`. */
  readonly prefix?: string | readonly string[] | undefined;
  /** HOST:PORT, or several, separated by commas. Required. */
  readonly aggregator?: string | undefined;
  /** Default: the host's name. */
  readonly node?: string | undefined;
  /** Name of the cluster, for an aggregator of several. */
  readonly clusterName?: string | undefined;
  /** ADDR:PORT of /metrics, /healthz and /readyz. */
  readonly http?: string | undefined;
  /** ADDR:PORT of the query service. */
  readonly listen?: string | undefined;
  readonly windowMs?: string | undefined;
  readonly logLevel?: string | undefined;
  /** Of this program. */
  readonly version?: string | undefined;
}

export interface AgentConfig {
  readonly source: SourceKind;
  readonly path: string | undefined;
  /** Undefined: as the source has it. */
  readonly from: StartFrom | undefined;
  readonly follow: boolean;
  readonly ruleCounters: RuleCounterMode;
  /** Undefined: never. */
  readonly conntrackMs: number | undefined;
  readonly prefixes: readonly string[];
  readonly aggregators: readonly string[];
  readonly node: string;
  readonly clusterName: string;
  readonly names: NamesConfig;
  readonly http: SocketAddress | undefined;
  readonly listen: SocketAddress | undefined;
  readonly windowMs: number;
  readonly logLevel: LogLevel;
  readonly version: string;
}

/**
 * Checks `options`. Throws AgentError `config` with one line that names the flag and what it wants.
 */
export function parseAgentConfig(options: AgentOptions): AgentConfig {
  const source = readChoice('--source', options.source, SOURCE_KINDS, 'auto');
  const path = options.path || undefined;
  if (source === 'file' && path === undefined)
    refuse('--path: missing: --source file reads a file');
  if (source === 'kmsg' && options.follow === false)
    refuse('--no-follow: the kernel log has no end; it is for --source file and journal');
  return Object.freeze({
    source,
    path,
    from: readFrom(options.from),
    follow: options.follow ?? true,
    ruleCounters: readChoice('--rule-counters', options.ruleCounters, RULE_COUNTER_MODES, 'off'),
    conntrackMs: readConntrackMs(options.conntrack),
    prefixes: readPrefixes(options.prefix),
    aggregators: readAggregators(options.aggregator),
    node: options.node || hostname(),
    clusterName: options.clusterName ?? '',
    names: parseNames(options),
    http: readListenAddress('--http', options.http),
    listen: readListenAddress('--listen', options.listen),
    windowMs: readWindowMs(options.windowMs),
    logLevel: readChoice('--log-level', options.logLevel, LOG_LEVELS, 'info'),
    version: options.version ?? '',
  });
}

function readChoice<T extends string>(
  flag: string,
  text: string | undefined,
  choices: readonly T[],
  preset: T,
): T {
  if (!text) return preset;
  const choice = choices.find((each) => each === text);
  return choice ?? refuse(`${flag}: '${text}' is none of ${choices.join(', ')}`);
}

function readFrom(text: string | undefined): StartFrom | undefined {
  if (!text) return undefined;
  if (text === 'oldest' || text === 'now') return text;
  return (
    parseSpan(text) ?? refuse(`--from: '${text}' is neither oldest nor now nor a span like 2h`)
  );
}

function readConntrackMs(text: string | undefined): number | undefined {
  if (text === 'off') return undefined;
  const us = parseSpan(text || CONNTRACK_DEFAULT);
  if (us !== undefined && us >= CONNTRACK_US_MIN) return us / 1_000;
  return refuse(`--conntrack: '${text}' is neither off nor a span of at least 10s`);
}

function readPrefixes(prefix: string | readonly string[] | undefined): readonly string[] {
  const names = typeof prefix === 'string' ? prefix.split(',') : (prefix ?? []);
  const prefixes = [...new Set(names.map((name) => name.trim()))].filter((name) => name !== '');
  return Object.freeze(prefixes.length > 0 ? prefixes : [DEFAULT_PREFIX]);
}

function readAggregators(text: string | undefined): readonly string[] {
  if (!text) return refuse('--aggregator: missing: HOST:PORT of the aggregator');
  const addresses = text.split(',').map((address) => address.trim());
  const wrong = addresses.find((address) => !isPeerAddress(parseSocketAddress(address)));
  if (wrong !== undefined) return refuse(`--aggregator: '${wrong}' is not HOST:PORT`);
  return Object.freeze(addresses);
}

function readListenAddress(flag: string, text: string | undefined): SocketAddress | undefined {
  if (!text) return undefined;
  return parseSocketAddress(text) ?? refuse(`${flag}: '${text}' is not ADDR:PORT`);
}

function readWindowMs(text: string | undefined): number {
  if (!text) return WINDOW_MS;
  const windowMs = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (windowMs >= WINDOW_MS_MIN && windowMs <= WINDOW_MS_MAX) return windowMs;
  const range = `${WINDOW_MS_MIN} to ${WINDOW_MS_MAX}`;
  return refuse(`--window-ms: '${text}' is not a number of milliseconds from ${range}`);
}

function refuse(message: string): never {
  throw new AgentError('config', message);
}
