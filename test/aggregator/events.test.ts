import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { podEndpoint } from '../flow/edge-fixtures.ts';
import type { Resource } from '../kube/api-server/kube-object.ts';
import { openApiServer } from '../kube/api-server/open-api-server.ts';
import { batchOf, flowOf, helloOf } from './examples.ts';
import { Running } from './running.ts';

const EVENTS: Resource = {
  ...{ plural: 'events', group: 'events.k8s.io', version: 'v1', kind: 'Event' },
  ...{ namespaced: true, selectable: [] },
};

afterEach(() => {
  vi.useRealTimers();
});

it('tells the pod of a batch what is dropped of it, a minute later', async () => {
  await using api = await openApiServer({ customResources: [EVENTS] });
  api.put('pods', { metadata: { namespace: 'shop', name: 'web-1' } });
  const { cluster: clusterName } = helloOf();
  const folder = mkdtempSync(join(tmpdir(), 'dropcast-events-'));
  const kubeconfig = join(folder, 'config');
  writeFileSync(kubeconfig, api.kubeconfig());
  const flow = flowOf({ source: podEndpoint('shop', 'web-1', '10.244.1.5', 'web') });
  vi.useFakeTimers({ toFake: ['Date'], now: flow.hour * 3_600_000 + 1 });
  const options = { kubeconfig, clusterName, windowVerdict: 'dropped', events: true };
  const running = await Running.open(options);
  const agent = await running.welcomed();
  agent.send({ kind: 'batch', batch: batchOf(1, { flows: [flow] }) });
  await agent.next();
  vi.setSystemTime(flow.hour * 3_600_000 + 120_000);
  await expect.poll(() => api.objects('events'), { timeout: 40_000 }).toHaveLength(1);
  const sent = () => running.metric('dropcast_aggregator_events_total{outcome="sent"}');
  await expect.poll(sent).toBe(1);
  await running.close();
  rmSync(folder, { recursive: true });
}, 30_000);
