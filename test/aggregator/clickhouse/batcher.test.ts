import { describe, expect, it } from 'vitest';
import { Batcher } from '../../../src/aggregator/clickhouse/batcher.ts';

const NOW = { intervalMs: 0, itemsMax: 3, runsMax: 1 };

describe('a batcher', () => {
  it('gathers what comes while a run is under way, up to its size', async () => {
    const runs: (readonly number[])[] = [];
    const batcher = new Batcher<number, number>(async (items) => {
      runs.push(items);
      return items.map((item) => item * 2);
    }, NOW);
    const results = await Promise.all([1, 2, 3, 4, 5].map((item) => batcher.add(item)));
    expect(results).toEqual([2, 4, 6, 8, 10]);
    expect(runs).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
  });

  it('fails those of a run that fails, and goes on', async () => {
    const batcher = new Batcher<number, number>(async (items) => {
      if (items.includes(2)) throw new Error('no');
      return items;
    }, NOW);
    const results = await Promise.allSettled([1, 2, 3, 4].map((item) => batcher.add(item)));
    expect(results.map(({ status }) => status)).toEqual([
      ...['rejected', 'rejected', 'rejected', 'fulfilled'],
    ]);
    expect(await batcher.add(5)).toBe(5);
  });

  it('begins as many runs as it may before the first is over, in order', async () => {
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const batcher = new Batcher<number, number>(
      async (items) => {
        begun.push(...items);
        await new Promise<void>((resolve) => ends.push(resolve));
        return items;
      },
      { intervalMs: 0, itemsMax: 1, runsMax: 2 },
    );
    const results = [1, 2, 3].map((item) => batcher.add(item));
    await expect.poll(() => begun).toEqual([1, 2]);
    ends[1]!();
    expect(await results[1]).toBe(2);
    await expect.poll(() => begun).toEqual([1, 2, 3]);
    for (const end of ends) end();
    expect(await Promise.all(results)).toEqual([1, 2, 3]);
  });
});
