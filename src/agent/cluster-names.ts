/**
 * Where the agent's names come from, as the index that attribution looks into: of the API server it
 * asks for its own node and that node's pods only. What reads files is loaded where there is one.
 */
import { ClusterIndex, emptyIndex } from '../kube/cluster-index.ts';
import { type Names, type OpenNamesOptions, openNames } from '../kube/open-names.ts';
import { AgentError } from './agent-error.ts';
import type { AgentConfig } from './config.ts';

/** Pods of a node that are gone: two days of a busy node, and some 3 MiB. */
const TOMBSTONES_MAX = 4_096;
const RETAIN_MS = 21_600_000;

/** Rejects with AgentError `config` when the cluster file cannot be used. */
export async function openAgentNames(
  { names, node }: Pick<AgentConfig, 'names' | 'node'>,
  options: Omit<OpenNamesOptions, 'node' | 'index'>,
): Promise<Names> {
  const retention = { retainMs: RETAIN_MS, tombstonesMax: TOMBSTONES_MAX };
  return named(() => openNames(names, { ...options, node, index: { retention } }));
}

/**
 * An empty index without a file.
 * Rejects with AgentError `config` when the file cannot be used.
 */
export async function readClusterIndex(file: string | undefined): Promise<ClusterIndex> {
  if (file === undefined) return emptyIndex();
  const { readClusterFile } = await import('../kube/cluster-file.ts');
  return named(async () => new ClusterIndex(await readClusterFile(file)));
}

/** What is wrong with the file, said with the flag's name. */
async function named<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    const { ClusterFileError } = await import('../kube/cluster-file.ts');
    if (!(cause instanceof ClusterFileError)) throw cause;
    throw new AgentError('config', `--cluster: ${cause.message}`, { cause });
  }
}
