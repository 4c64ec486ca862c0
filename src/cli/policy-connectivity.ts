/**
 * `dropcast policy connectivity`: what a set of policies allows between the workloads of a cluster,
 * nodes, and addresses outside.
 */
import { parseNamespace } from '../flow/endpoint-pattern.ts';
import { type ConnectivityRow, connectivity } from '../policy/connectivity/connectivity.ts';
import type { World } from '../policy/model/world.ts';
import { overlay } from '../policy/read/read-manifests.ts';
import { CommandError } from './ask.ts';
import type { CommandContext } from './context.ts';
import type { ConnectivityFormat } from './policy-connectivity-command.ts';
import { connectivityCsv } from './policy-connectivity-csv.ts';
import { connectivityDot } from './policy-connectivity-dot.ts';
import { connectivityJson } from './policy-connectivity-json.ts';
import { connectivityText } from './policy-connectivity-text.ts';
import { readPolicyInputs } from './policy-inputs.ts';
import type { ClusterOptions } from './policy-options.ts';
import { escapeControls, type Terminal } from './terminal.ts';

/** How rows are printed; `text` and `dot` fold what is alike. */
const WRITERS = {
  text: connectivityText,
  json: connectivityJson,
  csv: connectivityCsv,
  dot: connectivityDot,
} as const satisfies Record<
  ConnectivityFormat,
  (rows: readonly ConnectivityRow[], world: World) => string
>;

export interface ConnectivityOptions extends ClusterOptions {
  readonly policies?: readonly string[];
  readonly namespace?: string;
  readonly staged?: boolean;
  readonly output: ConnectivityFormat;
}

export async function tellConnectivity(
  options: ConnectivityOptions,
  context: CommandContext,
): Promise<void> {
  const { policies = [], namespace, staged = false, output } = options;
  const { layers, world } = await readPolicyInputs(options, [policies], context);
  if (layers.every(({ objects }) => objects.length === 0)) {
    throw new CommandError('there is nothing to look at: no object of a cluster, no policy');
  }
  const all = overlay(layers[0]!.policies, layers[1]!.policies);
  const rows = connectivity(all, world, { staged: staged ? 'enforced' : 'ignored' });
  const only = namespace ? parseNamespace(namespace) : undefined;
  const shown = only === undefined ? rows : rows.filter((row) => hasEndIn(row, only));
  context.terminal.stdout.write(WRITERS[output](shown, world));
  tellAssumptions(world, context.terminal);
}

function hasEndIn({ source, destination }: ConnectivityRow, namespace: string): boolean {
  return [source, destination].some(
    (party) => party.kind === 'workload' && party.namespace === namespace,
  );
}

function tellAssumptions({ pods, nodes }: World, { stderr }: Terminal): void {
  const note = (text: string) => stderr.write(`note: ${escapeControls(text)}\n`);
  if (pods.length === 0) note('the cluster has no pods, nor workloads that make any');
  if (nodes.length === 0) note('no node is known: "nodes" are any, with any address');
  const ofHost = pods.filter(({ hostNetwork }) => hostNetwork);
  const names = new Set(ofHost.map(({ namespace, workload }) => `${namespace}/${workload.name}`));
  if (names.size === 0) return;
  note(`on the network of their nodes, and counted as these: ${[...names].sort().join(', ')}`);
}
