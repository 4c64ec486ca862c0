/** The lists of the test server are those of a real one. */
import { expect, it } from 'vitest';
import { ask, askHttp2 } from './client.ts';
import { type ApiServer, openApiServer } from './open-api-server.ts';

function putPods(api: ApiServer, count: number): void {
  for (let i = 0; i < count; i++) {
    const metadata = { namespace: 'shop', name: `web-${i}` };
    api.put('pods', { metadata, spec: { nodeName: `node-${i % 2}` } });
  }
}

interface List {
  readonly kind: string;
  readonly apiVersion: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly items: readonly { readonly metadata: { readonly name: string } }[];
}

const list = async (api: ApiServer, path: string, accept?: string): Promise<List> =>
  JSON.parse((await ask(api, path, accept === undefined ? {} : { accept })).text) as List;

const names = ({ items }: List): string[] => items.map(({ metadata }) => metadata.name);

it('lists with the newest version and items that do not say what they are', async () => {
  await using api = await openApiServer();
  const { metadata } = api.put('pods', { metadata: { namespace: 'shop', name: 'web' } });
  api.put('nodes', { metadata: { name: 'node-1' } });
  expect(await list(api, '/api/v1/pods')).toEqual({
    kind: 'PodList',
    apiVersion: 'v1',
    metadata: { resourceVersion: '1002' },
    items: [{ metadata }],
  });
  expect(metadata).toMatchObject({ resourceVersion: '1001', uid: expect.stringMatching(/-/) });
});

it('answers alike over HTTP/2', async () => {
  await using api = await openApiServer();
  putPods(api, 2);
  expect(await askHttp2(api, '/api/v1/pods')).toBe((await ask(api, '/api/v1/pods')).text);
  expect(api.requests.all.map(({ httpVersion }) => httpVersion)).toEqual(['2.0', '1.1']);
});

it('selects by namespace and by fields, and knows which fields there are', async () => {
  await using api = await openApiServer();
  putPods(api, 3);
  api.put('pods', { metadata: { namespace: 'other', name: 'db' }, spec: { nodeName: 'node-1' } });
  const onNode = await list(api, '/api/v1/pods?fieldSelector=spec.nodeName%3Dnode-1');
  expect(names(onNode)).toEqual(['db', 'web-1']);
  const elsewhere = '/api/v1/namespaces/shop/pods?fieldSelector=metadata.name!=web-1';
  expect(names(await list(api, elsewhere))).toEqual(['web-0', 'web-2']);
  const refused = await ask(api, '/api/v1/services?fieldSelector=spec.nodeName%3Dnode-1');
  expect([refused.code, refused.text]).toEqual([400, expect.stringContaining('not supported')]);
});

it('pages through one snapshot', async () => {
  await using api = await openApiServer();
  putPods(api, 5);
  const first = await list(api, '/api/v1/pods?limit=3');
  api.delete('pods', 'shop/web-4');
  expect(names(first)).toEqual(['web-0', 'web-1', 'web-2']);
  expect(first.metadata).toMatchObject({ resourceVersion: '1005', remainingItemCount: 2 });
  const second = await list(api, `/api/v1/pods?limit=3&continue=${first.metadata.continue}`);
  expect(names(second)).toEqual(['web-3', 'web-4']);
  expect(second.metadata).toEqual({ resourceVersion: '1005' });
});

it('answers 410 to a continue token whose snapshot is gone, and offers another', async () => {
  await using api = await openApiServer();
  putPods(api, 3);
  const first = await list(api, '/api/v1/pods?limit=1');
  api.delete('pods', 'shop/web-1');
  api.expireContinueTokens();
  const expired = await ask(api, `/api/v1/pods?limit=1&continue=${first.metadata.continue}`);
  expect(expired.code).toBe(410);
  const status = JSON.parse(expired.text);
  expect(status).toMatchObject({ kind: 'Status', reason: 'Expired', code: 410 });
  const rest = await list(api, `/api/v1/pods?limit=1&continue=${status.metadata.continue}`);
  expect(names(rest)).toEqual(['web-2']);
});

it('does not page what it answers from its watch cache', async () => {
  await using api = await openApiServer();
  putPods(api, 3);
  expect(names(await list(api, '/api/v1/pods?limit=1&resourceVersion=0'))).toHaveLength(3);
});

it('cannot list a version that is still to come', async () => {
  await using api = await openApiServer();
  const { code, text } = await ask(api, '/api/v1/pods?resourceVersion=5000');
  expect([code, text]).toEqual([504, expect.stringContaining('Too large resource version')]);
});

it('lists metadata alone', async () => {
  await using api = await openApiServer();
  const { metadata } = api.put('replicasets', {
    metadata: { namespace: 'shop', name: 'web-5d', ownerReferences: [{ kind: 'Deployment' }] },
    spec: { replicas: 3 },
  });
  const as = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';
  expect(await list(api, '/apis/apps/v1/replicasets', as)).toEqual({
    kind: 'PartialObjectMetadataList',
    apiVersion: 'meta.k8s.io/v1',
    metadata: { resourceVersion: '1001' },
    items: [{ kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata }],
  });
});

it('gets one object, and says which one there is not', async () => {
  await using api = await openApiServer();
  const node = api.put('nodes', { metadata: { name: 'node-1' }, spec: { podCIDR: '10.0.0.0/24' } });
  expect(JSON.parse((await ask(api, '/api/v1/nodes/node-1')).text)).toEqual(node);
  const { code, text } = await ask(api, '/api/v1/nodes/node-2');
  expect([code, JSON.parse(text).message]).toEqual([404, 'nodes "node-2" not found']);
  expect(await ask(api, '/apis/example.org/v1/things')).toMatchObject({
    code: 404,
    text: '404 page not found\n',
  });
});

it('lists custom resources with kind and version in every item, in JSON alone', async () => {
  const pools = {
    ...{ plural: 'ippools', kind: 'IPPool', group: 'crd.projectcalico.org', version: 'v1' },
    ...{ namespaced: false, selectable: [], custom: true },
  };
  await using api = await openApiServer({ customResources: [pools] });
  api.put('ippools', { metadata: { name: 'default' }, spec: { cidr: '10.0.0.0/16' } });
  const path = '/apis/crd.projectcalico.org/v1/ippools';
  const item = { kind: 'IPPool', apiVersion: 'crd.projectcalico.org/v1' };
  expect(await list(api, path)).toMatchObject({ kind: 'IPPoolList', items: [item] });
  const protobuf = 'application/vnd.kubernetes.protobuf';
  expect(await ask(api, path, { accept: protobuf })).toMatchObject({ code: 406 });
  expect(await list(api, path, `${protobuf},application/json`)).toMatchObject({ items: [item] });
});

it('compresses long answers for those who ask for it', async () => {
  await using api = await openApiServer();
  putPods(api, 1000);
  const { headers } = await ask(api, '/api/v1/pods', { acceptEncoding: 'gzip' });
  expect(headers['content-encoding']).toBe('gzip');
  expect((await ask(api, '/api/v1/pods')).headers['content-encoding']).toBeUndefined();
});
