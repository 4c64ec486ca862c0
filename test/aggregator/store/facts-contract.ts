/** What a home of flows keeps of what nodes tell of themselves. */
import { expect, it } from 'vitest';
import type { Store } from '../../../src/aggregator/store.ts';
import type { Check } from '../../../src/flow/check.ts';
import type { RuleCounter } from '../../../src/flow/rule-counter.ts';
import { batchOf, flowOf, helloOf } from '../examples.ts';
import { collectFlows } from './flows-contract.ts';

const CONSOLE: Check = { name: 'console_loglevel', state: 'warn', detail: 'too high', value: 7 };
const READABLE: Check = { name: 'source_readable', state: 'ok', detail: '' };

const counter = (packets: number, changes: Partial<RuleCounter> = {}): RuleCounter => ({
  family: 'ip',
  table: 'filter',
  chain: 'cali-po-log',
  prefix: 'calico-packet',
  packets,
  bytes: packets * 60,
  ...changes,
});

async function rulesOf(store: Store) {
  const [node] = await store.nodes();
  return node!.rules.map(({ sinceUs, ...rule }) => {
    expect(sinceUs).toBeGreaterThan(0);
    return rule;
  });
}

export function factsContract(opened: () => Store): void {
  it('keeps the newest report in its order', async () => {
    const store = opened();
    await store.welcome(helloOf());
    await store.report(helloOf(), [READABLE]);
    await store.report(helloOf(), [CONSOLE, READABLE]);
    expect(await store.nodes()).toMatchObject([{ checks: [CONSOLE, READABLE] }]);
  });

  it('counts a look at open connections once, however often it comes', async () => {
    const store = opened();
    await store.welcome(helloOf());
    const before = { lines: 0, duplicates: 0, bytes: 0, answered: 0, origin: 'conntrack' } as const;
    for (const [i, connections] of [2, 5, 4].entries()) {
      const flow = flowOf({ ...before, connections });
      await store.apply(batchOf(i + 1, { flows: [flow, flowOf()] }), helloOf());
    }
    const flows = (await collectFlows(store)).map(({ flow }) => flow);
    const sums = flows.map(({ origin, connections }) => ({ origin, connections }));
    expect(sums).toContainEqual({ origin: 'conntrack', connections: 5 });
    expect(sums).toContainEqual({ origin: 'kernel', connections: 6 });
  });

  handoverContract(opened);
  balanceContract(opened);
}

function handoverContract(opened: () => Store): void {
  const reading = { bootId: 'boot', rawUs: 5, wallUs: 1_700_000_000_000_005 };
  const [journal, file] = [helloOf({ source: 'journal' }), helloOf({ source: 'file:/a' })];

  it('tells a source how far another source of its node has come', async () => {
    const store = opened();
    const text = { bootId: '', rawUs: 9, wallUs: reading.wallUs + 9 };
    await store.welcome(helloOf());
    await store.apply(batchOf(1, { readings: [reading] }), helloOf());
    await store.welcome(file);
    await store.apply(batchOf(1, { readings: [text] }), file);
    expect(await store.welcome(journal)).toMatchObject({ counted: reading });
    for (const other of [helloOf(), file, helloOf({ node: 'other' })]) {
      expect(await store.welcome(other)).not.toHaveProperty('counted');
    }
  });

  it('compares sources by the stamps of the kernel, over boots by time', async () => {
    const store = opened();
    await store.welcome(helloOf());
    await store.apply(batchOf(1, { readings: [reading] }), helloOf());
    await store.welcome(journal);
    const sooner = { ...reading, rawUs: 6, wallUs: reading.wallUs - 1_000 };
    await store.apply(batchOf(1, { readings: [sooner] }), journal);
    expect(await store.welcome(journal)).not.toHaveProperty('counted');
    expect(await store.welcome(helloOf())).toMatchObject({ counted: sooner });
    const rebooted = { bootId: 'next', rawUs: 1, wallUs: reading.wallUs + 1 };
    await store.apply(batchOf(2, { readings: [rebooted] }), helloOf());
    expect(await store.welcome(journal)).toMatchObject({ counted: rebooted });
  });

  it('does not believe a clock that was far ahead', async () => {
    const store = opened();
    const ahead = { ...reading, wallUs: Date.now() * 1_000 + 2 * 3_600_000_000 };
    await store.welcome(helloOf());
    await store.apply(batchOf(1, { readings: [ahead] }), helloOf());
    expect(await store.welcome(journal)).not.toHaveProperty('counted');
  });

  it('begins the balance anew when another source has read meanwhile', async () => {
    const store = opened();
    await store.welcome(helloOf());
    const both = { readings: [reading], ruleCounters: [counter(5)] };
    await store.apply(batchOf(1, both), helloOf());
    await store.welcome(journal);
    const later = { ...reading, rawUs: 9, wallUs: reading.wallUs + 9 };
    await store.apply(batchOf(1, { readings: [later] }), journal);
    await store.welcome(helloOf());
    expect((await store.nodes()).flatMap(({ rules }) => rules)).toEqual([]);
  });
}

