/**
 * The agent as it is shipped, in a process of its own, set up as the DaemonSet does: the built
 * program behind the walls of its image, TLS and a token towards the aggregator, names by the
 * service account of its pod.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../agent/free-port.ts';
import { agentEntry } from '../agent-entry.ts';
import type { FedSource } from './log-feed.ts';
import { NODE } from './node-lines.ts';
import type { Upstream } from './upstream.ts';

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/** Puts the service account where a pod has it, for this process alone. */
const IN_POD = `mount -t tmpfs tmpfs /var/run && mkdir -p ${SERVICE_ACCOUNT} &&
cp "$0"/ca.crt "$0"/token ${SERVICE_ACCOUNT} && exec "$@"`;

export interface AgentOptions {
  /** For the agent's files. */
  readonly folder: string;
  readonly source: FedSource;
  /** What is read. */
  readonly path: string;
  readonly upstream: Upstream;
  readonly windowMs: number | undefined;
  /** Options of node. */
  readonly nodeFlags: readonly string[];
}

export class AgentProcess {
  readonly #child: ChildProcess;
  readonly #told: string[] = [];
  readonly startedMs = Date.now();

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.stderr!.setEncoding('utf8').on('data', (text: string) => this.#told.push(text));
  }

  static async start({ folder, upstream, ...options }: AgentOptions): Promise<AgentProcess> {
    const { source, path, windowMs, nodeFlags } = options;
    const token = join(folder, 'token');
    writeFileSync(token, 'nobody-asks-for-it');
    const { flags, program: agent, environment } = agentEntry();
    const command = [
      ...[process.execPath, ...flags, `--allow-fs-read=${folder}`, ...nodeFlags],
      ...[agent, 'agent'],
      ...['--source', source, '--path', path, '--from', 'oldest', '--node', NODE],
      ...['--aggregator', upstream.address, '--tls-ca', upstream.caFile, '--token-file', token],
      ...['--http', `127.0.0.1:${await freePort()}`],
      ...(windowMs === undefined ? [] : ['--window-ms', String(windowMs)]),
    ];
    const { program, env: podEnv } = inPod(folder, upstream);
    const [name = '', ...args] = [...program, ...command];
    const env = { ...environment, ...podEnv };
    return new AgentProcess(spawn(name, args, { env, stdio: ['ignore', 'ignore', 'pipe'] }));
  }

  get pid(): number {
    return this.#child.pid!;
  }

  /** What it said. */
  get log(): string {
    return this.#told.join('');
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async end(): Promise<void> {
    if (!this.isRunning) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await ended;
  }
}

/** Whether a process here may have mounts of its own: the pod's files have a fixed place. */
export function canMount(): boolean {
  return spawnSync('unshare', ['--mount', 'true'], { stdio: 'ignore' }).status === 0;
}

/** Without mounts: by kubeconfig, whose library alone takes more memory than the rest. */
function inPod(folder: string, { api }: Upstream) {
  const { PATH, NODE_OPTIONS, NODE_COMPILE_CACHE } = process.env;
  const env = { PATH, ...(NODE_OPTIONS && { NODE_OPTIONS }), NODE_COMPILE_CACHE };
  const account = join(folder, 'account');
  mkdirSync(account, { recursive: true });
  if (!canMount()) {
    const kubeconfig = join(account, 'kubeconfig');
    writeFileSync(kubeconfig, api.kubeconfig());
    return { program: [], env: { ...env, KUBECONFIG: kubeconfig, ...service(api.port) } };
  }
  writeFileSync(join(account, 'ca.crt'), api.authority);
  writeFileSync(join(account, 'token'), api.token);
  const program = ['unshare', '--mount', 'sh', '-c', IN_POD, account];
  return { program, env: { ...env, ...service(api.port) } };
}

const service = (port: number) => ({
  KUBERNETES_SERVICE_HOST: '127.0.0.1',
  KUBERNETES_SERVICE_PORT: String(port),
});
