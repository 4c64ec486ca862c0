/**
 * What the commands of the documents run in: a folder with the files that they name, the programs
 * that they call, a cluster (the test API server, with the recorded shop in it), an aggregator over
 * TLS beside it and what an agent has read of the shop's log.
 */
import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { vi } from 'vitest';
import { parseAgentConfig } from '../../src/agent/config.ts';
import { runAgent } from '../../src/agent/main.ts';
import { ask } from '../../src/cli/ask.ts';
import { connectAggregator } from '../../src/cli/connect.ts';
import { Running } from '../aggregator/running.ts';
import { calicoResources } from '../kube/api-server/calico.ts';
import type { Resource } from '../kube/api-server/kube-object.ts';
import { type ApiServer, openApiServer } from '../kube/api-server/open-api-server.ts';
import { LOOPBACK, TlsFolder } from '../service/tls/tls-folder.ts';
import { answerCalls, clientOf, portOf } from './called.ts';
import { KubectlError, kubectl } from './kubectl.ts';
import { pathOf } from './markdown.ts';
import { type RecordedShop, type Renamed, recordedShop } from './recorded-shop.ts';

const LINES = 172;
const READER = 'system:serviceaccount:shop:reader';

const ALSO: readonly Resource[] = [
  ['serviceaccounts', 'ServiceAccount', ''],
  ['networkpolicies', 'NetworkPolicy', 'networking.k8s.io'],
  ['ingresses', 'Ingress', 'networking.k8s.io'],
  [
    'validatingwebhookconfigurations',
    'ValidatingWebhookConfiguration',
    'admissionregistration.k8s.io',
  ],
].map(([plural = '', kind = '', group = '']) => {
  const namespaced = !plural.startsWith('validating');
  return { plural, kind, group, version: 'v1', namespaced, selectable: [] };
});

/** Of one run: what it printed, stdout and stderr in one, and the status. */
export interface Ended {
  readonly printed: string;
  readonly status: number;
}

export class Scene implements AsyncDisposable {
  readonly api: ApiServer;
  readonly folder: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #running: Running;
  readonly #parts: AsyncDisposableStack;
  /** Writes the files that the documents name, as they were. */
  readonly restore: () => Promise<void>;

  private constructor(parts: AsyncDisposableStack, opened: Opened) {
    this.#parts = parts;
    this.api = opened.api;
    this.folder = opened.folder;
    this.#env = opened.env;
    this.#running = opened.running;
    this.restore = opened.restore;
  }

  static async open(renamed: Renamed = {}): Promise<Scene> {
    const parts = new AsyncDisposableStack();
    try {
      return new Scene(parts, await open(parts, renamed));
    } catch (error) {
      await parts.disposeAsync();
      throw error;
    }
  }

