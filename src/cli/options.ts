/** Flags that commands share: which aggregator is asked, and for which flows. */
import { type Command, InvalidArgumentError, type Option } from 'commander';
import type { EdgeFilter } from '../flow/edge-filter.ts';
import {
  CONDITION_NAMES,
  CONDITION_PARSERS,
  type ConditionName,
  type ConditionTexts,
  type EdgeFilterText,
  parseEdgeFilter,
  parseMoment,
} from '../flow/edge-filter-text.ts';
import { parseNamespace } from '../flow/endpoint-pattern.ts';
import { parseSpan } from '../flow/time.ts';
import { isPeerAddress, parseSocketAddress } from '../service/socket-address.ts';
import type { TlsOptions } from '../service/tls/tls-config.ts';
import { addOnce, checked, flag, insecureFlag, OFF } from './flag.ts';
import type { ServerOptions } from './live-cluster.ts';

/** What Node's timers take. */
const TIMEOUT_MS_MAX = 2 ** 31 - 1;

export { checked, flag, listFlag, parseCount } from './flag.ts';

/** Where the aggregator listens, and where questions go, unless said otherwise. */
export const DEFAULT_AGGREGATOR = '127.0.0.1:50051';

/** `--kubeconfig` and `--context`, unless the command has them already. */
export function addServerOptions(command: Command): Command {
  return addOnce(
    command,
    flag('--kubeconfig <file>', 'how the cluster is reached (default: as kubectl)'),
    flag('--context <name>', 'another context of it than the current one'),
  );
}

/** Which aggregator is asked, and how it and we show who we are. */
export interface AggregatorOptions extends TlsOptions, ServerOptions {
  /** Undefined: the one on this machine, else the one of the cluster. */
  readonly aggregator?: string;
  readonly aggregatorNamespace?: string;
  /** Milliseconds; 0: as long as it takes. */
  readonly requestTimeout?: number;
}

export function addAggregatorOption(command: Command): Command {
  command
    .optionsGroup('Which aggregator:')
    .addOption(
      flag(
        '--aggregator <host:port>',
        `the aggregator to ask (default: ${DEFAULT_AGGREGATOR}, or else the cluster's)`,
      ).argParser(parseHostPort),
    )
    .addOption(
      flag('--aggregator-namespace <name>', "where the cluster's is (default: dropcast)").argParser(
        checked(parseNamespace),
      ),
    );
  addServerOptions(command);
  return command
    .addOption(
      flag('--tls-ca <file>', "who signs its certificate (default: the machine's authorities)"),
    )
    .addOption(
      flag('--tls-server-name <name>', 'what its certificate names (default: its address)'),
    )
    .addOption(flag('--tls-cert <file>', 'own certificate, to show who asks'))
    .addOption(flag('--tls-key <file>', 'its key'))
    .addOption(flag('--token-file <file>', 'a bearer token, to show who asks'))
    .addOption(insecureFlag('plain text; where others may listen in, say it twice'))
    .addOption(
      flag(
        '--request-timeout <span>',
        'give up after this, such as 10s (default: 0, never)',
      ).argParser(parseTimeout),
    );
}

/** Milliseconds of a span; 0: none. */
function parseTimeout(text: string): number {
  if (OFF.has(text)) return 0;
  const us = /^\d{1,9}$/.test(text) ? Number(text) * 1e6 : parseSpan(text);
  if (us !== undefined) return Math.min(us / 1e3, TIMEOUT_MS_MAX);
  throw new InvalidArgumentError('Write a span such as 10s or 1m; 0 is none.');
}

/** HOST:PORT, an IPv6 address in brackets; empty: not given. */
function parseHostPort(text: string): string {
  if (text === '' || isPeerAddress(parseSocketAddress(text))) return text;
  throw new InvalidArgumentError(`Write HOST:PORT, for example ${DEFAULT_AGGREGATOR}.`);
}

/** The flag of each condition and what it takes. */
const CONDITION_FLAGS: Readonly<Record<ConditionName, readonly [flag: string, takes: string]>> = {
  either: ['with <end>', 'an end, be it the source or the destination'],
  from: ['from <end>', 'a source'],
  to: ['to <end>', 'a destination'],
  protocol: ['protocol <name>', 'a protocol: tcp, udp, … or a number'],
  port: ['port <number>', 'a destination port'],
  direction: ['direction <word>', 'a direction: ingress, egress, both, unknown'],
  verdict: ['verdict <word>', 'a verdict: audit, dropped, unknown'],
  outcome: ['outcome <word>', 'an outcome: answered, refused, unreachable, unanswered, unknown'],
};

const END_FORMS = 'NAMESPACE/, NAMESPACE/POD, POD, WORKLOAD, LABEL=VALUE, address or CIDR';

/** What the flags of `addFilterOptions` give. */
export interface FilterOptions
  extends Pick<EdgeFilterText, 'namespace' | 'since' | 'until' | 'replies'> {
  readonly with?: readonly string[];
  readonly [flag: string]: unknown;
}

export function addFilterOptions(command: Command): Command {
  const moment = checked((text) => parseMoment(text, 0));
  command
    .optionsGroup('Which flows:')
    .addOption(
      flag('-n, --namespace <name>', 'flows with an end in this namespace').argParser(
        checked(parseNamespace),
      ),
    );
  for (const name of CONDITION_NAMES) {
    const [form, takes] = CONDITION_FLAGS[name];
    const again = name === 'either' ? `: ${END_FORMS}; any of several` : '; any of several';
    command.addOption(conditionFlag(`--${form}`, `flows with ${takes}${again}`, name));
  }
  for (const name of CONDITION_NAMES) {
    const [form, takes] = CONDITION_FLAGS[name];
    command.addOption(conditionFlag(`--not-${form}`, `no flows with ${takes}`, name));
  }
  return command
    .addOption(flag('--since <time>', 'seen since: 10m, 2h, or RFC 3339').argParser(moment))
    .addOption(flag('--until <time>', 'seen until: 10m, 2h, or RFC 3339').argParser(moment))
    .addOption(flag('--replies', 'packets from server to client, too'));
}

/** May be given several times; the variable has one, and empty text is none. */
function conditionFlag(flags: string, description: string, name: ConditionName): Option {
  const check = checked(CONDITION_PARSERS[name]);
  return flag(flags, description).argParser((text: string, before: string[] | undefined) => [
    ...(before ?? []),
    check(text),
  ]);
}

/** The filter that the flags of `addFilterOptions` say; spans of time are taken from `nowUs`. */
export function filterOf(options: FilterOptions, nowUs: number): EdgeFilter {
  const { namespace, since, until, replies } = options;
  const text = { ...conditionsOf(options, ''), namespace, since, until, replies };
  return parseEdgeFilter({ ...text, not: conditionsOf(options, 'not') }, nowUs);
}

/** commander's names: `--not-from` is `notFrom`. */
function conditionsOf(options: FilterOptions, prefix: '' | 'not'): ConditionTexts {
  const given = CONDITION_NAMES.map((name) => {
    const word = CONDITION_FLAGS[name][0].split(' ')[0]!;
    const option = prefix === '' ? word : `${prefix}${word[0]!.toUpperCase()}${word.slice(1)}`;
    return [name, options[option] as readonly string[] | undefined];
  });
  return Object.fromEntries(given);
}
