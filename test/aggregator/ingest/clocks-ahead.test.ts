import { expect, it } from 'vitest';
import { clocksAhead } from '../../../src/aggregator/ingest/clocks-ahead.ts';
import { helloOf } from '../examples.ts';

const MINUTE_US = 60_000_000;

it('tells once of each node whose clock is ahead, and of no other', () => {
  const told: object[] = [];
  const note = clocksAhead({ warn: (fields: object) => void told.push(fields) } as never, () => 0);
  for (let beat = 0; beat < 3; beat++) {
    note(helloOf({ node: 'ahead' }), 6 * MINUTE_US);
    note(helloOf({ node: 'near' }), 5 * MINUTE_US);
    note(helloOf({ node: 'behind' }), -9_000 * MINUTE_US);
  }
  expect(told).toEqual([{ node: 'ahead', source: 'kmsg', aheadSeconds: 360 }]);
});