  /** By bash, as it is written, but for the ports that the documents name. */
  async run(script: string): Promise<Ended> {
    const { grpc, http } = this.#running.aggregator;
    const here = script.replaceAll('127.0.0.1:50051', grpc).replaceAll('127.0.0.1:8080', http);
    const options = { cwd: this.folder, env: this.#env, timeout: 60_000 };
    return new Promise((ended) => {
      execFile('bash', ['-c', `exec 2>&1\n${here}`], options, (error, printed) => {
        ended({ printed, status: error === null ? 0 : Number(error.code ?? 1) });
      });
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#parts.disposeAsync();
  }
}

type Opened = Awaited<ReturnType<typeof open>>;

async function open(parts: AsyncDisposableStack, renamed: Renamed) {
  const files = parts.use(await TlsFolder.open());
  const folder = files.path('.');
  const shop = recordedShop(renamed);
  const api = parts.use(
    await openApiServer({ customResources: [...ALSO, ...calicoResources({ minor: 30 })] }),
  );
  fill(api, shop);
  showAuthority(api, files.authority.certificate);
  const kubeconfig = await files.write('kubeconfig', api.kubeconfig());
  const tlsCa = await files.trust();
  const server = await files.pair('own', LOOPBACK);
  const running = await Running.open({ kubeconfig, insecure: 0, ...server, tlsClientCa: tlsCa });
  parts.defer(() => running.close());
  for (const name of ['examples', 'deploy', 'test', 'proto']) {
    await symlink(pathOf(name), files.path(name));
  }
  const restore = () => writeFiles(files, { shop, api });
  await restore();
  await collect(parts, { files, running, tlsCa });
  const env = {
    ...{ HOME: folder, PATH: `${join(folder, 'bin')}:${process.env.PATH}`, LC_ALL: 'C' },
    ...{ KUBECONFIG: kubeconfig, DROPCAST_AGGREGATOR: running.aggregator.grpc },
    ...{ DROPCAST_TLS_CA: tlsCa, DROPCAST_TOKEN_FILE: files.path('token') },
  };
  const kubectlServer = parts.use(await answerKubectl(api));
  const dropcast = parts.use(await startDropcast(env));
  await writePrograms(folder, { kubectl: portOf(kubectlServer), dropcast: dropcast.port });
  return { api, folder, env, running, restore };
}

function fill(api: ApiServer, { objects }: RecordedShop): void {
  const plurals: Readonly<Record<string, string>> = { Ingress: 'ingresses' };
  for (const { kind, ...object } of objects) {
    api.put(plurals[kind] ?? `${kind.toLowerCase()}s`, object);
  }
  const calico = { metadata: { name: 'default' }, spec: { calicoVersion: 'v3.30.1' } };
  api.put('clusterinformations', calico);
  const verbs = ['get', 'list', 'watch', 'create'];
  api.access.bindings.push({
    subject: READER,
    allow: verbs.map((verb) => `${verb} flows.dropcast.io`),
  });
}

/** As the aggregator does, and as cert-manager does. */
function showAuthority(api: ApiServer, certificate: string): void {
  const namespace = 'dropcast';
  const data = { 'ca.crt': certificate };
  api.put('configmaps', { metadata: { namespace, name: 'dropcast-ca' }, data });
  const encoded = { 'ca.crt': Buffer.from(certificate).toString('base64') };
  api.put('secrets', { metadata: { namespace, name: 'dropcast-aggregator-tls' }, data: encoded });
}

/** Those that the documents name. */
async function writeFiles(files: TlsFolder, { shop, api }: { shop: RecordedShop; api: ApiServer }) {
  await files.write('kern.log', shop.log);
  for (const name of ['objects.yaml', 'cluster.yaml']) await files.write(name, shop.cluster);
  const account = { namespace: 'shop', serviceAccount: 'reader', audiences: ['dropcast'] };
  await mkdir(files.path('cluster'), { recursive: true });
  await files.write('cluster/kustomization.yaml', 'resources: [../deploy]\n');
  await files.write('token', api.tokens.issue(account));
  await files.write('ca.key', files.authority.key);
  await files.trust();
  for (const name of ['aggregator', 'prometheus']) await files.pair(name, LOOPBACK);
}

/** All lines of the log, as one agent of the node delivers them. */
async function collect(
  parts: AsyncDisposableStack,
  { files, running, tlsCa }: { files: TlsFolder; running: Running; tlsCa: string },
): Promise<void> {
  const identity = await files.pair('worker-1', { commonName: 'worker-1', names: ['worker-1'] });
  const config = parseAgentConfig({
    ...{ aggregator: running.aggregator.grpc, node: 'worker-1', tlsCa, ...identity },
    ...{ source: 'file', path: files.path('kern.log'), from: 'oldest', conntrack: 'off' },
    ...{ cluster: files.path('cluster.yaml'), windowMs: '100', logLevel: 'silent' },
  });
  const stop = new AbortController();
  const agent = runAgent(config, stop.signal);
  parts.defer(async () => {
    stop.abort();
    await agent;
  });
  const reader = { aggregator: running.aggregator.grpc, tlsCa, tokenFile: files.path('token') };
  const counted = async () => {
    const { nodes } = await ask(connectAggregator, reader, (client) => client.getStatus());
    return nodes[0]?.lines === LINES;
  };
  await vi.waitUntil(counted, { timeout: 30_000, interval: 200 });
}

async function answerKubectl(api: ApiServer): Promise<Server> {
  return answerCalls(async ({ args, folder }) => {
    try {
      return { status: 0, printed: [[1, kubectl(api, folder, args)]] };
    } catch (error) {
      if (!(error instanceof KubectlError)) throw error;
      return { status: 1, printed: [[2, `${error.message}\n`]] };
    }
  });
}

async function startDropcast(env: NodeJS.ProcessEnv) {
  const child = fork(pathOf('test/docs/dropcast-process.ts'), { env });
  const [port] = (await once(child, 'message')) as [number];
  return {
    port,
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

/** `dropcast parse` writes as fast as its reader reads: a process of its own. */
async function writePrograms(folder: string, ports: { kubectl: number; dropcast: number }) {
  await mkdir(join(folder, 'bin'));
  const programs = {
    dropcast: `[ "$1" != parse ] || exec '${process.execPath}' '${pathOf('bin/dropcast.js')}' "$@"
${clientOf(ports.dropcast)}`,
    npx: 'exec "$@"',
    kubectl: `[ "$1" != dropcast ] || exec "$@"
${clientOf(ports.kubectl)}`,
  };
  for (const [name, script] of Object.entries(programs)) {
    await writeFile(join(folder, 'bin', name), `#!/usr/bin/env bash\n${script}\n`, { mode: 0o755 });
  }
}
