import { expect, it } from 'vitest';
import { storeFailures } from '../../../src/aggregator/ingest/store-failures.ts';
import { createMetrics } from '../../../src/aggregator/metrics.ts';
import { StoreError } from '../../../src/aggregator/store.ts';

it('counts every failure, and tells each kind of them once a minute', async () => {
  const metrics = createMetrics();
  const told: string[] = [];
  let nowMs = 0;
  const log = { error: (_: object, message: string) => told.push(message) };
  const note = storeFailures(metrics, log as never, () => nowMs);
  for (; nowMs < 90_000; nowMs += 1_000) {
    note(new StoreError('full', 'its disk is full'), 'node-a');
    note(new StoreError('damaged', 'it is damaged'), 'node-b');
  }
  expect(told).toEqual(['its disk is full', 'it is damaged', 'its disk is full', 'it is damaged']);
  expect((await metrics.storeErrors.get()).values).toMatchObject([{ value: 180 }]);
});
