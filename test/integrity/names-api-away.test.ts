/** The promise: an API server that is away, restarts, or refuses costs names, for a while. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { AGENT, openNamesLab } from './names-lab.ts';

const TEST_MS = 90_000;
const POLL = { timeout: 40_000, interval: 100 };
const CERTAIN_MS = 2_500;

describe('an API server', { timeout: TEST_MS }, () => {
  it('that is away at the start keeps nobody from counting, and names follow', async () => {
    await using lab = await openNamesLab({ isApiAway: true });
    const startedMs = Date.now() - CERTAIN_MS;
    lab.putPod({ name: 'web', ip: '10.244.1.5', node: 'node-1', startedMs });
    lab.putPod({ name: 'db', ip: '10.244.2.7', startedMs });
    await lab.connect('web', '10.244.2.7');
    await lab.expectEdges('pod 10.244.1.5 > unknown 10.244.2.7');
    const away = (await lab.status()).resources.find(({ resource }) => resource === 'pods');
    expect(away).toMatchObject({ isSynced: false, error: /^pods: list failed: / });
    await lab.api.start();
    await lab.expectEdges('pod web > pod db');
  });

  it('that restarts costs no name and makes no edge twice', async () => {
    await using lab = await openNamesLab();
    const startedMs = Date.now() - CERTAIN_MS;
    lab.putPod({ name: 'web', ip: '10.244.1.5', node: 'node-1', startedMs });
    lab.putPod({ name: 'db', ip: '10.244.2.7', startedMs });
    await lab.connect('web', '10.244.2.7');
    await lab.expectEdges('pod web > pod db');
    await lab.api.stop();
    await lab.connect('web', '10.244.2.7');
    await expect.poll(async () => lines(await lab.edge('pod web > pod db')), POLL).toBe(1);
    await lab.api.start({ initializing: 2 });
    await expect.poll(async () => lines(await lab.edge('pod web > pod db')), POLL).toBe(2);
    await lab.expectEdges('pod web > pod db');
  });

  it('that has fallen silent leaves a name open, and never gives an old one', async () => {
    await using lab = await openNamesLab();
    const startedMs = Date.now() - CERTAIN_MS;
    lab.putPod({ name: 'web', ip: '10.244.1.5', node: 'node-1', startedMs });
    lab.putPod({ name: 'db', ip: '10.244.2.7', startedMs });
    await lab.connect('web', '10.244.2.7');
    await lab.expectEdges('pod web > pod db');
    lab.api.network.goSilent();
    lab.api.delete('pods', 'shop/db');
    lab.putPod({ name: 'cache', ip: '10.244.2.7' });
    await sleep(CERTAIN_MS);
    await lab.connect('web', '10.244.2.7');
    await lab.expectEdges('pod web > pod db', 'pod web > unknown 10.244.2.7');
    lab.api.network.speak();
    await lab.expectEdges('pod web > pod db', 'pod web > pod cache');
  });

  it('that refuses a resource is told of in a line that says what to grant to whom', async () => {
    await using lab = await openNamesLab();
    lab.api.access.allows = ({ user, resource: { plural } }) =>
      user === AGENT ? plural !== 'nodes' : plural !== 'jobs';
    lab.api.endWatches();
    await expect
      .poll(async () => (await lab.status()).resources.map(({ error }) => error).join(''), POLL)
      .toMatch(/^jobs.batch: \w+ forbidden: grant list and watch on jobs.batch to administrator$/);
    const told = 'grant list and watch on nodes to serviceaccount dropcast-agent in namespace';
    await expect
      .poll(async () => {
        const { checks = [] } = (await lab.status()).nodes[0] ?? {};
        return checks.find(({ name }) => name === 'kube_nodes')?.detail;
      }, POLL)
      .toContain(told);
  });
});

function lines(edge: { readonly lines: number } | undefined): number {
  return edge?.lines ?? 0;
}
