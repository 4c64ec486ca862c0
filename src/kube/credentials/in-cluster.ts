/**
 * Access from within a pod: the address that the kubelet puts into the environment, the service
 * account's token and authority from the files that it mounts and replaces (a token lives an hour).
 * Source: kubernetes.io/docs/tasks/run-application/access-api-from-pod.
 */
import { readFile } from 'node:fs/promises';
import { isIPv6 } from 'node:net';
import { join } from 'node:path';
import { AccessError, type ClusterAccess, type Credentials } from './cluster-access.ts';
import { keepCredentials } from './keep-credentials.ts';

const SERVICE_ACCOUNT_DIRECTORY = '/var/run/secrets/kubernetes.io/serviceaccount';

export interface InClusterOptions {
  /** `KUBERNETES_SERVICE_HOST` and `KUBERNETES_SERVICE_PORT`. */
  readonly host: string;
  readonly port: string;
  readonly directory?: string;
  readonly nowMs?: () => number;
}

export function openInClusterAccess(options: InClusterOptions): ClusterAccess {
  const { host, port, directory = SERVICE_ACCOUNT_DIRECTORY, nowMs } = options;
  const server = `https://${isIPv6(host) ? `[${host}]` : host}:${port}`;
  const kept = keepCredentials(() => readServiceAccount(server, directory), nowMs);
  return { origin: "the pod's service account", ...kept };
}

async function readServiceAccount(server: string, directory: string): Promise<Credentials> {
  const [token, ca] = await Promise.all(
    ['token', 'ca.crt'].map((name) => readMounted(join(directory, name))),
  );
  const tls = { ca, cert: undefined, key: undefined, servername: undefined };
  return {
    server,
    tls: { ...tls, rejectUnauthorized: true },
    headers: { authorization: `Bearer ${token}` },
  };
}

async function readMounted(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const code = cause.code === 'ENOENT' ? 'not_found' : 'unreadable';
    const advice = 'is automountServiceAccountToken off?';
    throw new AccessError(code, `cannot read ${path} (${cause.code}): ${advice}`, { cause });
  });
  const trimmed = text.trim();
  if (trimmed === '') throw new AccessError('unusable', `${path} is empty`);
  return trimmed;
}
