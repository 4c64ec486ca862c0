/** The whole way: kubeconfig, API server, port-forward, TLS, aggregator. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ask } from '../../src/cli/ask.ts';
import { connectAggregator } from '../../src/cli/connect.ts';
import { parseSocketAddress } from '../../src/service/socket-address.ts';
import type { TlsOptions } from '../../src/service/tls/tls-config.ts';
import { Running } from '../aggregator/running.ts';
import { allowOnly } from '../kube/api-server/access.ts';
import { type ApiServer, openApiServer } from '../kube/api-server/open-api-server.ts';
import { LOOPBACK, TlsFolder } from '../service/tls/tls-folder.ts';

const POD = 'dropcast-aggregator-7c9d8b6f5-x2x7k';
const labels = {
  'app.kubernetes.io/name': 'dropcast',
  'app.kubernetes.io/component': 'aggregator',
};
const PORT = 50_051;

let scope: AsyncDisposableStack;
let folder: TlsFolder;
let temporary: string;

beforeEach(async () => {
  scope = new AsyncDisposableStack();
  folder = scope.use(await TlsFolder.open());
  temporary = await mkdtemp(join(tmpdir(), 'dropcast-forward-'));
  scope.defer(() => rm(temporary, { recursive: true }));
  vi.stubEnv('TMPDIR', temporary);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await scope.disposeAsync();
});

/** A cluster with an aggregator in `namespace`. */
async function serve(tls: TlsOptions, namespace = 'dropcast'): Promise<ApiServer> {
  const running = await Running.open(tls);
  scope.defer(() => running.close());
  const { port } = parseSocketAddress(running.aggregator.grpc)!;
  return cluster({ [`${namespace}/${POD}:${PORT}`]: port }, namespace);
}

async function cluster(podPorts: Record<string, number>, namespace: string, isReady = true) {
  const api = scope.use(await openApiServer({ podPorts }));
  const ports = [
    { name: 'http', containerPort: 8080 },
    { name: 'grpc', containerPort: PORT },
  ];
  api.put('pods', {
    metadata: { namespace, name: POD, labels },
    spec: { containers: [{ name: 'aggregator', ports }] },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: isReady ? 'True' : 'False' }],
    },
  });
  api.put('services', {
    metadata: { namespace, name: 'flows' },
    spec: { selector: labels, ports: [{ name: 'grpc', port: PORT }] },
  });
  return api;
}

async function askStatus(api: ApiServer, options: object) {
  const kubeconfig = join(temporary, 'kubeconfig');
  await writeFile(kubeconfig, api.kubeconfig());
  return ask(connectAggregator, { kubeconfig, ...options }, (client) => client.getStatus());
}

describe("the cluster's aggregator", () => {
  test('is found by its labels, and asked over TLS by the name of its service', async () => {
    const pair = await folder.pair('server', { commonName: 'x', hosts: ['flows.dropcast.svc'] });
    const tlsCa = await folder.trust();
    const api = await serve({ insecure: 0, ...pair, tlsClientCa: tlsCa });
    const reader = await folder.pair('reader', { commonName: 'jane' });
    const status = await askStatus(api, { tlsCa, ...reader });
    expect(status.nodes).toEqual([]);
    expect((await readdir(temporary)).filter((name) => name !== 'kubeconfig')).toEqual([]);
  });

  test('is in another namespace only where that is named, and may be in plain text', async () => {
    const api = await serve({ insecure: 1 }, 'monitoring');
    await expect(askStatus(api, { insecure: 1 })).rejects.toThrow(/no aggregator is in namespace/);
    const named = { insecure: 1, aggregatorNamespace: 'monitoring' };
    expect((await askStatus(api, named)).nodes).toEqual([]);
  });

  test('is called by the name that a flag says', async () => {
    const pair = await folder.pair('server', LOOPBACK);
    const tlsCa = await folder.trust();
    const api = await serve({ insecure: 0, ...pair });
    await expect(askStatus(api, { tlsCa })).rejects.toThrow(
      /the certificate names .*not flows\.dropcast\.svc: --tls-server-name$/,
    );
    await expect(askStatus(api, { tlsCa, tlsServerName: 'localhost' })).rejects.toThrow(/token/);
  });

  test('is found without a word about services', async () => {
    const host = 'dropcast-aggregator.dropcast.svc';
    const pair = await folder.pair('server', { commonName: 'x', hosts: [host] });
    const tlsCa = await folder.trust();
    const api = await serve({ insecure: 0, ...pair });
    api.access.allows = allowOnly('list pods', 'create pods/portforward');
    await expect(askStatus(api, { tlsCa })).rejects.toThrow(/refused: .*token/);
  });
});

