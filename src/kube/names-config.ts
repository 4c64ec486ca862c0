/**
 * Where names come from, as flags say it; agent and aggregator read the same ones. A file replaces
 * the API server; the API server is asked in a pod and wherever a kubeconfig or context is given.
 */
import { type Cidr, parseCidr } from '../flow/cidr.ts';
import type { AccessOptions } from './credentials/choose-access.ts';

/** As they come from flags and environment; undefined or empty: the default. */
export interface NamesOptions {
  /** What `kubectl get ns,nodes,pods,svc -A -o yaml` prints: taken instead of the API server. */
  readonly cluster?: string | undefined;
  readonly kubeconfig?: string | undefined;
  readonly context?: string | undefined;
  /** Of the process: where a pod finds its API server, and credential plugins their programs. */
  readonly environment?: AccessOptions['environment'] | undefined;
}

/** What else an index of the whole cluster is told. */
export interface BlocksOptions {
  /** File of named address blocks (cidr-labels.ts). */
  readonly cidrLabels?: string | undefined;
  readonly serviceCidr?: readonly string[] | undefined;
  readonly podCidr?: readonly string[] | undefined;
}

export type NamesConfig =
  | { readonly from: 'file'; readonly file: string }
  | { readonly from: 'api'; readonly access: AccessOptions }
  | { readonly from: 'nowhere' };

export interface BlocksConfig {
  readonly labelsFile: string | undefined;
  readonly serviceCidrs: readonly Cidr[];
  readonly podCidrs: readonly Cidr[];
}

export function parseNames(options: NamesOptions): NamesConfig {
  const { cluster, environment = {} } = options;
  const kubeconfig = options.kubeconfig || undefined;
  const context = options.context || undefined;
  if (cluster) return { from: 'file', file: cluster };
  const isAsked = kubeconfig !== undefined || context !== undefined;
  if (!isAsked && !environment.KUBERNETES_SERVICE_HOST) return { from: 'nowhere' };
  return { from: 'api', access: { kubeconfig, context, environment } };
}

/** `refuse` throws: it is given one line that names the flag and what it wants. */
export function parseBlocks(
  options: BlocksOptions,
  refuse: (message: string) => never,
): BlocksConfig {
  const readAll = (flag: string, texts: readonly string[] = []): readonly Cidr[] =>
    texts
      .map((text) => text.trim())
      .filter((text) => text !== '')
      .map((text) => parseCidr(text) ?? refuse(`${flag}: '${text}' is not ADDRESS/BITS`));
  return {
    labelsFile: options.cidrLabels || undefined,
    serviceCidrs: readAll('--service-cidr', options.serviceCidr),
    podCidrs: readAll('--pod-cidr', options.podCidr),
  };
}
