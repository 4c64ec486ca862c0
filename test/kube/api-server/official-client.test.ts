/** The official client takes the test server for a real one. */
import { CoreV1Api, KubeConfig, makeInformer, type V1Pod } from '@kubernetes/client-node';
import { expect, it } from 'vitest';
import { type ApiServer, openApiServer } from './open-api-server.ts';
import { tooOld } from './status.ts';

function configOf(api: ApiServer): KubeConfig {
  const config = new KubeConfig();
  const caData = Buffer.from(api.authority).toString('base64');
  config.loadFromClusterAndUser(
    { name: 'test', server: api.url, caData, skipTLSVerify: false },
    { name: 'administrator', token: api.token },
  );
  return config;
}

it('lists, follows, and lists again when its version has expired', async () => {
  await using api = await openApiServer();
  const config = configOf(api);
  const pods = config.makeApiClient(CoreV1Api);
  const put = (name: string) => api.put('pods', { metadata: { namespace: 'shop', name } });
  put('a');
  const informer = makeInformer<V1Pod>(config, '/api/v1/pods', () =>
    pods.listPodForAllNamespaces(),
  );
  informer.on('error', () => {});
  const names = () => informer.list().map(({ metadata }) => metadata?.name);
  await informer.start();
  expect(names()).toEqual(['a']);
  await api.requests.reach(1, 'watch');
  put('b');
  await expect.poll(names).toEqual(['a', 'b']);
  api.delete('pods', 'shop/a');
  await expect.poll(names).toEqual(['b']);
  api.endWatches(tooOld(1, 2));
  await api.requests.reach(2, 'list');
  put('c');
  await expect.poll(names).toEqual(['b', 'c']);
  await informer.stop();
});

it('reads refusals', async () => {
  await using api = await openApiServer();
  api.access.allows = () => false;
  const pods = configOf(api).makeApiClient(CoreV1Api);
  await expect(pods.listPodForAllNamespaces()).rejects.toMatchObject({
    code: 403,
    body: expect.stringContaining('cannot list resource \\"pods\\"'),
  });
});

it('creates an object once, and deletes it once', async () => {
  await using api = await openApiServer();
  const core = configOf(api).makeApiClient(CoreV1Api);
  const body = { metadata: { name: 'shop' } };
  const created = await core.createNamespace({ body });
  expect(created.metadata?.resourceVersion).toBe('1001');
  await expect(core.createNamespace({ body })).rejects.toMatchObject({ code: 409 });
  await core.deleteNamespace({ name: 'shop' });
  await expect(core.deleteNamespace({ name: 'shop' })).rejects.toMatchObject({ code: 404 });
});
