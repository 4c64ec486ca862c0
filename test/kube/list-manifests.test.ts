/** A cluster listed as manifests, and read as what policies and the world are. */
import { expect, it } from 'vitest';
import { listManifests } from '../../src/kube/list-manifests.ts';
import { manifestObjects } from '../../src/manifest/manifest-object.ts';
import { ManifestText } from '../../src/manifest/manifest-text.ts';
import { readDeclared } from '../../src/policy/declared/read-declared.ts';
import { readManifests } from '../../src/policy/read/read-manifests.ts';
import { allowOnly } from './api-server/access.ts';
import * as faults from './api-server/faults.ts';
import type { Resource } from './api-server/kube-object.ts';
import { type ApiServer, openApiServer } from './api-server/open-api-server.ts';
import { accessTo } from './watch/api-server-lab.ts';
import { type Answer, ScriptedServer } from './watch/scripted-server.ts';

const NETWORK_POLICIES: Resource = {
  ...{ plural: 'networkpolicies', kind: 'NetworkPolicy', group: 'networking.k8s.io' },
  ...{ version: 'v1', namespaced: true, selectable: [] },
};
const calico = (apiVersion: string, plural: string, kind: string): Resource => {
  const [group, version] = apiVersion.split('/') as [string, string];
  return { plural, kind, group, version, namespaced: false, selectable: [], custom: true };
};
const SERVED = calico('projectcalico.org/v3', 'globalnetworkpolicies', 'GlobalNetworkPolicy');
const STORED = calico('crd.projectcalico.org/v1', 'globalnetworkpolicies', 'GlobalNetworkPolicy');

const signal = AbortSignal.timeout(60_000);
const list = (api: ApiServer) => listManifests(accessTo(api), { signal, retryMs: 1 });

function pod(name: string, more: object = {}) {
  return {
    metadata: { namespace: 'shop', name, labels: { app: name }, ...more },
    spec: { nodeName: 'n1', containers: [{ name: 'main' }] },
    status: { phase: 'Running', podIP: '10.0.0.1', conditions: [{ type: 'Ready' }] },
  };
}

it('reads as policies and world, with the path for a file', async () => {
  await using api = await openApiServer({ customResources: [NETWORK_POLICIES] });
  api.put('namespaces', { metadata: { name: 'shop', labels: { team: 'red' } } });
  api.put('pods', pod('web'));
  api.put('networkpolicies', {
    metadata: { namespace: 'shop', name: 'deny' },
    spec: { podSelector: {}, policyTypes: ['Ingress'] },
  });
  const { files, warnings } = await list(api);
  expect(warnings).toEqual([]);
  const { policies, world, errors } = readManifests(files);
  expect(errors).toEqual([]);
  expect(policies.map(({ id, source }) => [id.name, source?.file])).toEqual([
    ['deny', '/apis/networking.k8s.io/v1/networkpolicies'],
  ]);
  expect([...world.namespaces]).toEqual([['shop', { team: 'red' }]]);
  expect(world.pods).toMatchObject([{ name: 'web', node: 'n1', ips: ['10.0.0.1'] }]);
});

it('pages through long lists, and begins anew where the server forgot its place', async () => {
  await using api = await openApiServer();
  for (let i = 0; i < 1_100; i++) api.put('pods', pod(`web-${i}`));
  const count = async () => readManifests((await list(api)).files).world.pods.length;
  expect(await count()).toBe(1_100);
  const pages = api.requests.all.filter(({ plural }) => plural === 'pods');
  expect(pages.map(({ query }) => query.limit)).toEqual(['500', '500', '500']);
  let asked = 0;
  api.access.allows = ({ resource }) => {
    if (resource.plural === 'pods' && ++asked === 2) api.expireContinueTokens();
    return true;
  };
  expect(await count()).toBe(1_100);
  expect(api.requests.count('list', 'pods')).toBe(3 + 2 + 3);
});

it.each([
  ['what Calico serves, where it does', [SERVED, STORED], '/apis/projectcalico.org/v3'],
  ['what Calico stores, where that is all', [STORED], '/apis/crd.projectcalico.org/v1'],
])('lists %s, and not both', async (_title, customResources, version) => {
  await using api = await openApiServer({ customResources });
  api.put('globalnetworkpolicies', { metadata: { name: 'g' }, spec: { types: ['Ingress'] } });
  const { files } = await list(api);
  const ofCalico = files.map(({ file }) => file).filter((file) => file.includes('projectcalico'));
  expect(ofCalico).toEqual([`${version}/globalnetworkpolicies`]);
  expect(readManifests(files).policies.map(({ id }) => id.kind)).toEqual(['GlobalNetworkPolicy']);
});

it('names what may not be listed, and says nothing of what is not there', async () => {
  await using api = await openApiServer({ customResources: [NETWORK_POLICIES] });
  api.access.allows = allowOnly('list pods', 'list namespaces', 'list networkpolicies');
  api.put('pods', pod('web'));
  const { files, warnings } = await list(api);
  expect(files.map(({ file }) => file)).toEqual([
    '/api/v1/namespaces',
    '/api/v1/pods',
    '/apis/networking.k8s.io/v1/networkpolicies',
  ]);
  expect(warnings.map((warning) => warning.split(' ')[0])).toEqual([
    '/api/v1/nodes',
    '/api/v1/services',
    '/apis/apps/v1/replicasets',
    '/apis/batch/v1/jobs',
    '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices',
  ]);
  expect(warnings[0]).toMatch(/ may not be listed, and counts as empty: nodes is forbidden: /);
});

