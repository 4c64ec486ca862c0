/** The names that a cluster file gives, as the index that attribution looks into. */
import { ClusterFileError, readClusterFile } from '../kube/cluster-file.ts';
import { ClusterIndex, emptyIndex } from '../kube/cluster-index.ts';
import { AgentError } from './agent-error.ts';

/**
 * An empty index without a file.
 * Rejects with AgentError `config` when the file cannot be used.
 */
export async function readClusterIndex(file: string | undefined): Promise<ClusterIndex> {
  if (file === undefined) return emptyIndex();
  try {
    return new ClusterIndex(await readClusterFile(file));
  } catch (cause) {
    if (!(cause instanceof ClusterFileError)) throw cause;
    throw new AgentError('config', `--cluster: ${cause.message}`, { cause });
  }
}
