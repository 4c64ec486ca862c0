import { expect, it } from 'vitest';
import { withoutAhead } from '../../../src/aggregator/ingest/time-ahead.ts';
import { batchOf, flowOf, HOUR_US } from '../examples.ts';
import { Running } from '../running.ts';

const HOURS_AHEAD = 5_000;

it('leaves a batch of usual times as it is', () => {
  const batch = batchOf(1);
  expect(withoutAhead(batch, 'kmsg', batch.flows[0]!.firstSeenUs)).toEqual(batch);
});

it('ends losses, and leaves out readings of clocks, a day ahead', () => {
  const nowUs = 1_000 * HOUR_US;
  const loss = { source: 'kmsg', cause: 'boot_gap', count: 1, firstUs: nowUs } as const;
  const reading = { bootId: 'boot', rawUs: 1, wallUs: nowUs + 24 * HOUR_US };
  const ahead = withoutAhead(
    batchOf(1, {
      flows: [],
      losses: [{ ...loss, lastUs: nowUs + 99 * HOUR_US }],
      readings: [reading, { ...reading, wallUs: reading.wallUs + 1 }],
    }),
    'kmsg',
    nowUs,
  );
  expect(ahead.losses).toEqual([{ ...loss, lastUs: nowUs + 24 * HOUR_US }]);
  expect(ahead.readings).toEqual([reading]);
});

it('keeps a day of the hours to come that an agent claims; the rest is a loss', async () => {
  const running = await Running.open();
  try {
    const agent = await running.welcomed();
    const hour = Math.floor((Date.now() * 1_000) / HOUR_US);
    const flows = Array.from({ length: HOURS_AHEAD }, (_, i) =>
      flowOf({ hour: hour + i, firstSeenUs: (hour + i) * HOUR_US, lastSeenUs: 0, lines: 1 }),
    );
    agent.send({ kind: 'batch', batch: batchOf(1, { flows }) });
    expect(await agent.next()).toEqual({ kind: 'ack', sequence: 1 });
    const answer = await running.get('/api/v1/edges');
    const { edges } = (await answer.json()) as { edges: { hours: number[] }[] };
    const [{ hours }] = edges as [{ hours: number[] }];
    // The hour may have turned meanwhile.
    expect([25, 26]).toContain(hours.length);
    const lost = HOURS_AHEAD - hours.length;
    const [node] = (await running.query().getStatus()).nodes;
    expect(node!.losses).toMatchObject([{ source: 'kmsg', cause: 'clock_ahead', count: lost }]);
    const series = 'dropcast_aggregator_records_lost_total{cause="clock_ahead"}';
    expect(await running.metric(series)).toBe(lost);
  } finally {
    await running.close();
  }
});
