import { expect, it } from 'vitest';
import { backgroundFailures } from '../../src/aggregator/background-failures.ts';
import { createMetrics } from '../../src/aggregator/metrics.ts';

it('counts every failure, and tells each kind once a minute', async () => {
  const metrics = createMetrics();
  const said: object[] = [];
  let nowMs = 0;
  const warn = (fields: object) => void said.push(fields);
  const note = backgroundFailures(metrics, { warn: warn as never }, () => nowMs);
  for (nowMs = 0; nowMs < 120_000; nowMs += 20_000) note('fold', new Error('away'));
  note('observe', 'slow');
  expect(said).toEqual([
    { work: 'fold', reason: 'away' },
    { work: 'fold', reason: 'away' },
    { work: 'observe', reason: 'slow' },
  ]);
  expect((await metrics.storeBackgroundErrors.get()).values).toMatchObject([
    { labels: { work: 'fold' }, value: 6 },
    { labels: { work: 'observe' }, value: 1 },
    { labels: { work: 'find' }, value: 0 },
  ]);
});
