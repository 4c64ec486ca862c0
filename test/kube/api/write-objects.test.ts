import { describe, expect, it } from 'vitest';
import { type CalicoKind, collectionPath, findCalico } from '../../../src/kube/api/calico-api.ts';
import { openJsonApi } from '../../../src/kube/api/json-api.ts';
import {
  deleteObjects,
  lookUp,
  type Write,
  writeObjects,
} from '../../../src/kube/api/write-objects.ts';
import { calicoResources } from '../api-server/calico.ts';
import * as faults from '../api-server/faults.ts';
import { type ApiServer, openApiServer } from '../api-server/open-api-server.ts';
import { failure, notFound } from '../api-server/status.ts';
import { accessTo } from '../watch/api-server-lab.ts';

const CRDS = 'crd.projectcalico.org/v1';

function write(kind: CalicoKind, spec: object, annotation = 'one'): Write {
  const metadata = {
    name: kind === 'Tier' ? 'watch' : 'watch.all',
    labels: { 'app.kubernetes.io/managed-by': 'dropcast' },
    annotations: { 'dropcast.io/ends-at': annotation },
  };
  const object = { apiVersion: CRDS, kind, metadata, spec: { ...spec } };
  return { path: collectionPath(CRDS, kind), object };
}

const TIER = write('Tier', { order: 1, defaultAction: 'Pass' });
const POLICY = write('GlobalNetworkPolicy', {
  tier: 'watch',
  egress: [{ action: 'Log' }],
});

async function opened(minor = 29) {
  const api = await openApiServer({ customResources: calicoResources({ minor }) });
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

const kinds = (api: ApiServer): unknown[] =>
  [...api.objects('tiers'), ...api.objects('globalnetworkpolicies')].map(({ kind }) => kind);

const verbs = (api: ApiServer): string[] =>
  api.requests.all.map(({ verb, query }) => `${verb}${query.dryRun ? ' as a trial' : ''}`);

describe('writing', () => {
  it('tries everything before it writes anything', async () => {
    await using lab = await opened();
    await writeObjects(lab.json, [TIER, POLICY]);
    expect(kinds(lab.api)).toEqual(['Tier', 'GlobalNetworkPolicy']);
    const trials = ['patch as a trial', 'patch as a trial'];
    expect(verbs(lab.api)).toEqual([...trials, 'get', 'patch', 'get', 'patch']);
  });

  it('writes nothing when one of them is refused', async () => {
    await using lab = await opened(32);
    const wrong = write('GlobalNetworkPolicy', {
      egress: [{ action: 'Bogus' }],
    });
    const failed = writeObjects(lab.json, [TIER, wrong]);
    await expect(failed).rejects.toThrow(/Unsupported value: "Bogus"/);
    expect(kinds(lab.api)).toEqual([]);
  });

  it('writes nothing that the server would cut a field off', async () => {
    await using lab = await opened(28);
    await expect(writeObjects(lab.json, [TIER, POLICY])).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('would not keep spec.defaultAction of Tier watch'),
    });
    expect(kinds(lab.api)).toEqual([]);
  });

  it('takes back what was written when a later write fails', async () => {
    await using lab = await opened();
    lab.api.faults.next('patch', {}, 'globalnetworkpolicies');
    lab.api.faults.next('patch', faults.badGateway(), 'globalnetworkpolicies');
    await expect(writeObjects(lab.json, [TIER, POLICY])).rejects.toMatchObject({ code: 'failed' });
    expect(kinds(lab.api)).toEqual([]);
    expect(verbs(lab.api).filter((verb) => verb === 'delete')).toHaveLength(2);
  });

  it('gives back what was there before when a later write fails', async () => {
    await using lab = await opened();
    await writeObjects(lab.json, [TIER, POLICY]);
    const later = write('Tier', { order: 2, defaultAction: 'Pass' }, 'two');
    lab.api.faults.next('patch', {}, 'globalnetworkpolicies');
    lab.api.faults.next('patch', faults.badGateway(), 'globalnetworkpolicies');
    await expect(writeObjects(lab.json, [later, POLICY])).rejects.toThrow(/502/);
    const tier = (await lookUp(lab.json, TIER))!;
    expect(tier.at('spec').at('order').value).toBe(1);
    expect(tier.at('metadata').at('annotations').texts()).toEqual({ 'dropcast.io/ends-at': 'one' });
  });

  it('says what it could not take back', async () => {
    await using lab = await opened();
    lab.api.faults.next('patch', {}, 'globalnetworkpolicies');
    lab.api.faults.next('patch', faults.badGateway(), 'globalnetworkpolicies');
    lab.api.faults.next('delete', faults.badGateway(), 'tiers');
    const failed = writeObjects(lab.json, [TIER, POLICY]);
    await expect(failed).rejects.toThrow(/could not be taken back/);
  });

  it('leaves to others what is theirs', async () => {
    await using lab = await opened();
    const path = `${TIER.path}?fieldManager=kubectl`;
    await lab.json.post(path, { ...TIER.object, spec: { order: 7, defaultAction: 'Pass' } });
    const failed = writeObjects(lab.json, [TIER, POLICY]);
    await expect(failed).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('conflicts with "kubectl": .spec.order'),
    });
  });

  it('creates what an API server does not find to apply to', async () => {
    await using lab = await opened();
    const [, policies] = calicoResources({ minor: 32 });
    const missing = faults.refuse(notFound(policies!, 'watch.all'));
    lab.api.faults.next('patch', missing, 'globalnetworkpolicies');
    lab.api.faults.next('patch', missing, 'globalnetworkpolicies');
    await writeObjects(lab.json, [TIER, POLICY]);
    expect(kinds(lab.api)).toEqual(['Tier', 'GlobalNetworkPolicy']);
    await writeObjects(lab.json, [TIER, POLICY]);
    expect(kinds(lab.api)).toEqual(['Tier', 'GlobalNetworkPolicy']);
  });
});

