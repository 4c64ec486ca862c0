/** The test server writes as a real one does: server-side apply, dry runs, preconditions. */
import { expect, it } from 'vitest';
import { type JsonApi, openJsonApi } from '../../../src/kube/api/json-api.ts';
import { accessTo } from '../watch/api-server-lab.ts';
import { calicoResources } from './calico.ts';
import { ask } from './client.ts';
import { type ApiServer, openApiServer } from './open-api-server.ts';

const TIERS = '/apis/crd.projectcalico.org/v1/tiers';
const TIER = `${TIERS}/watch`;

async function opened() {
  const api = await openApiServer({ customResources: calicoResources({ minor: 30 }) });
  const json = openJsonApi(accessTo(api));
  return {
    api,
    json,
    async [Symbol.asyncDispose]() {
      json.close();
      await api[Symbol.asyncDispose]();
    },
  };
}

const applyAs = (json: JsonApi, manager: string, spec: object, more = '') =>
  json.apply(`${TIER}?fieldManager=${manager}${more}`, {
    ...{ apiVersion: 'crd.projectcalico.org/v1', kind: 'Tier' },
    ...{ metadata: { name: 'watch' }, spec },
  });

const specs = (api: ApiServer): unknown[] => api.objects('tiers').map(({ spec }) => spec);

it('stores nothing in a dry run, and answers as if it had', async () => {
  await using lab = await opened();
  const answer = await applyAs(lab.json, 'a', { order: 1 }, '&dryRun=All');
  expect(answer.at('spec').value).toEqual({ order: 1 });
  expect(answer.at('metadata').at('uid').text()).not.toBe('');
  expect(specs(lab.api)).toEqual([]);
});

it('takes away what a manager does not ask for any more, unless another one does', async () => {
  await using lab = await opened();
  await applyAs(lab.json, 'a', { order: 1, defaultAction: 'Pass' });
  await applyAs(lab.json, 'b', { order: 1 });
  await applyAs(lab.json, 'a', {});
  expect(specs(lab.api)).toEqual([{ order: 1 }]);
  await applyAs(lab.json, 'b', {});
  expect(specs(lab.api)).toEqual([{}]);
});

it('keeps the uid, and what others wrote', async () => {
  await using lab = await opened();
  const first = await applyAs(lab.json, 'a', { order: 1 });
  const second = await applyAs(lab.json, 'b', { defaultAction: 'Pass' });
  const uidOf = (object: typeof first) => object.at('metadata').at('uid').text();
  expect(uidOf(second)).toBe(uidOf(first));
  expect(second.at('spec').value).toEqual({ order: 1, defaultAction: 'Pass' });
});

it('refuses another value for a field of another manager, unless forced', async () => {
  await using lab = await opened();
  await applyAs(lab.json, 'a', { order: 1 });
  await expect(applyAs(lab.json, 'b', { order: 2 })).rejects.toMatchObject({
    code: 'conflict',
    message: 'Apply failed with 1 conflict: conflicts with "a": .spec.order (409)',
  });
  await applyAs(lab.json, 'b', { order: 2 }, '&force=true');
  expect(specs(lab.api)).toEqual([{ order: 2 }]);
});

it('wants to know who applies', async () => {
  await using lab = await opened();
  const nobody = lab.json.apply(TIER, { metadata: { name: 'watch' } });
  await expect(nobody).rejects.toMatchObject({ code: 'unsupported' });
});

it('deletes only what is meant, and nothing in a dry run', async () => {
  await using lab = await opened();
  const { uid } = lab.api.put('tiers', { metadata: { name: 'watch' } }).metadata;
  const other = lab.json.delete(TIER, { preconditions: { uid: 'another' } });
  await expect(other).rejects.toMatchObject({ code: 'conflict' });
  await lab.json.delete(TIER, { preconditions: { uid }, dryRun: ['All'] });
  expect(specs(lab.api)).toHaveLength(1);
  await lab.json.delete(TIER, { preconditions: { uid } });
  expect(specs(lab.api)).toEqual([]);
  await expect(lab.json.delete(TIER, {})).rejects.toMatchObject({ code: 'not_found' });
});

it('selects by labels, and knows its resources', async () => {
  await using lab = await opened();
  lab.api.put('tiers', { metadata: { name: 'a', labels: { app: 'web' } } });
  lab.api.put('tiers', { metadata: { name: 'b', labels: { app: 'api' } } });
  lab.api.put('tiers', { metadata: { name: 'c' } });
  const { text } = await ask(lab.api, `${TIERS}?labelSelector=app%3Dweb`);
  const names = JSON.parse(text).items.map(
    ({ metadata }: { metadata: { name: string } }) => metadata.name,
  );
  expect(names).toEqual(['a']);
  expect(await ask(lab.api, `${TIERS}?labelSelector=app`)).toMatchObject({ code: 400 });
  const group = JSON.parse((await ask(lab.api, '/apis/crd.projectcalico.org/v1')).text);
  expect(group.resources).toContainEqual({ name: 'tiers', kind: 'Tier', namespaced: false });
});