test('nothing of it is left behind where the process ends in the middle', async () => {
  const api = await serve({ insecure: 1 });
  const kubeconfig = join(temporary, 'kubeconfig');
  await writeFile(kubeconfig, api.kubeconfig());
  const before = process.listeners('exit');
  const aggregator = await connectAggregator({ kubeconfig, insecure: 1 });
  const added = process.listeners('exit').filter((each) => !before.includes(each));
  expect(await readdir(temporary)).toHaveLength(2);
  for (const each of added) each.call(process, 0);
  expect(await readdir(temporary)).toEqual(['kubeconfig']);
  aggregator.close();
  expect(process.listeners('exit')).toEqual(before);
});

describe('says in one line', () => {
  test('that a role is missing', async () => {
    const api = await serve({ insecure: 1 });
    api.access.allows = allowOnly('list pods', 'list services');
    await expect(askStatus(api, { insecure: 1 })).rejects.toThrow(
      /: no port-forward to pod dropcast\/\S+: a role is missing .*create pods\/portforward$/,
    );
    api.access.allows = () => false;
    await expect(askStatus(api, { insecure: 1 })).rejects.toThrow(
      /the aggregator cannot be looked for through .*forbidden/,
    );
  });

  test('that the pod does not listen', async () => {
    const api = await cluster({}, 'dropcast');
    await expect(askStatus(api, { insecure: 1 })).rejects.toThrow(
      /forwarding 50051: connection refused$/,
    );
  });

  test('that it is not ready, or that there is none', async () => {
    const starting = await cluster({}, 'dropcast', false);
    await expect(askStatus(starting, { insecure: 1 })).rejects.toThrow(/is not ready/);
    const empty = scope.use(await openApiServer());
    await expect(askStatus(empty, { insecure: 1 })).rejects.toThrow(/no aggregator is in .*deploy/);
  });

  test('that no cluster is known', async () => {
    const environment = { HOME: temporary };
    const here = '127.0.0.1:1';
    const connected = connectAggregator({}, { environment, isPlugin: false, here });
    await expect(connected).rejects.toThrow(
      /^no aggregator listens at 127\.0\.0\.1:1, and no cluster is known/,
    );
    const asPlugin = connectAggregator({}, { environment, isPlugin: true, here });
    await expect(asPlugin).rejects.toThrow(/no kubeconfig at /);
  });
});

describe('without a word on where it is', () => {
  test('the one on this machine is asked, else the one of the cluster', async () => {
    const running = await Running.open({ insecure: 1 });
    scope.defer(() => running.close());
    const api = await serve({ insecure: 1 });
    const kubeconfig = join(temporary, 'kubeconfig');
    await writeFile(kubeconfig, api.kubeconfig());
    const environment = { KUBECONFIG: kubeconfig };
    const places = [];
    for (const here of [running.aggregator.grpc, '127.0.0.1:1']) {
      const found = await connectAggregator(
        { insecure: 1 },
        { environment, isPlugin: false, here },
      );
      places.push(found.place);
      expect((await found.getStatus()).nodes).toEqual([]);
      found.close();
    }
    expect(places[0]).toBe(`at ${running.aggregator.grpc}`);
    expect(places[1]).toContain(`in pod dropcast/${POD} of`);
  });
});
