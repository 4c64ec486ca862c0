import { expect, it } from 'vitest';
import { readStatus } from '../../src/aggregator/status.ts';
import { openSqliteStore } from '../../src/aggregator/store/sqlite.ts';
import type { Loss } from '../../src/flow/loss.ts';
import { batchOf, HOUR_US, helloOf, START_US } from './examples.ts';

function overrun(count: number, us: number): Loss {
  return { source: 'kmsg', cause: 'kmsg_overrun', count, firstUs: us, lastUs: us };
}

it('tells losses by cause, however many hours they were in', async () => {
  const store = openSqliteStore(':memory:');
  await store.welcome(helloOf());
  const losses = Array.from({ length: 48 }, (_, hour) => overrun(2, START_US + hour * HOUR_US));
  await store.apply(batchOf(1, { losses }), helloOf());
  const resources = () => [];
  const status = await readStatus({ store, isConnected: () => true, version: '1', resources });
  expect(status.nodes[0]?.losses).toEqual([
    { ...overrun(96, START_US), lastUs: START_US + 47 * HOUR_US },
  ]);
  store.close();
});
