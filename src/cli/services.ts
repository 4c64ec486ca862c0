/**
 * `dropcast agent` and `dropcast aggregator`: what the images start. The services themselves are
 * handed in.
 */
import type { Command, Option } from 'commander';
import type { TlsOptions } from '../service/tls/tls-config.ts';
import type { CommandContext } from './context.ts';
import { flag, insecureFlag, listFlag } from './flag.ts';

/** Where names come from. */
interface NamesFlags {
  readonly cluster?: string;
  readonly kubeconfig?: string;
  readonly context?: string;
}

/** Flags of `agent` as they were given; the service checks them. */
export interface AgentFlags extends NamesFlags, TlsOptions {
  readonly source?: string;
  readonly path?: string;
  readonly from?: string;
  readonly follow?: boolean;
  readonly ruleCounters?: string;
  readonly conntrack?: string;
  readonly prefix?: readonly string[];
  readonly aggregator?: string;
  readonly node?: string;
  readonly clusterName?: string;
  readonly http?: string;
  readonly listen?: string;
  readonly spool?: string;
  readonly spoolBytes?: string;
  readonly windowMs?: string;
  readonly logLevel?: string;
}

/** Flags of `aggregator` as they were given; the service checks them. */
export interface AggregatorFlags extends NamesFlags, TlsOptions {
  readonly listen?: string;
  readonly http?: string;
  readonly store?: string;
  readonly storePasswordFile?: string;
  readonly migrate?: boolean;
  readonly printDdl?: boolean;
  readonly cidrLabels?: string;
  readonly serviceCidr?: readonly string[];
  readonly podCidr?: readonly string[];
  readonly reverseDns?: boolean;
  readonly clusterName?: string;
  readonly nodeFlowsPerSecond?: string;
  readonly nodeFlowsPerHour?: string;
  readonly streamAge?: string;
  readonly forgetNodes?: string;
  readonly closeWindows?: boolean;
  readonly events?: boolean;
  readonly windowVerdict?: string;
  readonly questionTime?: string;
  readonly questionEdges?: string;
  readonly questions?: string;
  readonly followers?: string;
  readonly readerQuestions?: string;
  readonly retain?: string;
  readonly backup?: string;
  readonly logLevel?: string;
}

/** Runs until `signal` aborts, then ends in order. */
export type RunService<Flags> = (flags: Flags, signal: AbortSignal) => Promise<void>;

const NAMES: readonly Option[] = [
  flag(
    '--cluster <file>',
    'names out of a file, not of the API server: kubectl get ns,nodes,pods,svc,netpol -A -o yaml',
  ),
  flag('--kubeconfig <file>', 'names of the API server that it says (in a pod: none needed)'),
  flag('--context <name>', 'another context of the kubeconfig than its current one'),
];
const INSECURE = insecureFlag(
  'plain text, and nobody is asked who they are; where others can reach it, say it twice',
);
const LOG_LEVEL = flag('--log-level <level>', 'debug, info, warn, error or silent (default: info)');

const AGENT_FLAGS: readonly Option[] = [
  flag(
    '--source <kind>',
    'where lines come from: journal, kmsg or file (default: auto, the first that can be read)',
  ),
  flag('--path <path>', 'the file; or another device than /dev/kmsg, or another journal directory'),
  flag(
    '--from <when>',
    'where to begin at the first start: oldest, now, or an age (default: 24h; kmsg: oldest)',
  ),
  flag('--no-follow', 'read a file, or the journal, to its end, and end there'),
  flag(
    '--rule-counters <how>',
    'compare with what rules counted: auto, iptables or nft (default: off)',
  ),
  flag('--conntrack <span>', 'look at open connections this often, or off (default: 10m)'),
  listFlag('--prefix <prefix>', 'log prefix that counts; may be repeated (default: calico-packet)'),
  flag(
    '--aggregator <host:port>',
    'where flows go; several, with commas: any of them, of one store',
  ),
  flag('--node <name>', 'name of this node (default: the host name)'),
  ...NAMES,
  flag('--cluster-name <name>', 'name of this cluster, for an aggregator of several'),
  flag('--http <addr:port>', 'serve /metrics, /healthz and /readyz'),
  flag('--listen <addr:port>', "serve queries for this node's flows"),
  flag('--tls-ca <file>', "who signs the aggregator's certificate (default: the machine's own)"),
  flag('--tls-server-name <name>', "what the aggregator's certificate names, if not its address"),
  flag('--tls-cert <file>', 'own certificate, shown to the aggregator and by --listen'),
  flag('--tls-key <file>', 'its key'),
  flag('--tls-client-ca <file>', 'who signs certificates of those that --listen lets in'),
  flag('--token-file <file>', 'a service account token, shown to the aggregator; read again'),
  INSECURE,
  flag(
    '--spool <folder>',
    'keep batches on disk until they are acknowledged, of kmsg (default: off)',
  ),
  flag(
    '--spool-bytes <bytes>',
    'what the spool may take; when full, flows are folded (default: 64Mi)',
  ),
  flag(
    '--window-ms <milliseconds>',
    'send at least this often while there are flows (default: 10000)',
  ),
  LOG_LEVEL,
];

