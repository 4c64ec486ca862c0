import { expect, it } from 'vitest';
import { readStatus } from '../../src/aggregator/status.ts';
import { openSqliteStore } from '../../src/aggregator/store/sqlite.ts';
import type { Loss } from '../../src/flow/loss.ts';
import { batchOf, HOUR_US, helloOf, START_US } from './examples.ts';

function overrun(count: number, us: number): Loss {
  return { source: 'kmsg', cause: 'kmsg_overrun', count, firstUs: us, lastUs: us };
}

const ASKED = {
  ingest: { isConnected: () => false, throttledUs: () => 7 },
  heardSinceUs: 0,
  version: '1',
  resources: () => [],
};

it('leaves out nodes not heard of since, unless they are connected', async () => {
  let nowUs = START_US;
  const store = openSqliteStore(':memory:', { nowUs: () => nowUs });
  await store.welcome(helloOf({ node: 'gone' }));
  nowUs += HOUR_US;
  await store.welcome(helloOf({ node: 'here' }));
  const named = async (asked: Partial<typeof ASKED>) =>
    (await readStatus({ store, ...ASKED, ...asked })).nodes.map(({ node }) => node);
  expect(await named({ heardSinceUs: START_US })).toEqual(['here']);
  const ingest = { ...ASKED.ingest, isConnected: () => true };
  expect(await named({ heardSinceUs: START_US, ingest })).toEqual(['gone', 'here']);
  await store.observe(helloOf({ node: 'gone' }), START_US);
  expect(await named({ heardSinceUs: START_US })).toEqual(['gone', 'here']);
  store.close();
});

it('tells losses by cause, however many hours they were in', async () => {
  const store = openSqliteStore(':memory:');
  await store.welcome(helloOf());
  const losses = Array.from({ length: 48 }, (_, hour) => overrun(2, START_US + hour * HOUR_US));
  await store.apply(batchOf(1, { losses }), helloOf());
  const status = await readStatus({ store, ...ASKED });
  expect(status.nodes[0]?.losses).toEqual([
    { ...overrun(96, START_US), lastUs: START_US + 47 * HOUR_US },
  ]);
  store.close();
});

it('tells which nodes of its own cluster have no agent, some by name', async () => {
  const store = openSqliteStore(':memory:');
  await store.welcome(helloOf({ node: 'here' }));
  await store.welcome(helloOf({ node: 'lone-2', cluster: 'another' }));
  const names = ['here', ...Array.from({ length: 120 }, (_, i) => `lone-${i}`)];
  const known = { nodeNames: () => new Set(names), clusterName: helloOf().cluster };
  const { clusterNodes } = await readStatus({ store, ...ASKED, ...known });
  expect(clusterNodes).toMatchObject({ count: 121, missingCount: 120 });
  expect(clusterNodes?.missing).toHaveLength(100);
  expect(clusterNodes?.missing).toContain('lone-2');
  const { clusterNodes: unknown } = await readStatus({ store, ...ASKED });
  expect(unknown).toBeUndefined();
  store.close();
});
