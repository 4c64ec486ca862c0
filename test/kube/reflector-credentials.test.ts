/** Tokens and authorities are replaced under a running mirror, as the kubelet does every hour. */
import { expect, it } from 'vitest';
import { openInClusterAccess } from '../../src/kube/credentials/in-cluster.ts';
import { type ApiServer, openApiServer } from './api-server/open-api-server.ts';
import { type Directory, openDirectory } from './credentials/directory.ts';
import { type MirroredPods, mirrorPods, truthOf } from './mirrored-pods.ts';

interface InPod extends AsyncDisposable {
  readonly api: ApiServer;
  readonly files: Directory;
  readonly mirror: MirroredPods;
}

/** A mirror in a pod, whose service account's token is `first`. */
async function openInPod(): Promise<InPod> {
  const api = await openApiServer({ tokens: { first: 'agent' } });
  const files = await openDirectory();
  await files.write('token', 'first');
  await files.write('ca.crt', api.authority);
  const host = { host: '127.0.0.1', port: String(api.port) };
  const mirror = mirrorPods(api, {
    access: openInClusterAccess({ ...host, directory: files.path }),
  });
  put(api, 'a');
  await expect.poll(() => mirror.status.isSynced).toBe(true);
  return {
    ...{ api, files, mirror },
    async [Symbol.asyncDispose]() {
      await mirror[Symbol.asyncDispose]();
      await api[Symbol.asyncDispose]();
      await files[Symbol.asyncDispose]();
    },
  };
}

function put(api: ApiServer, name: string): void {
  api.put('pods', { metadata: { namespace: 'shop', name } });
}

async function expectTruth({ api, mirror }: InPod): Promise<void> {
  await expect.poll(() => mirror.shown(), { timeout: 40_000 }).toEqual(truthOf(api));
  await expect.poll(() => mirror.status.error).toBe('');
}

it('shows the new token as soon as the old one is refused', async () => {
  await using pod = await openInPod();
  const { api, files } = pod;
  await files.write('token', 'second');
  api.access.tokens.set('second', 'agent').delete('first');
  api.endWatches();
  await api.requests.reach(3, 'watch');
  expect(api.requests.all.map(({ user }) => user)).toEqual(['agent', undefined, 'agent']);
  put(api, 'b');
  await expectTruth(pod);
});

it('says that its token is refused until there is another', async () => {
  await using pod = await openInPod();
  const { api, files, mirror } = pod;
  api.access.tokens.set('second', 'agent').delete('first');
  api.endWatches();
  await expect.poll(() => mirror.status.error).toMatch(/unauthorized: the API server does not/);
  put(api, 'b');
  await files.write('token', 'second');
  await expectTruth(pod);
});

it('trusts a new authority once it is mounted, and none before', async () => {
  await using pod = await openInPod();
  const { api, files, mirror } = pod;
  api.replaceAuthority();
  api.network.sever();
  await expect.poll(() => mirror.status.error).toMatch(/certificate/);
  put(api, 'b');
  expect(api.requests.count('watch')).toBe(1);
  await files.write('ca.crt', api.authority);
  await expectTruth(pod);
});