it('fails where policies may not be listed: every answer would be a guess', async () => {
  await using api = await openApiServer({ customResources: [NETWORK_POLICIES] });
  api.access.allows = allowOnly('list pods', 'list namespaces');
  const message = expect.stringMatching(/networkpolicies: .*forbidden/);
  await expect(list(api)).rejects.toMatchObject({ code: 'forbidden', message });
});

it('lists what Calico stores where nobody tells what is served', async () => {
  await using server = await ScriptedServer.open();
  const failed = (code: number, reason: string) =>
    JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason });
  const answer: Answer = (response, { url = '' }) => {
    const isDiscovery = !url.includes('limit=');
    const isThere = url.startsWith(`/apis/crd.projectcalico.org/v1/globalnetworkpolicies`);
    if (!isDiscovery && isThere) return response.end(GLOBAL_POLICIES);
    const status = isDiscovery ? 403 : 404;
    response.writeHead(status).end(failed(status, isDiscovery ? 'Forbidden' : 'NotFound'));
  };
  server.next(...Array.from({ length: 100 }, () => answer));
  const { files } = await listManifests(server.access, { signal, retryMs: 1 });
  expect(files.map(({ file }) => file)).toEqual([
    '/apis/crd.projectcalico.org/v1/globalnetworkpolicies',
  ]);
});

const GLOBAL_POLICIES = JSON.stringify({
  kind: 'GlobalNetworkPolicyList',
  apiVersion: 'crd.projectcalico.org/v1',
  metadata: {},
  items: [],
});

it('knows where the API server answers, and of no other service', async () => {
  await using api = await openApiServer();
  const slice = (namespace: string, name: string, address: string) =>
    api.put('endpointslices', {
      metadata: { namespace, name, labels: { 'kubernetes.io/service-name': name } },
      endpoints: [{ addresses: [address] }],
      ports: [{ port: 6443 }],
    });
  slice('default', 'kubernetes', '192.0.2.1');
  slice('shop', 'web', '10.0.0.1');
  const { files } = await list(api);
  const objects = files.flatMap(({ file, text }) => {
    return manifestObjects(new ManifestText(text, file)).objects;
  });
  expect(objects.map(({ kind }) => kind)).toEqual(['EndpointSlice']);
  expect(readDeclared(objects).declared.apiAddresses).toEqual([{ ip: '192.0.2.1', port: 6443 }]);
});

it('waits and asks again when it is told to', async () => {
  await using api = await openApiServer();
  api.put('pods', pod('web'));
  api.faults.next('list', faults.unavailable(), 'pods');
  api.faults.next('list', faults.reset(), 'pods');
  expect(readManifests((await list(api)).files).world.pods).toHaveLength(1);
  expect(api.faults.waiting).toBe(0);
});

it.each([
  ['cut', faults.cut(), 'malformed'],
  ['refused', faults.badGateway(), 'failed'],
])('fails by the path whose list is %s: a part is not the whole', async (_title, fault, code) => {
  await using api = await openApiServer();
  api.put('pods', pod('web'));
  api.faults.next('list', fault, 'pods');
  const error = await list(api).catch((reason: Error) => reason);
  expect(error).toMatchObject({ code, message: expect.stringContaining('/api/v1/pods: ') });
});

it('gives up when it is told to stop', async () => {
  await using api = await openApiServer();
  const never = Promise.withResolvers<void>();
  api.faults.next('list', faults.hold(never.promise), 'pods');
  const stop = new AbortController();
  const listing = listManifests(accessTo(api), { signal: stop.signal });
  await api.requests.reach(1, 'list', 'pods');
  stop.abort(new Error('stopped'));
  await expect(listing).rejects.toThrow('stopped');
  never.resolve();
});

it.each([
  ['nothing', ''],
  ['no object', '[]'],
  ['no list', '{"kind":"Pod","apiVersion":"v1"}'],
  ['a list without items', '{"kind":"PodList","apiVersion":"v1","items":{}}'],
])('takes no answer that is %s', async (_title, text) => {
  await using server = await ScriptedServer.open();
  const resources = JSON.stringify({ resources: [{ name: 'pods' }] });
  const answer: Answer = (response, { url = '' }) =>
    response.end(url.includes('limit=') ? text : resources);
  server.next(...Array.from({ length: 40 }, () => answer));
  const listing = listManifests(server.access, { signal, retryMs: 1 });
  await expect(listing).rejects.toMatchObject({ code: 'malformed' });
});

it('takes no answer to what is served that names nothing', async () => {
  await using server = await ScriptedServer.open();
  server.next(
    ...Array.from({ length: 40 }, (): Answer => (response) => response.end('{"resources":7}')),
  );
  const listing = listManifests(server.access, { signal, retryMs: 1 });
  await expect(listing).rejects.toMatchObject({ code: 'malformed' });
});
