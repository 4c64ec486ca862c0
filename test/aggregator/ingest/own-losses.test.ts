import { expect, it } from 'vitest';
import { ownLosses } from '../../../src/aggregator/ingest/own-losses.ts';
import type { Loss } from '../../../src/flow/loss.ts';

const loss: Loss = { source: 'file', cause: 'rotation', count: 1, firstUs: 1, lastUs: 2 };

it('leaves losses of the agent’s own source as they are', () => {
  const losses: Loss[] = [loss, { ...loss, cause: 'boot_gap', count: undefined }];
  expect(ownLosses(losses, 'file')).toEqual(losses);
  expect(ownLosses(losses, 'file:kern.log')).toEqual(losses);
});

it('adds up what names other sources, however many there are', () => {
  const others = Array.from({ length: 1_000 }, (_, i) => ({ ...loss, source: `source-${i}` }));
  expect(ownLosses([...others, { ...loss, source: '' }], 'kmsg')).toEqual([
    { ...loss, source: 'kmsg', count: 1_001 },
  ]);
});