const AGGREGATOR_FLAGS: readonly Option[] = [
  flag('--listen <addr:port>', 'where agents and questions come in (default: 127.0.0.1:50051)'),
  flag(
    '--http <addr:port>',
    'serve the page, /metrics, /healthz and /readyz (default: 127.0.0.1:8080)',
  ),
  flag(
    '--http-host <names...>',
    'by what names, besides localhost, it is asked in plain text (default: none)',
  ),
  flag('--tls-cert <file>', 'own certificate, shown by both listeners'),
  flag('--tls-key <file>', 'its key'),
  flag(
    '--tls-issue <service>',
    'instead: make a certificate for NAME.NAMESPACE.svc, by an authority kept in the cluster',
  ),
  flag('--tls-client-ca <file>', 'who signs certificates of agents and of those who ask'),
  flag('--token-audience <name>', 'what tokens must be meant for (default: dropcast)'),
  INSECURE,
  flag(
    '--store <path>',
    'database file, or clickhouse://USER@HOST:PORT/DATABASE (default: dropcast.db)',
  ),
  flag('--store-password-file <file>', "holds the password of ClickHouse's user"),
  flag('--migrate', "make ClickHouse's tables where they are missing, and end"),
  flag('--print-ddl', 'print the statements of --migrate, and end'),
  flag('--backup <file>', 'copy the store, also while it is in use, and end'),
  flag('--retain <span>', 'forget hours that are older, a part at a time (default: off)'),
  ...NAMES,
  flag('--cluster-name <name>', 'name of this cluster, and of that of agents that name none'),
  flag('--cidr-labels <file>', 'names of outside address blocks: NAME: [CIDR, …], read again'),
  listFlag('--service-cidr <cidr>', "block of the cluster's services; may be repeated"),
  listFlag('--pod-cidr <cidr>', "block of pods beside the nodes' own; may be repeated"),
  flag('--reverse-dns', 'look up names of outside addresses, for display only'),
  flag('--node-flows-per-second <n>', 'flows that one agent may send, or off (default: 5000)'),
  flag(
    '--node-flows-per-hour <n>',
    'distinct flows of one agent in an hour; more lose detail, or off (default: 200000)',
  ),
  flag('--stream-age <span>', 'agents connect anew after this, or off (default: 30m)'),
  flag('--forget-nodes <span>', 'leave out nodes not heard of for so long (default: 7d)'),
  flag('--close-windows', 'remove logging windows whose time has ended'),
  flag('--events', 'write Kubernetes Events on pods whose traffic is dropped'),
  flag(
    '--window-verdict <verdict>',
    'of lines behind which no window is seen: audit or dropped (default: unknown)',
  ),
  flag('--question-time <span>', 'an answer may take so long, or off (default: 30s)'),
  flag(
    '--question-edges <n>',
    'edges that answers may hold in memory, or off (default: what half of the heap takes)',
  ),
  flag('--questions <n>', 'questions that are answered at once, or off (default: 16)'),
  flag('--followers <n>', 'readers that follow at once, or off (default: 64)'),
  flag('--reader-questions <n>', 'of these, those of one reader, or off (default: 8)'),
  LOG_LEVEL,
];

export function addAgent(
  program: Command,
  { signal }: Pick<CommandContext, 'signal'>,
  run: RunService<AgentFlags>,
): void {
  const command = program.command('agent').description('read the kernel log of this node');
  for (const each of AGENT_FLAGS) command.addOption(each);
  command.action((flags: AgentFlags) => run(flags, signal));
}

export function addAggregator(
  program: Command,
  { signal }: Pick<CommandContext, 'signal'>,
  run: RunService<AggregatorFlags>,
): void {
  const command = program.command('aggregator').description('gather flows and answer questions');
  for (const each of AGGREGATOR_FLAGS) command.addOption(each);
  command.action((flags: AggregatorFlags) => run(flags, signal));
}
