/**
 * `dropcast agent` and `dropcast aggregator`: what the images start. The services themselves are
 * handed in.
 */
import type { Command, Option } from 'commander';
import type { CommandContext } from './context.ts';
import { flag, listFlag } from './options.ts';

/** Flags by their camel-case names, as given; the service checks them. */
export type ServiceOptions = Readonly<Record<string, string | string[] | undefined>>;

/** Runs until `signal` aborts, then ends in order. */
export type RunService = (options: ServiceOptions, signal: AbortSignal) => Promise<void>;

const CLUSTER = flag('--cluster <file>', 'names: kubectl get ns,nodes,pods,svc,netpol -A -o yaml');
const LOG_LEVEL = flag('--log-level <level>', 'debug, info, warn, error or silent');

const AGENT_FLAGS: readonly Option[] = [
  flag('--source <kind>', 'where lines come from: kmsg or file'),
  flag('--path <file>', 'the file, or the device if it is not /dev/kmsg'),
  listFlag('--prefix <prefix>', 'log prefix that counts; may be repeated'),
  flag('--aggregator <host:port>', 'where flows go'),
  flag('--node <name>', 'name of this node (default: the host name)'),
  CLUSTER,
  flag('--cluster-name <name>', 'name of this cluster, for an aggregator of several'),
  flag('--http <addr:port>', 'serve /metrics, /healthz and /readyz'),
  flag('--listen <addr:port>', "serve queries for this node's flows"),
  flag('--window-ms <milliseconds>', 'send at least this often while there are flows'),
  LOG_LEVEL,
];

const AGGREGATOR_FLAGS: readonly Option[] = [
  flag('--listen <addr:port>', 'where agents and questions come in'),
  flag('--http <addr:port>', 'serve the page, /metrics, /healthz and /readyz'),
  flag('--store <path>', 'database file'),
  CLUSTER,
  flag('--cluster-name <name>', 'name of the cluster of agents that name none'),
  LOG_LEVEL,
];

export function addAgent(program: Command, context: CommandContext, run: RunService): void {
  const command = program.command('agent').description('read the kernel log of this node');
  addService(command, AGENT_FLAGS, context, run);
}

export function addAggregator(program: Command, context: CommandContext, run: RunService): void {
  const command = program.command('aggregator').description('gather flows and answer questions');
  addService(command, AGGREGATOR_FLAGS, context, run);
}

function addService(
  command: Command,
  flags: readonly Option[],
  context: CommandContext,
  run: RunService,
): void {
  for (const each of flags) command.addOption(each);
  command.action((options: ServiceOptions) => run(options, context.signal));
}
