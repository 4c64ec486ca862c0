/**
 * The mirror and the official client agree on a cluster: the one that `KUBECONFIG` names, or else
 * the test server, with a few objects of its own.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import * as kube from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { openKubeconfigAccess } from '../../src/kube/credentials/kubeconfig.ts';
import { Informer } from '../../src/kube/watch/informer.ts';
import { Reflector, type ReflectorStatus } from '../../src/kube/watch/reflector.ts';
import * as resources from '../../src/kube/watch/resource.ts';
import { openApiServer } from './api-server/open-api-server.ts';
import { openDirectory } from './credentials/directory.ts';

interface Cluster extends AsyncDisposable {
  readonly file: string;
  readonly config: kube.KubeConfig;
}

async function openCluster(): Promise<Cluster> {
  const scope = new AsyncDisposableStack();
  const file = process.env.KUBECONFIG || (await openTestCluster(scope));
  const config = new kube.KubeConfig();
  config.loadFromFile(file);
  return { file, config, [Symbol.asyncDispose]: () => scope.disposeAsync() };
}

async function openTestCluster(scope: AsyncDisposableStack): Promise<string> {
  const api = scope.use(await openApiServer());
  const files = scope.use(await openDirectory());
  const metadata = { namespace: 'shop', name: 'web' };
  for (const name of ['default', 'shop']) api.put('namespaces', { metadata: { name } });
  api.put('nodes', { metadata: { name: 'node-1' }, spec: { podCIDR: '10.0.0.0/24' } });
  for (const plural of ['pods', 'services', 'endpointslices', 'replicasets', 'jobs']) {
    api.put(plural, { metadata });
  }
  return files.write('config', api.kubeconfig());
}

interface Mirror extends AsyncDisposable {
  readonly status: ReflectorStatus;
  names(): string[];
}

interface Named {
  readonly namespace?: string;
  readonly name: string;
}

function mirror<T extends Named>(file: string, resource: resources.Resource<T>): Mirror {
  const stop = new AbortController();
  const names = new Set<string>();
  const lineOf = ({ namespace, name }: Named): string => `${namespace ?? ''}/${name}`;
  const informer = new Informer<T>({});
  informer.subscribe({
    added: (object) => names.add(lineOf(object)),
    updated: () => {},
    deleted: (object) => names.delete(lineOf(object)),
  });
  const clock = {
    nowMs: () => performance.now(),
    delay: (ms: number, signal: AbortSignal) =>
      sleep(ms, undefined, { signal }).catch(() => undefined),
  };
  const access = openKubeconfigAccess({ files: [file], environment: process.env });
  const reflector = new Reflector({ access, resource, sink: informer, clock, random: Math.random });
  const running = reflector.run(stop.signal);
  return {
    get status() {
      return reflector.status;
    },
    names: () => [...names].toSorted(),
    async [Symbol.asyncDispose]() {
      stop.abort();
      await running;
    },
  };
}

type Lister = (config: kube.KubeConfig) => Promise<{ items: readonly kube.KubernetesObject[] }>;

const core = (config: kube.KubeConfig) => config.makeApiClient(kube.CoreV1Api);

const LISTS: readonly (readonly [string, resources.Resource<Named>, Lister])[] = [
  ['pods', resources.pods(), (config) => core(config).listPodForAllNamespaces()],
  ['nodes', resources.nodes(), (config) => core(config).listNode()],
  ['services', resources.SERVICES, (config) => core(config).listServiceForAllNamespaces()],
  ['namespaces', resources.NAMESPACES, (config) => core(config).listNamespace()],
  [
    'endpointslices',
    resources.ENDPOINT_SLICES,
    (config) => config.makeApiClient(kube.DiscoveryV1Api).listEndpointSliceForAllNamespaces(),
  ],
  [
    'replicasets',
    resources.REPLICA_SETS,
    (config) => config.makeApiClient(kube.AppsV1Api).listReplicaSetForAllNamespaces(),
  ],
  [
    'jobs',
    resources.JOBS,
    (config) => config.makeApiClient(kube.BatchV1Api).listJobForAllNamespaces(),
  ],
];

/** Without its reader of protobuf a resource is asked for in JSON. */
function inJson<T>({ readItem: _, ...rest }: resources.Resource<T>): resources.Resource<T> {
  return rest;
}

describe.each([
  ['protobuf', <T>(resource: resources.Resource<T>) => resource],
  ['JSON', inJson],
] as const)('in %s', (_encoding, encoded) => {
  it.each(LISTS)('%s are those that the official client lists', async (_name, resource, list) => {
    await using cluster = await openCluster();
    await using mirrored = mirror(cluster.file, encoded(resource));
    await expect.poll(() => mirrored.status.isSynced, { timeout: 40_000 }).toBe(true);
    const { items } = await list(cluster.config);
    const lines = items.map(({ metadata }) => `${metadata?.namespace ?? ''}/${metadata?.name}`);
    expect(mirrored.names()).toEqual(lines.toSorted());
    expect(mirrored.status).toMatchObject({ malformed: 0, failures: 0, error: '' });
  });

  it('a namespace is seen coming and going', async () => {
    await using cluster = await openCluster();
    await using mirrored = mirror(cluster.file, encoded(resources.NAMESPACES));
    await expect.poll(() => mirrored.status.isSynced, { timeout: 40_000 }).toBe(true);
    const name = `dropcast-test-${Math.random().toString(36).slice(2)}`;
    await core(cluster.config).createNamespace({ body: { metadata: { name } } });
    await expect.poll(() => mirrored.names(), { timeout: 40_000 }).toContain(`/${name}`);
    await core(cluster.config).deleteNamespace({ name });
    await expect.poll(() => mirrored.names(), { timeout: 40_000 }).not.toContain(`/${name}`);
  });
});
