import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { collect } from '../../src/cli/ask.ts';
import { calicoResources } from '../kube/api-server/calico.ts';
import { openApiServer } from '../kube/api-server/open-api-server.ts';
import { batchOf, flowOf, helloOf } from './examples.ts';
import { Running } from './running.ts';

const signal = new AbortController().signal;

async function verdictsOf(running: Running): Promise<string[]> {
  const client = running.query();
  const edges = await collect(client.listEdges({ filter: {}, limit: 0 }, signal), signal);
  return edges.map(({ verdict }) => verdict);
}

it('tells edges as audited behind a window that is open', async () => {
  await using api = await openApiServer({ customResources: calicoResources({ minor: 30 }) });
  api.put('globalnetworkpolicies', {
    metadata: {
      name: 'dropcast.log-window',
      creationTimestamp: '1970-01-01T00:00:00Z',
      labels: { 'app.kubernetes.io/managed-by': 'dropcast' },
      annotations: {
        'dropcast.io/ends-at': '2999-01-01T00:00:00Z',
        'dropcast.io/log-prefix': flowOf().point.prefix,
      },
    },
    spec: { tier: 'dropcast' },
  });
  const { cluster: clusterName } = helloOf();
  const folder = mkdtempSync(join(tmpdir(), 'dropcast-windows-'));
  const kubeconfig = join(folder, 'config');
  writeFileSync(kubeconfig, api.kubeconfig());
  const running = await Running.open({ kubeconfig, clusterName, windowVerdict: 'dropped' });
  const agent = await running.welcomed();
  agent.send({ kind: 'batch', batch: batchOf(1, { flows: [flowOf()] }) });
  await agent.next();
  await api.requests.reach(1, 'list', 'tiers');
  await expect.poll(() => verdictsOf(running)).toEqual(['audit']);
  const window = (what: string) => running.metric(`dropcast_aggregator_window_${what}`);
  expect(await window('open')).toBe(1);
  expect(await window('end_timestamp_seconds')).toBe(Date.parse('2999-01-01') / 1_000);
  await running.close();
  rmSync(folder, { recursive: true });
});

it('tells edges as the flag says where no window can be seen', async () => {
  const running = await Running.open({ windowVerdict: 'dropped' });
  const agent = await running.welcomed();
  agent.send({ kind: 'batch', batch: batchOf(1, { flows: [flowOf()] }) });
  await agent.next();
  expect(await verdictsOf(running)).toEqual(['dropped']);
  await running.close();
});
