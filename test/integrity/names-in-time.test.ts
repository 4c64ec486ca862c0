/**
 * The promise: names are right, at the records' time, however late a pod becomes known and whoever
 * has its address later.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openNamesLab } from './names-lab.ts';

const TEST_MS = 60_000;
/** A container's start is told in whole seconds: from the next one on it is certain. */
const CERTAIN_MS = 2_500;
/** Until a line in the file is in a batch that was sent, and long before it can be named. */
const READ_MS = 1_500;

describe('names', { timeout: TEST_MS }, () => {
  it('of pods that appear after their first packets are right in the end', async () => {
    await using lab = await openNamesLab();
    const startedMs = Date.now() - CERTAIN_MS;
    await lab.connect('web', '10.244.2.7');
    await lab.expectEdges('pod 10.244.1.5 > unknown 10.244.2.7');
    lab.putPod({ name: 'web', ip: '10.244.1.5', node: 'node-1', startedMs });
    lab.putPod({ name: 'db', ip: '10.244.2.7', startedMs });
    await lab.expectEdges('pod web > pod db');
  });

  it('are waited for by an agent that is asked to end', async () => {
    await using lab = await openNamesLab({ bookmarkIntervalMs: 60_000 });
    const startedMs = Date.now() - CERTAIN_MS;
    lab.putPod({ name: 'web', ip: '10.244.1.5', node: 'node-1', startedMs });
    lab.putPod({ name: 'db', ip: '10.244.2.7', startedMs });
    await expect
      .poll(async () => (await lab.status()).nodes[0]?.connected, { timeout: 40_000 })
      .toBe(true);
    await lab.connect('web', '10.244.2.7');
    await sleep(READ_MS);
    await lab.endAgent();
    expect(await lab.edges()).toEqual(['pod web > pod db']);
  });

  it('of an address that goes to another pod are those of each time', async () => {
    await using lab = await openNamesLab();
    const startedMs = Date.now() - CERTAIN_MS;
    lab.putPod({ name: 'web', ip: '10.244.1.5', node: 'node-1', startedMs });
    lab.putPod({ name: 'db', ip: '10.244.2.7', startedMs });
    await lab.connect('web', '10.244.2.7');
    await lab.expectEdges('pod web > pod db');
    lab.api.delete('pods', 'shop/db');
    lab.putPod({ name: 'cache', ip: '10.244.2.7' });
    await sleep(CERTAIN_MS);
    await lab.connect('web', '10.244.2.7');
    await lab.expectEdges('pod web > pod cache', 'pod web > pod db');
  });

  it('tell the services that stand before a pod', async () => {
    await using lab = await openNamesLab();
    const startedMs = Date.now() - CERTAIN_MS;
    lab.putPod({ name: 'web', ip: '10.244.1.5', node: 'node-1', startedMs });
    lab.putPod({ name: 'db', ip: '10.244.2.7', startedMs });
    lab.api.put('endpointslices', {
      metadata: {
        namespace: 'shop',
        name: 'db-x1',
        labels: { 'kubernetes.io/service-name': 'db' },
      },
      addressType: 'IPv4',
      endpoints: [{ addresses: ['10.244.2.7'], conditions: { ready: true } }],
      ports: [{ name: 'sql', port: 5432, protocol: 'TCP' }],
    });
    await lab.connect('web', '10.244.2.7');
    await lab.expectEdges('pod web > pod db');
    expect((await lab.edge('pod web > pod db'))?.services).toEqual(['shop/db']);
  });
});