function balanceContract(opened: () => Store): void {
  /** Applies one batch after the other: counters, and as many lines read as flows say. */
  async function apply(store: Store, ...batches: readonly (readonly [RuleCounter[], number])[]) {
    await store.welcome(helloOf());
    for (const [i, [ruleCounters, lines]] of batches.entries()) {
      await store.apply(batchOf(i + 1, { flows: [flowOf({ lines })], ruleCounters }), helloOf());
    }
  }

  it('compares what rules logged with what was read, from the first reading on', async () => {
    const store = opened();
    await apply(
      store,
      [[counter(1_000)], 7],
      [[counter(1_010)], 9],
      [[], 1],
      [[counter(1_012)], 2],
    );
    const balance = { prefix: 'calico-packet', expected: 12, read: 12, resets: 0 };
    expect(await rulesOf(store)).toEqual([balance]);
  });

  it('goes on over a counter that begins anew', async () => {
    const store = opened();
    await apply(store, [[counter(50)], 1], [[counter(60)], 10], [[counter(4)], 4]);
    const balance = { prefix: 'calico-packet', expected: 14, read: 14, resets: 1 };
    expect(await rulesOf(store)).toEqual([balance]);
  });

  it('keeps what a chain had counted when it is gone, and counts a new one whole', async () => {
    const store = opened();
    const young = { chain: 'cali-po-new' };
    await apply(store, [[counter(5)], 1], [[counter(8)], 3], [[counter(2, young)], 2]);
    expect(await rulesOf(store)).toMatchObject([{ expected: 5, read: 5 }]);
  });

  it('does not end chains of a table that was not looked at', async () => {
    const store = opened();
    const six = { family: 'ip6' };
    await apply(
      store,
      [[counter(5), counter(5, six)], 1],
      [[counter(6)], 1],
      [[counter(6), counter(7, six)], 2],
    );
    expect(await rulesOf(store)).toMatchObject([{ expected: 3, read: 3, resets: 0 }]);
  });

  it('stops at what a number holds exactly, however large counters are', async () => {
    const store = opened();
    const largest = Number.MAX_SAFE_INTEGER;
    const huge = (chain: string) => counter(largest, { chain, bytes: 0 });
    await apply(store, [[counter(1)], 1], [[counter(2), huge('b'), huge('c')], 1]);
    expect(await rulesOf(store)).toMatchObject([{ expected: largest }]);
    const ruleCounters = [counter(2), counter(1, { chain: 'b' }), huge('c')];
    await store.apply(batchOf(3, { ruleCounters }), helloOf());
    await store.apply(batchOf(4, { ruleCounters: [counter(3)] }), helloOf());
    expect(await rulesOf(store)).toMatchObject([{ expected: largest, resets: 1 }]);
  });

  it('keeps prefixes apart', async () => {
    const store = opened();
    const other = { prefix: 'other' };
    await apply(store, [[counter(5), counter(5, other)], 1], [[counter(6), counter(9, other)], 1]);
    expect(await rulesOf(store)).toMatchObject([
      { prefix: 'calico-packet', expected: 1, read: 1 },
      { prefix: 'other', expected: 4, read: 0 },
    ]);
  });
}