describe('deleting', () => {
  async function seen(lab: Awaited<ReturnType<typeof opened>>) {
    await writeObjects(lab.json, [TIER, POLICY]);
    return [POLICY, TIER].map(({ path, object }) => {
      const plural = path.split('/').at(-1)!;
      const { uid, resourceVersion } = lab.api.objects(plural)[0]!.metadata;
      return { path: `${path}/${object.metadata.name}`, uid, resourceVersion };
    });
  }

  it('deletes what it saw, in that order, and does not mind what is gone', async () => {
    await using lab = await opened();
    const objects = await seen(lab);
    lab.api.delete('globalnetworkpolicies', 'watch.all');
    await deleteObjects(lab.json, objects);
    expect(kinds(lab.api)).toEqual([]);
  });

  it('deletes nothing when something changed meanwhile', async () => {
    await using lab = await opened();
    const objects = await seen(lab);
    await writeObjects(lab.json, [write('Tier', { order: 1, defaultAction: 'Pass' }, 'two')]);
    await expect(deleteObjects(lab.json, objects)).rejects.toMatchObject({ code: 'conflict' });
    expect(kinds(lab.api)).toEqual(['Tier', 'GlobalNetworkPolicy']);
  });

  it('deletes nothing when it may not delete everything', async () => {
    await using lab = await opened();
    const objects = await seen(lab);
    const refused = faults.refuse(failure(403, 'tiers is forbidden', { reason: 'Forbidden' }));
    lab.api.faults.next('delete', refused, 'tiers');
    await expect(deleteObjects(lab.json, objects)).rejects.toMatchObject({ code: 'forbidden' });
    expect(kinds(lab.api)).toEqual(['Tier', 'GlobalNetworkPolicy']);
  });
});

describe('finding Calico', () => {
  it('takes the API that checks what is written', async () => {
    const both = ['projectcalico.org/v3', CRDS].flatMap((apiVersion) =>
      calicoResources({ apiVersion, minor: 31 }),
    );
    await using api = await openApiServer({ customResources: both });
    const json = openJsonApi(accessTo(api));
    expect(await findCalico(json)).toMatchObject({ apiVersion: 'projectcalico.org/v3' });
    json.close();
  });

  it('takes the API that there is, if any', async () => {
    await using lab = await opened();
    expect(await findCalico(lab.json)).toMatchObject({ apiVersion: CRDS });
    await using bare = await openApiServer();
    const json = openJsonApi(accessTo(bare));
    expect(await findCalico(json)).toBeUndefined();
    json.close();
  });
});
