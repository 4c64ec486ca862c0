import { describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/aggregator/store/sqlite.ts';
import { batchOf, flowOf, helloOf } from '../aggregator/examples.ts';
import { collectFlows } from '../aggregator/store/flows-contract.ts';
import { forgetful } from './forgetful-store.ts';

const batch = batchOf(1, { flows: [flowOf({ lines: 5 })] });

describe('a forgetful store', () => {
  it('counts again what comes again, and what is of an older epoch', async () => {
    const store = forgetful(openSqliteStore(':memory:'));
    await store.welcome(helloOf());
    for (let time = 0; time < 2; time++)
      expect(await store.apply(batch, helloOf())).toBe('applied');
    await store.welcome(helloOf({ instance: 'instance-2' }));
    expect(await store.apply(batch, helloOf())).toBe('applied');
    const lines = (await collectFlows(store)).map(({ flow }) => flow.lines);
    store.close();
    expect(lines).toEqual([5, 5, 5]);
  });
});
