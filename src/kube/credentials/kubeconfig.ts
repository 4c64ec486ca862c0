/**
 * Access by kubeconfig: client certificates, tokens, passwords, exec plugins. The library that reads
 * it costs 60 MB and a third of a second, so that it is loaded only here, and only when asked for.
 */
import { existsSync } from 'node:fs';
import type { RequestOptions } from 'node:https';
import type { Cluster, KubeConfig, User } from '@kubernetes/client-node';
import { AccessError, type ClusterAccess, type Credentials } from './cluster-access.ts';
import { keepCredentials } from './keep-credentials.ts';

export interface KubeconfigOptions {
  /** Merged in this order, as kubectl does; those that do not exist are left out. */
  readonly files: readonly string[];
  /** Undefined: the current one. */
  readonly context?: string | undefined;
  /** How long an exec plugin may take. */
  readonly timeoutMs?: number;
  readonly nowMs?: () => number;
}

type Library = typeof import('@kubernetes/client-node');

const EXEC_TIMEOUT_MS = 60_000;

export function openKubeconfigAccess(options: KubeconfigOptions): ClusterAccess {
  const { files, context, nowMs } = options;
  const named = context === undefined ? 'the current context' : `context ${context}`;
  const origin = `${named} of ${files.join(', ')}`;
  return { origin, ...keepCredentials(() => readCredentials(origin, options), nowMs) };
}

/** Reads everything anew: a changed file, a token that the plugin has to fetch again. */
async function readCredentials(origin: string, options: KubeconfigOptions): Promise<Credentials> {
  const found = options.files.filter((file) => existsSync(file));
  if (found.length === 0) {
    const advice = 'give one with --kubeconfig or KUBECONFIG';
    throw new AccessError('not_found', `no kubeconfig at ${options.files.join(', ')}: ${advice}`);
  }
  const library = await import('@kubernetes/client-node');
  try {
    const config = load(library, found, options.context);
    return await withTimeout(credentialsOf(library, config), options.timeoutMs);
  } catch (cause) {
    if (cause instanceof AccessError) throw cause;
    throw new AccessError('unusable', `${origin}: ${(cause as Error).message.trim()}`, { cause });
  }
}

function load(library: Library, files: readonly string[], context?: string): KubeConfig {
  const config = new library.KubeConfig();
  for (const [i, file] of files.entries()) {
    const part = i === 0 ? config : new library.KubeConfig();
    part.loadFromFile(file);
    if (part !== config) config.mergeConfig(part, true);
  }
  if (context !== undefined) config.setCurrentContext(context);
  return config;
}

async function credentialsOf(library: Library, config: KubeConfig): Promise<Credentials> {
  const cluster = clusterOf(config);
  const user = config.getCurrentUser();
  if (user !== null) tellPlugin(user, cluster);
  const applied: RequestOptions = {};
  await config.applyToHTTPSOptions(applied);
  const ca = library.bufferFromFileOrString(cluster.caFile, cluster.caData);
  return {
    server: cluster.server.replace(/\/+$/, ''),
    tls: {
      ca: ca?.toString(),
      cert: textOf(applied.cert),
      key: textOf(applied.key),
      servername: cluster.tlsServerName,
      rejectUnauthorized: !cluster.skipTLSVerify,
    },
    headers: headersOf(applied),
  };
}

function clusterOf(config: KubeConfig): Cluster {
  const context = config.getCurrentContext();
  const cluster = config.getCurrentCluster();
  if (config.getContextObject(context) === null) {
    const known = config.getContexts().map(({ name }) => name);
    throw new Error(`there is no context "${context}", only ${known.join(', ') || 'none at all'}`);
  }
  if (cluster === null) throw new Error(`context "${context}" names a cluster that is not there`);
  if (cluster.proxyUrl) {
    throw new Error(`cluster "${cluster.name}" has a proxy-url, and proxies are not spoken here`);
  }
  return cluster;
}

/**
 * Plugins expect to be told in their environment what to answer with, which the library leaves out.
 * Source: kubernetes.io/docs/reference/access-authn-authz/authentication, "client-go credential
 * plugins".
 */
function tellPlugin(user: User, { server, caData, tlsServerName, skipTLSVerify }: Cluster): void {
  const { exec } = user;
  if (!exec) return;
  const cluster = {
    server,
    'certificate-authority-data': caData,
    'tls-server-name': tlsServerName,
    'insecure-skip-tls-verify': skipTLSVerify,
  };
  const spec = { interactive: false, ...(exec.provideClusterInfo && { cluster }) };
  const info = { kind: 'ExecCredential', apiVersion: exec.apiVersion, spec };
  exec.env = [...(exec.env ?? []), { name: 'KUBERNETES_EXEC_INFO', value: JSON.stringify(info) }];
}

/** The library writes a user and password as `auth`, all else as headers. */
function headersOf({ headers = {}, auth }: RequestOptions): Record<string, string> {
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  const basic = auth && { authorization: `Basic ${Buffer.from(auth).toString('base64')}` };
  return { ...Object.fromEntries(named), ...basic };
}

function textOf(pem: RequestOptions['cert'] | RequestOptions['key']): string | undefined {
  return pem === undefined ? undefined : String(pem);
}

async function withTimeout<T>(work: Promise<T>, timeoutMs = EXEC_TIMEOUT_MS): Promise<T> {
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    timeout.reject(new Error(`no credentials after ${timeoutMs / 1000} s: does a plugin ask?`));
  }, timeoutMs);
  try {
    return await Promise.race([work, timeout.promise]);
  } finally {
    clearTimeout(timer);
  }
}
