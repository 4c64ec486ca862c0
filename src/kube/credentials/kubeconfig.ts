/**
 * Access by kubeconfig: client certificates, tokens, passwords, plugins. The library that reads it
 * costs 60 MB and a third of a second, so that it is loaded only here, and only when asked for.
 */
import { existsSync } from 'node:fs';
import type { RequestOptions } from 'node:https';
import type { Cluster, KubeConfig, User } from '@kubernetes/client-node';
import { AccessError, type ClusterAccess, type Credentials } from './cluster-access.ts';
import { type Environment, type ExecPlugin, runPlugin } from './exec-plugin.ts';
import { keepCredentials, type ReadCredentials } from './keep-credentials.ts';

export interface KubeconfigOptions {
  /** Merged in this order, as kubectl does; those that do not exist are left out. */
  readonly files: readonly string[];
  /** Undefined: the current one. */
  readonly context?: string | undefined;
  /** For plugins; `PATH` is how they are found. */
  readonly environment: Environment;
  /** How long a credential plugin may take. */
  readonly pluginTimeoutMs?: number;
  readonly nowMs?: () => number;
}

type Library = typeof import('@kubernetes/client-node');

const PLUGIN_TIMEOUT_MS = 60_000;

export function openKubeconfigAccess(options: KubeconfigOptions): ClusterAccess {
  const { files, context, nowMs } = options;
  const named = context === undefined ? 'the current context' : `context ${context}`;
  const origin = `${named} of ${files.join(', ')}`;
  return { origin, ...keepCredentials(() => readCredentials(origin, options), nowMs) };
}

async function readCredentials(
  origin: string,
  options: KubeconfigOptions,
): Promise<ReadCredentials> {
  const { environment, pluginTimeoutMs = PLUGIN_TIMEOUT_MS } = options;
  const found = options.files.filter((file) => existsSync(file));
  if (found.length === 0) {
    const advice = 'give one with --kubeconfig or KUBECONFIG';
    throw new AccessError('not_found', `no kubeconfig at ${options.files.join(', ')}: ${advice}`);
  }
  const library = await importLibrary();
  try {
    const config = load(library, found, options.context);
    const freshMs = await askPlugin(config, environment, pluginTimeoutMs);
    return { ...(await credentialsOf(library, config)), freshMs };
  } catch (cause) {
    if (cause instanceof AccessError) throw cause;
    throw new AccessError('unusable', `${origin}: ${(cause as Error).message.trim()}`, { cause });
  }
}

/** The agent's image goes without: a pod has its service account. */
async function importLibrary(): Promise<Library> {
  try {
    return await import('@kubernetes/client-node');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw cause;
    const advice = "run it with the pod's service account, or with the whole of dropcast";
    throw new AccessError('unusable', `no kubeconfig can be read in this image: ${advice}`, {
      cause,
    });
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
 * Writes what the user's plugin answers, if there is one, in the place of the plugin. The library
 * would run it as well, but without a limit and without telling it what to answer with. Returns for
 * how long the answer is good; undefined without a plugin.
 */
async function askPlugin(
  config: KubeConfig,
  environment: Environment,
  timeoutMs: number,
): Promise<number | undefined> {
  const user = config.getCurrentUser() as Writable<User> | null;
  if (!user?.exec) return undefined;
  const { server, caData, tlsServerName, skipTLSVerify } = clusterOf(config);
  const told = {
    server,
    'certificate-authority-data': caData,
    'tls-server-name': tlsServerName,
    'insecure-skip-tls-verify': skipTLSVerify,
  };
  const answer = await runPlugin(user.exec as ExecPlugin, told, { environment, timeoutMs });
  delete user.exec;
  if (answer.token) user.token = answer.token;
  if (answer.clientCertificateData) user.certData = base64(answer.clientCertificateData);
  if (answer.clientKeyData) user.keyData = base64(answer.clientKeyData);
  return answer.expirationTimestamp
    ? Date.parse(answer.expirationTimestamp) - Date.now()
    : Number.POSITIVE_INFINITY;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** The library writes a user and password as `auth`, all else as headers. */
function headersOf({ headers = {}, auth }: RequestOptions): Record<string, string> {
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  const basic = auth && { authorization: `Basic ${base64(auth)}` };
  return { ...Object.fromEntries(named), ...basic };
}

function textOf(pem: RequestOptions['cert'] | RequestOptions['key']): string | undefined {
  return pem === undefined ? undefined : String(pem);
}
