/**
 * What the commands about policies work on: the cluster's objects, the policies in question laid
 * over those that the cluster has, and the edges that were seen. A manifest that is not understood
 * ends the command: its answer would be a guess.
 */
import type { Edge } from '../flow/edge.ts';
import { type EdgeFilter, flowMatcher } from '../flow/edge-filter.ts';
import { readManifestFiles } from '../manifest/manifest-files.ts';
import type { ManifestError } from '../manifest/manifest-text.ts';
import type { World } from '../policy/model/world.ts';
import { type Layer, type ManifestInput, readLayers } from '../policy/read/read-manifests.ts';
import { askInTime, CommandError, collect } from './ask.ts';
import type { CommandContext } from './context.ts';
import { NoClusterError } from './live-cluster.ts';
import type { ClusterOptions, EdgeSources } from './policy-options.ts';
import { readEdgeFile } from './read-edges.ts';
import { escapeControls, type Terminal } from './terminal.ts';

/** Of the layers, the first is the cluster, and the others are those that were asked for. */
export interface PolicyInputs {
  readonly layers: readonly Layer[];
  readonly world: World;
}

/**
 * The cluster's objects with further sets of manifests over them, each a list of files and folders.
 * Without a cluster the first layer is empty, and stderr says so. Rejects with ManifestError or
 * CommandError; every mistake in a manifest is on stderr by then.
 */
export async function readPolicyInputs(
  options: ClusterOptions,
  over: readonly (readonly string[])[],
  context: CommandContext,
): Promise<PolicyInputs> {
  const { terminal } = context;
  const inputs = [await readCluster(options, context)];
  for (const paths of over) inputs.push(await readManifestFiles(paths));
  const { layers, world, errors } = readLayers(inputs);
  if (errors.length > 0) throw tellMistakes(errors, terminal);
  return { layers, world };
}

async function readCluster(
  { cluster, ...server }: ClusterOptions,
  { listCluster, terminal: { stderr } }: CommandContext,
): Promise<readonly ManifestInput[]> {
  if (cluster !== undefined) return await readManifestFiles(cluster);
  const tell = (kind: string, text: string) => stderr.write(`${kind}: ${escapeControls(text)}\n`);
  try {
    const { files, warnings } = await listCluster(server);
    for (const warning of warnings) tell('warning', warning);
    return files;
  } catch (error) {
    if (!(error instanceof NoClusterError)) throw error;
    tell('note', error.message);
    return [];
  }
}

/** Mistakes that are told; the rest is often the same one again. */
const MISTAKES_TOLD_MAX = 50;

export function tellMistakes(errors: readonly ManifestError[], { stderr }: Terminal): CommandError {
  for (const { message } of errors.slice(0, MISTAKES_TOLD_MAX)) {
    stderr.write(`${escapeControls(message)}\n`);
  }
  const count = errors.length === 1 ? 'one mistake' : `${errors.length} mistakes`;
  return new CommandError(`${count} in the manifests: nothing is concluded from a part of them`);
}

/**
 * The edges of a file, or those that the aggregator has; all of them, or what `filter` takes.
 * Rejects with CommandError.
 */
export async function readSeenEdges(
  options: EdgeSources,
  context: CommandContext,
  filter?: EdgeFilter,
): Promise<Edge[]> {
  if (options.flows) {
    const edges = await readEdgeFile(options.flows);
    return filter === undefined ? edges : edges.filter(flowMatcher(filter));
  }
  const { signal } = context;
  return await askInTime(context, options, (client) =>
    collect(client.listEdges({ filter: filter ?? {}, limit: 0 }, signal), signal),
  );
}
