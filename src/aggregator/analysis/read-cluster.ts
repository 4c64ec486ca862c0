/** The objects of the cluster, from where they are to be taken. */
import { ApiError } from '../../kube/api/api-error.ts';
import { type AccessOptions, chooseAccess } from '../../kube/credentials/choose-access.ts';
import { AccessError } from '../../kube/credentials/cluster-access.ts';
import { type ClusterManifests, listManifests } from '../../kube/list-manifests.ts';
import { readManifestFiles } from '../../manifest/manifest-files.ts';
import { ManifestError } from '../../manifest/manifest-text.ts';
import { AnalysisError } from '../analysis.ts';
import type { ClusterFiles } from './material.ts';
import type { ClusterSource, SharedCluster } from './messages.ts';
import { readShared, shareFiles } from './shared-files.ts';

/**
 * Undefined where no cluster is known. `onListed` hears what the API server was asked for. Rejects
 * with AnalysisError `cluster`, also where a kind of policy may not be listed: without them every
 * answer would be a guess.
 */
export async function readCluster(
  source: ClusterSource,
  onListed: (cluster: SharedCluster) => void,
): Promise<ClusterFiles | undefined> {
  switch (source.from) {
    case 'nowhere':
      return undefined;
    case 'file':
      return { files: await readFile(source.file), warnings: [] };
    case 'shared':
      return { files: readShared(source.cluster.files), warnings: source.cluster.warnings };
    case 'api': {
      const { files, warnings } = await list(source.access);
      onListed({ files: shareFiles(files), warnings });
      return { files, warnings };
    }
  }
}

async function readFile(file: string) {
  try {
    return await readManifestFiles([file]);
  } catch (cause) {
    if (!(cause instanceof ManifestError)) throw cause;
    throw new AnalysisError('cluster', `the cluster cannot be read: ${cause.message}`, { cause });
  }
}

async function list(options: AccessOptions): Promise<ClusterManifests> {
  try {
    // The thread ends with its question, and this with the thread.
    return await listManifests(chooseAccess(options), { signal: new AbortController().signal });
  } catch (cause) {
    if (!(cause instanceof ApiError || cause instanceof AccessError)) throw cause;
    const advice = cause.code === 'forbidden' ? ': deploy/rbac.yaml has the role for it' : '';
    const what = `the cluster cannot be listed: ${cause.message}${advice}`;
    throw new AnalysisError('cluster', what, { cause });
  }
}
