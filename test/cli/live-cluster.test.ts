/** A live cluster by a kubeconfig, and what is said where there is none. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listLiveCluster, NoClusterError } from '../../src/cli/live-cluster.ts';
import { hold } from '../kube/api-server/faults.ts';
import { openApiServer } from '../kube/api-server/open-api-server.ts';

const signal = AbortSignal.timeout(60_000);
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dropcast-live-cluster-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function kubeconfigOf(api: { kubeconfig(): string }): Promise<string> {
  const file = join(folder, 'kubeconfig');
  await writeFile(file, api.kubeconfig());
  return file;
}

test('is listed by the kubeconfig that is given, or the one in the environment', async () => {
  await using api = await openApiServer();
  api.put('namespaces', { metadata: { name: 'shop' } });
  const kubeconfig = await kubeconfigOf(api);
  for (const options of [
    { kubeconfig, environment: {} },
    { context: 'test', environment: { KUBECONFIG: kubeconfig } },
  ]) {
    const { files } = await listLiveCluster(options, signal);
    expect(files.find(({ file }) => file === '/api/v1/namespaces')?.text).toContain('"shop"');
  }
});

test('where none is asked for and none is there, both ways are named', async () => {
  const listing = listLiveCluster({ environment: { HOME: folder } }, signal);
  await expect(listing).rejects.toThrow(NoClusterError);
  await expect(listing).rejects.toThrow(/--cluster .* or --kubeconfig \(no kubeconfig at /);
});

test.each([
  ['file', { kubeconfig: '/nowhere', environment: {} }, 'no kubeconfig at /nowhere'],
  ['variable', { environment: { KUBECONFIG: '/nowhere' } }, 'no kubeconfig at /nowhere'],
])('one that a %s names must be there', async (_title, options, message) => {
  const error = await listLiveCluster(options, signal).catch((reason: Error) => reason);
  expect(error).not.toBeInstanceOf(NoClusterError);
  expect(String(error)).toContain(message);
});

test('a context that is not there is told with those that are', async () => {
  await using api = await openApiServer();
  const options = { kubeconfig: await kubeconfigOf(api), context: 'other', environment: {} };
  await expect(listLiveCluster(options, signal)).rejects.toThrow('no context "other", only test');
});

test('a server that refuses is told with its origin and the path', async () => {
  await using api = await openApiServer();
  const kubeconfig = await kubeconfigOf(api);
  api.access.tokens.clear();
  const listing = listLiveCluster({ kubeconfig, environment: {} }, signal);
  await expect(listing).rejects.toThrow(
    /^the cluster of the current context of .*kubeconfig cannot be listed: \/api.*: Unauthorized/,
  );
});

test('an interruption is no failure of the server', async () => {
  await using api = await openApiServer();
  const never = Promise.withResolvers<void>();
  api.faults.next('list', hold(never.promise), 'pods');
  const stop = new AbortController();
  const kubeconfig = await kubeconfigOf(api);
  const listing = listLiveCluster({ kubeconfig, environment: {} }, stop.signal);
  await api.requests.reach(1, 'list', 'pods');
  stop.abort();
  await expect(listing).rejects.toThrow('interrupted');
  never.resolve();
});
