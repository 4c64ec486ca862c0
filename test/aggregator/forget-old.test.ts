import { pino } from 'pino';
import { expect, it } from 'vitest';
import { forgetOld, oldestKept } from '../../src/aggregator/forget-old.ts';
import type { Store } from '../../src/aggregator/store.ts';
import { HOUR_US } from '../../src/flow/time.ts';

type NodeRecords = Awaited<ReturnType<Store['nodes']>>;

const quiet = pino({ level: 'silent' });
const DAY_US = 24 * HOUR_US;

it.each([
  { retainUs: 30 * DAY_US, nowUs: 100.9 * DAY_US, oldest: 70 * DAY_US },
  { retainUs: 30 * DAY_US, nowUs: 100 * DAY_US, oldest: 70 * DAY_US },
  { retainUs: HOUR_US, nowUs: 10.5 * HOUR_US, oldest: 9 * HOUR_US },
  { retainUs: 60 * HOUR_US, nowUs: 101 * HOUR_US, oldest: 40 * HOUR_US },
])('keeps at least $retainUs at $nowUs, and not much more', ({ retainUs, nowUs, oldest }) => {
  expect(oldestKept(nowUs, retainUs)).toBe(oldest);
});

it('forgets at the start, tells a failure, and ends with its signal', async () => {
  const abort = new AbortController();
  const told: unknown[] = [];
  const log = {
    ...quiet,
    error: (fields: unknown) => told.push(fields),
  } as unknown as typeof quiet;
  const asked: number[] = [];
  const store = {
    nodes: async () => [{ observedUs: 11 * DAY_US }] as unknown as NodeRecords,
    forget: async (beforeUs: number) => {
      asked.push(beforeUs);
      queueMicrotask(() => abort.abort());
      if (asked.length === 1) throw new Error('disk');
      return 0;
    },
  };
  const options = { store, retainUs: DAY_US, nowUs: () => 10 * DAY_US, log };
  await forgetOld(options, abort.signal);
  expect(asked).toEqual([9 * DAY_US]);
});

it.each([
  { observed: [9, 8], nowUs: 1_000 * DAY_US, asked: [8 * DAY_US] },
  { observed: [], nowUs: 1_000 * DAY_US, asked: [] },
])('forgets by what agents have read where the clock is ahead: $observed', async (row) => {
  const abort = new AbortController();
  const asked: number[] = [];
  const store = {
    nodes: async () => {
      setImmediate(() => abort.abort());
      return row.observed.map((days) => ({ observedUs: days * DAY_US })) as unknown as NodeRecords;
    },
    forget: async (beforeUs: number) => asked.push(beforeUs),
  };
  const options = { store, retainUs: DAY_US, nowUs: () => row.nowUs, log: quiet };
  await forgetOld(options, abort.signal);
  expect(asked).toEqual(row.asked);
});

it('forgets nothing where everything is kept', async () => {
  const fail = () => Promise.reject(new Error('asked'));
  const store = { nodes: fail, forget: fail };
  const options = { store, retainUs: Number.POSITIVE_INFINITY, nowUs: () => 0, log: quiet };
  await forgetOld(options, new AbortController().signal);
});
