/** `dropcast window open`: decides, shows what would be applied, and applies it when told to. */
import { stringify } from 'yaml';
import { parseSpan } from '../flow/time.ts';
import { collectionPath } from '../kube/api/calico-api.ts';
import { writeObjects } from '../kube/api/write-objects.ts';
import type { AccessOptions } from '../kube/credentials/choose-access.ts';
import { parseCalicoVersion } from '../policy/window/calico-facts.ts';
import {
  decideWindow,
  type WindowCluster,
  type WindowDecision,
} from '../policy/window/decide-window.ts';
import type { WindowObject } from '../policy/window/make-window.ts';
import { type Finding, NODE_CHECKS, nodeFindings } from '../policy/window/preflight.ts';
import { askInTime } from './ask.ts';
import type { CommandContext } from './context.ts';
import type { AggregatorOptions } from './options.ts';
import { readPolicyInputs } from './policy-inputs.ts';
import type { ClusterOptions } from './policy-options.ts';
import { Objection } from './run.ts';
import { escapeControls } from './terminal.ts';
import {
  deleteWindows,
  listWindows,
  readCluster,
  type WindowServer,
  withServer,
} from './window-server.ts';

export interface OpenOptions extends ClusterOptions, AggregatorOptions {
  readonly namespace?: readonly string[];
  readonly for: string;
  readonly apply?: boolean;
  readonly calicoVersion?: string;
}

export async function openWindow(
  options: OpenOptions,
  access: AccessOptions,
  context: CommandContext,
): Promise<void> {
  if (options.cluster !== undefined) {
    const { layers, world } = await readPolicyInputs(options, [], context);
    await show({ ...layers[0]!, world, apiVersion: undefined }, options, context);
    return;
  }
  await withServer(access, context, async (server) => {
    const cluster = await readCluster(server, context);
    const { objects } = await show(cluster, options, context);
    if (options.apply) await apply(server, objects, context);
  });
}

/** Prints what it finds; throws Objection when the window must not be opened. */
async function show(
  cluster: WindowCluster,
  options: OpenOptions,
  context: CommandContext,
): Promise<WindowDecision> {
  const { stdout, stderr } = context.terminal;
  const endsAtUs = context.nowUs() + parseSpan(options.for)!;
  const calicoVersion = parseCalicoVersion(options.calicoVersion ?? '');
  const wish = { namespaces: options.namespace ?? [], endsAtUs, calicoVersion };
  const decision = decideWindow(cluster, wish);
  const nodes = cluster.world.nodes.map(({ name }) => name);
  const findings = [...decision.findings, ...(await askNodes(nodes, options, context))];
  for (const { level, what } of findings) stderr.write(`${level}: ${escapeControls(what)}\n`);
  if (findings.some(({ level }) => level === 'refusal')) throw new Objection();
  for (const object of decision.objects) stdout.write(yamlOf(object));
  const compared = decision.judgement?.compared ?? 0;
  stderr.write(`no verdict changes (${compared} connections compared)\n`);
  if (!options.apply) {
    stderr.write('nothing was applied: add --apply to open it\n');
  }
  return decision;
}

/** Without folded lines: a selector stays one text for whoever reads it. */
function yamlOf(object: WindowObject): string {
  return `---\n${stringify(object, { lineWidth: 0 })}`;
}

/** What only the nodes can tell. */
async function askNodes(
  nodes: readonly string[],
  options: OpenOptions,
  context: CommandContext,
): Promise<Finding[]> {
  try {
    const status = await askInTime(context, options, (client) => client.getStatus());
    return nodeFindings(status.nodes, nodes);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [{ level: 'unchecked', what: `${NODE_CHECKS.join(', ')} of the nodes: ${why}` }];
  }
}

/** What another form of the window had, and this one has not, goes. */
async function apply(
  server: WindowServer,
  objects: readonly WindowObject[],
  { terminal }: CommandContext,
): Promise<void> {
  const before = await listWindows(server);
  const { apiVersion } = server.calico;
  const writes = objects.map((object) => ({
    path: collectionPath(apiVersion, object.kind),
    object,
  }));
  await writeObjects(server.api, writes);
  const left = before.filter(
    ({ record: { kind, name } }) =>
      !objects.some((object) => object.kind === kind && object.metadata.name === name),
  );
  await deleteWindows(server, left);
  terminal.stderr.write('the window is open; close it with: dropcast window close\n');
}
