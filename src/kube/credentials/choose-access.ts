/** Decides how the API server is reached: as told, else as kubectl would, else as a pod does. */
import { delimiter, join } from 'node:path';
import type { ClusterAccess } from './cluster-access.ts';
import type { Environment } from './exec-plugin.ts';
import { openInClusterAccess } from './in-cluster.ts';
import { openKubeconfigAccess } from './kubeconfig.ts';

export interface AccessOptions {
  /** `--kubeconfig` and `--context`. */
  readonly kubeconfig?: string | undefined;
  readonly context?: string | undefined;
  readonly environment: Environment;
}

/** In this order: `kubeconfig`, `KUBECONFIG`, the pod's service account, `~/.kube/config`. */
export function chooseAccess({ kubeconfig, context, environment }: AccessOptions): ClusterAccess {
  const { KUBECONFIG, KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = environment;
  const named = (kubeconfig ? [kubeconfig] : (KUBECONFIG ?? '').split(delimiter)).filter(Boolean);
  if (named.length > 0) return openKubeconfigAccess({ files: named, context, environment });
  if (host && port && context === undefined) return openInClusterAccess({ host, port });
  const home = join(environment.HOME ?? '/', '.kube', 'config');
  return openKubeconfigAccess({ files: [home], context, environment });
}
