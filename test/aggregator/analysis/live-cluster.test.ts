/** Questions about a cluster that is asked for its objects, as far as it may be. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Resource } from '../../kube/api-server/kube-object.ts';
import { type ApiServer, openApiServer } from '../../kube/api-server/open-api-server.ts';
import { batchOf, flowOf, helloOf } from '../examples.ts';
import { Running } from '../running.ts';

const networking = (plural: string, kind: string): Resource => ({
  ...{ plural, kind, group: 'networking.k8s.io', version: 'v1' },
  ...{ namespaced: true, selectable: [] },
});
const RESOURCES = [
  networking('networkpolicies', 'NetworkPolicy'),
  networking('ingresses', 'Ingress'),
];

describe('over a live cluster', () => {
  let folder: string;
  let api: ApiServer;
  let running: Running;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dropcast-live-'));
    api = await openApiServer({ customResources: RESOURCES });
    for (const name of ['shop', 'bank', 'quiet']) api.put('namespaces', { metadata: { name } });
    api.put('networkpolicies', {
      metadata: { namespace: 'bank', name: 'deny' },
      spec: { podSelector: {}, policyTypes: ['Ingress'] },
    });
    const kubeconfig = join(folder, 'config');
    writeFileSync(kubeconfig, api.kubeconfig());
    running = await Running.open({ kubeconfig, clusterName: helloOf().cluster });
    const agent = await running.welcomed();
    agent.send({ kind: 'batch', batch: batchOf(1, { flows: [flowOf()] }) });
    await agent.next();
  });
  afterEach(async () => {
    await running.close();
    await api[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  async function get(path: string) {
    const response = await running.get(`/api/v1/${path}`);
    const { error = '', ...body } = (await response.json()) as Record<string, unknown>;
    return { status: response.status, error, body };
  }

  it('what its policies do is told, and they are listed once for several questions', async () => {
    const { body } = await get('forecast?default_deny=quiet');
    expect(body).toMatchObject({
      notes: [],
      summary: { dropped: { edges: 1 } },
      edges: [{ ingress: { decided_by: [{ policy: 'NetworkPolicy bank/deny' }] } }],
    });
    const coverage = await get('coverage');
    expect(coverage.body).toMatchObject({
      namespaces: [{ namespace: 'bank' }, { namespace: 'quiet' }, { namespace: 'shop' }],
    });
    expect(api.requests.count('list', 'networkpolicies')).toBe(1);
  });

  it('there is no forecast where policies may not be listed', async () => {
    api.access.allows = ({ resource }) => resource.plural !== 'networkpolicies';
    const { status, error } = await get('forecast');
    expect(status).toBe(503);
    expect(error).toMatch(
      /cannot be listed: .*networkpolicies.*: deploy\/rbac.yaml has the role for it$/,
    );
  });

  it('what else may not be listed is named in the answer', async () => {
    api.access.allows = ({ resource }) => resource.plural !== 'ingresses';
    const { status, body } = await get('forecast');
    expect(status).toBe(200);
    expect(body.notes).toEqual([
      expect.stringMatching(/ingresses may not be listed, and counts as empty/),
    ]);
  });

  it('there is no forecast where a policy is not understood', async () => {
    api.put('networkpolicies', {
      metadata: { namespace: 'bank', name: 'odd' },
      spec: { podSelector: {}, ingress: 5 },
    });
    const { status, error, body } = await get('forecast');
    expect(status).toBe(409);
    expect(error).toMatch(/one mistake in the cluster's objects: nothing is concluded/);
    expect(body.mistakes).toMatchObject([
      {
        source: '/apis/networking.k8s.io/v1/networkpolicies',
        field: expect.stringMatching(/ingress/),
      },
    ]);
  });

  it('there is no answer while the API server is away', async () => {
    await api.stop();
    const { status, error } = await get('coverage');
    expect(status).toBe(503);
    expect(error).toMatch(/^the cluster cannot be listed: /);
  });
});

it('without a cluster an answer says so', async () => {
  const running = await Running.open();
  for (const path of ['forecast', 'coverage']) {
    const answer = await (await running.get(`/api/v1/${path}`)).json();
    expect((answer as { notes: string[] }).notes[0]).toMatch(/^no cluster is known/);
  }
  await running.close();
});

it('a cluster file that is gone is told of', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dropcast-gone-'));
  const cluster = join(folder, 'cluster.yaml');
  writeFileSync(cluster, 'kind: Namespace\napiVersion: v1\nmetadata: { name: shop }\n');
  const running = await Running.open({ cluster });
  rmSync(folder, { recursive: true });
  const response = await running.get('/api/v1/forecast');
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({
    error: expect.stringMatching(/^the cluster cannot be read: .*cluster.yaml: cannot be read/),
  });
  await running.close();
});
