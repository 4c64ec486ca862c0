/**
 * What the commands of the documents run in: a folder with the files that they name, the programs
 * that they call, a cluster (the test API server, with the recorded shop in it), an aggregator over
 * TLS beside it and what an agent has read of the shop's log.
 */
import { execFile, fork, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm, symlink } from 'node:fs/promises';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { vi } from 'vitest';
import { parseAgentConfig } from '../../src/agent/config.ts';
import { runAgent } from '../../src/agent/main.ts';
import { openStore } from '../../src/aggregator/store/open-store.ts';
import { ask } from '../../src/cli/ask.ts';
import { connectAggregator } from '../../src/cli/connect.ts';
import { Running } from '../aggregator/running.ts';
import { calicoResources } from '../kube/api-server/calico.ts';
import type { Resource } from '../kube/api-server/kube-object.ts';
import { type ApiServer, openApiServer } from '../kube/api-server/open-api-server.ts';
import { LOOPBACK, TlsFolder } from '../service/tls/tls-folder.ts';
import { answerCalls, portOf } from './called.ts';
import { KNOWN_OBJECTS } from './known-objects.ts';
import { type Cluster, KubectlError, kubectl } from './kubectl.ts';
import { pathOf } from './markdown.ts';
import { ObjectNames } from './object-names.ts';
import { writePrograms } from './programs.ts';
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

const POD = 'dropcast-aggregator-7c9d8b6f5-x2x7k';
/** What the manifests have the aggregator's certificate name. */
const NAME_IN_CLUSTER = 'dropcast-aggregator.dropcast.svc';
const GRPC_PORT = 50_051;

export interface SceneOptions {
  readonly renamed?: Renamed;
  /**
   * The aggregator is a pod of the cluster, reached through the API server, and what is not of the
   * recorded shop is not there before it is applied. By default it listens here, the environment
   * says where and by which files, and all that the documents create is there.
   */
  readonly isDeployed?: boolean;
}

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

  static async open(options: SceneOptions = {}): Promise<Scene> {
    const parts = new AsyncDisposableStack();
    try {
      return new Scene(parts, await open(parts, options));
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

async function open(parts: AsyncDisposableStack, { renamed, isDeployed = false }: SceneOptions) {
  const files = parts.use(await TlsFolder.open());
  const folder = files.path('.');
  const shop = recordedShop(renamed);
  const podPorts: Record<string, number> = {};
  const api = parts.use(
    await openApiServer({
      ...{ podPorts, customResources: [...ALSO, ...calicoResources({ minor: 30 })] },
    }),
  );
  fill(api, shop);
  showAuthority(api, files.authority.certificate);
  const kubeconfig = await files.write('kubeconfig', api.kubeconfig());
  const tlsCa = await files.trust();
  const hosts = [...LOOPBACK.hosts!, NAME_IN_CLUSTER];
  const server = await files.pair('own', { ...LOOPBACK, hosts });
  const running = await Running.open({ kubeconfig, insecure: 0, ...server, tlsClientCa: tlsCa });
  parts.defer(() => running.close());
  const { grpc } = running.aggregator;
  if (isDeployed) podPorts[putAggregator(api)] = Number(grpc.split(':').at(-1));
  for (const name of ['examples', 'deploy', 'test', 'proto']) {
    await symlink(pathOf(name), files.path(name));
  }
  const cluster = { api, names: new ObjectNames() };
  const restore = async () => {
    cluster.names = isDeployed ? new ObjectNames() : KNOWN_OBJECTS.copy();
    await writeFiles(files, { shop, api });
  };
  await restore();
  await collect(parts, { files, running, tlsCa });
  const env = {
    ...{ HOME: folder, PATH: `${join(folder, 'bin')}:${process.env.PATH}`, LC_ALL: 'C' },
    KUBECONFIG: kubeconfig,
    ...(isDeployed ? {} : { DROPCAST_AGGREGATOR: grpc, DROPCAST_TLS_CA: tlsCa }),
    ...(isDeployed ? {} : { DROPCAST_TOKEN_FILE: files.path('token') }),
  };
  if (isDeployed) for (const name of ['ca.crt', 'token']) await rm(files.path(name));
  const kubectlServer = parts.use(await answerKubectl(cluster));
  const dropcast = parts.use(await startDropcast(env));
  await writePrograms(folder, { kubectl: portOf(kubectlServer), dropcast: dropcast.port });
  return { api, folder, env, running, restore };
}

/** Gives the place of its port. */
function putAggregator(api: ApiServer): string {
  const [namespace, ports] = ['dropcast', [{ name: 'grpc', containerPort: GRPC_PORT }]];
  const labels = {
    'app.kubernetes.io/name': 'dropcast',
    'app.kubernetes.io/component': 'aggregator',
  };
  api.put('pods', {
    metadata: { namespace, name: POD, labels },
    spec: { containers: [{ name: 'aggregator', ports }] },
    status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
  });
  return `${namespace}/${POD}:${GRPC_PORT}`;
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
  await (await openStore(files.path('flows.db'))).close();
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
  await vi.waitUntil(counted, { timeout: 40_000, interval: 200 });
}

async function answerKubectl(cluster: Cluster): Promise<Server> {
  return answerCalls(async ({ args, folder }) => {
    try {
      return { status: 0, printed: [[1, kubectl(cluster, folder, args)]] };
    } catch (error) {
      if (!(error instanceof KubectlError)) throw error;
      return { status: 1, printed: [[2, `${error.message}\n`]] };
    }
  });
}

async function startDropcast(env: NodeJS.ProcessEnv) {
  // What its services log goes past the streams that are captured.
  const stdio: StdioOptions = ['ignore', 'ignore', 'inherit', 'ipc'];
  const child = fork(pathOf('test/docs/dropcast-process.ts'), { env, stdio });
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
