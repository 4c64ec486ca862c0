/** The objects of a live cluster, for commands that were given no files of them. */

import { ApiError } from '../kube/api/api-error.ts';
import { type AccessOptions, chooseAccess } from '../kube/credentials/choose-access.ts';
import { AccessError, type ClusterAccess } from '../kube/credentials/cluster-access.ts';
import { type ClusterManifests, listManifests } from '../kube/list-manifests.ts';
import { CommandError } from './ask.ts';

/** How the API server is reached; none of them: as kubectl does, or as a pod. */
export interface ServerOptions {
  readonly kubeconfig?: string;
  readonly context?: string;
}

/** Rejects with CommandError; with NoClusterError where none was asked for, and none is there. */
export type ListCluster = (options: ServerOptions) => Promise<ClusterManifests>;

export class NoClusterError extends CommandError {}

export async function listLiveCluster(
  options: AccessOptions,
  signal: AbortSignal,
): Promise<ClusterManifests> {
  const access = chooseAccess(options);
  await findCredentials(access, options);
  try {
    return await listManifests(access, { signal });
  } catch (cause) {
    if (signal.aborted) throw new CommandError('interrupted', { cause });
    if (!(cause instanceof ApiError)) throw cause;
    const what = `the cluster of ${access.origin} cannot be listed: ${cause.message}`;
    throw new CommandError(what, { cause });
  }
}

async function findCredentials(
  access: ClusterAccess,
  { kubeconfig, context, environment }: AccessOptions,
): Promise<void> {
  try {
    await access.credentials();
  } catch (cause) {
    if (!(cause instanceof AccessError)) throw cause;
    const isAsked = Boolean(kubeconfig || context || environment.KUBECONFIG);
    if (isAsked || cause.code !== 'not_found') throw new CommandError(cause.message, { cause });
    const ways = 'give its objects with --cluster (what kubectl get prints), or --kubeconfig';
    throw new NoClusterError(`no cluster is known: ${ways} (${cause.message})`, { cause });
  }
}
