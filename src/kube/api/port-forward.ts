/**
 * A pod's port through the API server, as `kubectl port-forward` reaches it: one WebSocket per
 * connection (kubernetes.io/docs/reference/generated/kubernetes-api, "Port Forward"). The library
 * that speaks it takes a third of a second to load, so that it is loaded only here.
 */
import type { Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import type { ClusterAccess, Credentials } from '../credentials/cluster-access.ts';

export interface PodPort {
  readonly namespace: string;
  readonly pod: string;
  readonly port: number;
}

type Library = typeof import('@kubernetes/client-node');

/** What a node says of a port that it cannot reach is a line. */
const ERROR_BYTES_MAX = 4_096;

/**
 * Joins `local` to the port, until either side ends; resolves once it is joined. `tell` hears why
 * the port cannot be reached, in one line; then `local` is cut. Never rejects.
 */
export async function forwardPort(
  access: ClusterAccess,
  { namespace, pod, port }: PodPort,
  local: Socket,
  tell: (why: string) => void,
): Promise<void> {
  const errors = new PassThrough();
  errors.on('data', (chunk: Buffer) => {
    tell(chunk.subarray(0, ERROR_BYTES_MAX).toString().trim());
    local.destroy();
  });
  try {
    const library = await import('@kubernetes/client-node');
    const config = configOf(library, await access.credentials());
    const socket = await new library.PortForward(config).portForward(
      namespace,
      pod,
      [port],
      local,
      errors,
      local,
    );
    if (typeof socket === 'function') return;
    socket.onclose = () => local.destroy();
    local.once('close', () => socket.close());
    if (local.destroyed) socket.close();
  } catch (error) {
    tell(wordsOf(error, `${namespace}/${pod}`));
    local.destroy();
  }
}

/** The library's form of credentials that we have found already. */
function configOf(library: Library, { server, tls, headers }: Credentials) {
  const config = new library.KubeConfig();
  const name = 'dropcast';
  const cluster = { name, server, skipTLSVerify: !tls.rejectUnauthorized };
  config.loadFromClusterAndUser(cluster, { name });
  config.applyToHTTPSOptions = async (options) => {
    Object.assign(options, tls, { headers });
  };
  return config;
}

const REFUSALS: Readonly<Record<string, string>> = {
  401: 'the API server does not accept the credentials of the kubeconfig',
  403: 'a role is missing that allows: create pods/portforward',
  404: 'the pod is gone',
};

function wordsOf(error: unknown, pod: string): string {
  const message = (error as { message?: unknown } | undefined)?.message;
  const words = typeof message === 'string' ? message : String(error);
  const status = /Unexpected server response: (\d+)/.exec(words)?.[1];
  const why = (status && REFUSALS[status]) || words;
  return `no port-forward to pod ${pod}: ${why}`;
}
