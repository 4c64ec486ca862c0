/**
 * What every home of flows must do (src/aggregator/store.ts); a home's own test file calls
 * `storeContract`.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/aggregator/store.ts';
import { emptyAccount, type Loss, REASONS_MAX } from '../../../src/flow/loss.ts';
import { accountOf, batchOf, flowOf, helloOf, START_US } from '../examples.ts';
import { factsContract } from './facts-contract.ts';
import { collectFlows, detailsContract, flowsContract, sumsContract } from './flows-contract.ts';
import { observedContract } from './observed-contract.ts';

/** Runs the contract against stores that `open` gives, each of them new and empty. */
export function storeContract(open: () => Store | Promise<Store>): void {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  const opened = () => store;
  describe('where an agent goes on', () => welcomeContract(opened));
  describe('a batch', () => applyContract(opened));
  describe('flows', () => flowsContract(opened));
  describe('sums', () => sumsContract(opened));
  describe('details', () => detailsContract(opened));
  describe('the state of nodes', () => nodesContract(opened));
  describe('how long nodes were observed', () => observedContract(opened));
  describe('what nodes tell of themselves', () => factsContract(opened));
}

function welcomeContract(opened: () => Store): void {
  it('hears of the store that answers', async () => {
    const welcome = await opened().welcome(helloOf());
    expect(welcome).toMatchObject({ store: await opened().identity() });
  });

  it('starts a new agent at epoch 1, before any record', async () => {
    const welcome = await opened().welcome(helloOf());
    expect(welcome).toMatchObject({ epoch: 1, sequence: 0, cursor: '' });
    expect(welcome).not.toHaveProperty('previous');
  });

  it('keeps epoch and sequence over reconnects of the same instance', async () => {
    await opened().welcome(helloOf());
    await opened().apply(batchOf(1), helloOf());
    const welcome = await opened().welcome(helloOf());
    expect(welcome).toMatchObject({ epoch: 1, sequence: 1, cursor: 'cursor-1' });
    expect(welcome).not.toHaveProperty('previous');
  });

  it('gives a new instance the next epoch, sequence 0 and the committed cursor', async () => {
    await opened().welcome(helloOf());
    await opened().apply(batchOf(1), helloOf());
    const welcome = await opened().welcome(helloOf({ instance: 'instance-2' }));
    expect(welcome).toMatchObject({ epoch: 2, sequence: 0, cursor: 'cursor-1' });
    expect(welcome).toMatchObject({ previous: { epoch: 1, sequence: 1 } });
  });

  it('tells every Welcome of an instance where the last one that counted was left', async () => {
    await opened().welcome(helloOf());
    await opened().apply(batchOf(1), helloOf());
    const previous = { epoch: 1, sequence: 1 };
    for (const instance of ['instance-2', 'instance-2', 'instance-3', 'instance-3']) {
      expect(await opened().welcome(helloOf({ instance }))).toMatchObject({ previous });
    }
    const third = helloOf({ instance: 'instance-3' });
    await opened().apply(batchOf(1, { epoch: 3 }), third);
    expect(await opened().welcome(third)).toMatchObject({ sequence: 1, previous });
    const fourth = await opened().welcome(helloOf({ instance: 'instance-4' }));
    expect(fourth).toMatchObject({ epoch: 4, previous: { epoch: 3, sequence: 1 } });
  });

  it('says which store it is, the same to everybody', async () => {
    const one = await opened().welcome(helloOf());
    const other = await opened().welcome(helloOf({ node: 'node-b' }));
    expect(one).toMatchObject({ store: expect.stringMatching(/./) });
    expect(other).toMatchObject({ store: typeof one === 'object' && one.store });
  });

  it('fences an instance that comes back after its successor', async () => {
    await opened().welcome(helloOf());
    await opened().welcome(helloOf({ instance: 'instance-2' }));
    expect(await opened().welcome(helloOf())).toBe('fenced');
    const welcome = await opened().welcome(helloOf({ instance: 'instance-2' }));
    expect(welcome).toMatchObject({ epoch: 2, sequence: 0, cursor: '' });
  });

  it.each([{ cluster: 'green' }, { node: 'node-b' }, { source: 'journal' }])(
    'keeps another position for another %o',
    async (other) => {
      await opened().welcome(helloOf());
      await opened().apply(batchOf(1), helloOf());
      const welcome = await opened().welcome(helloOf(other));
      expect(welcome).toMatchObject({ epoch: 1, sequence: 0, cursor: '' });
    },
  );
}

function applyContract(opened: () => Store): void {
  const cases = [
    { title: 'is applied when it is the next one', batch: batchOf(2), applied: 'applied' },
    { title: 'is a duplicate when it came before', batch: batchOf(1), applied: 'duplicate' },
    { title: 'leaves a gap when one before it is missing', batch: batchOf(3), applied: 'gap' },
    {
      title: 'is fenced when a newer instance has taken over',
      batch: batchOf(2, { epoch: 0 }),
      applied: 'fenced',
    },
    {
      title: 'is fenced when its epoch was never given',
      batch: batchOf(2, { epoch: 2 }),
      applied: 'fenced',
    },
  ];
  it.each(cases)('$title', async ({ batch, applied }) => {
    await opened().welcome(helloOf());
    await opened().apply(batchOf(1), helloOf());
    expect(await opened().apply(batch, helloOf())).toBe(applied);
  });

  it('is fenced when its agent never said hello', async () => {
    expect(await opened().apply(batchOf(1), helloOf())).toBe('fenced');
  });

  it.each(cases.filter(({ applied }) => applied !== 'applied'))(
    'changes nothing when it $title',
    async ({ batch }) => {
      await opened().welcome(helloOf());
      await opened().apply(batchOf(1), helloOf());
      const [flows, nodes] = [await collectFlows(opened()), await opened().nodes()];
      const other = {
        ...batch,
        flows: [flowOf({ lines: 100, port: 81 })],
        account: accountOf(100),
      };
      await opened().apply(other, helloOf());
      expect(await collectFlows(opened())).toEqual(flows);
      expect(await opened().nodes()).toEqual(nodes);
    },
  );
}

function nodesContract(opened: () => Store): void {
  const loss = (count: number | undefined, firstUs: number): Loss => {
    return { source: 'kmsg', cause: 'kmsg_overrun', count, firstUs, lastUs: firstUs + 1 };
  };

  it('is empty before the first hello', async () => {
    expect(await opened().nodes()).toEqual([]);
  });

  it('keeps so many reasons apart, and counts what comes with more as one', async () => {
    await opened().welcome(helloOf());
    for (let sequence = 1; sequence <= 3; sequence++) {
      const reasons = Array.from({ length: REASONS_MAX }, (_, i) => [
        `${i % 2 && sequence} ${i}`,
        1,
      ]);
      const account = { ...accountOf(0), read: REASONS_MAX, rejected: REASONS_MAX };
      const rejectedByReason = Object.fromEntries(reasons);
      await opened().apply(
        batchOf(sequence, { account: { ...account, rejectedByReason } }),
        helloOf(),
      );
    }
    const { rejectedByReason } = (await opened().nodes())[0]!.account;
    expect(Object.keys(rejectedByReason)).toHaveLength(REASONS_MAX + 1);
    expect(rejectedByReason).toMatchObject({ '0 0': 3, other: REASONS_MAX });
  });

  it('tells position, account and losses of each agent', async () => {
    await opened().welcome(helloOf());
    const account = {
      ...emptyAccount(),
      read: 9,
      parsed: 5,
      ignored: 1,
      rejected: 3,
      rejectedByReason: { arp: 3 },
    };
    await opened().apply(batchOf(1, { account, losses: [loss(7, START_US)] }), helloOf());
    await opened().apply(batchOf(2, { account, losses: [loss(2, START_US + 10)] }), helloOf());
    await opened().apply(batchOf(3, { losses: [loss(undefined, START_US)] }), helloOf());
    const [node] = await opened().nodes();
    expect(node).toMatchObject({ cluster: 'blue', node: 'node-a', source: 'kmsg', lines: 13 });
    expect(node).toMatchObject({ epoch: 1, sequence: 3, version: '0.1.0', observedUs: 0 });
    expect(node!.account).toMatchObject({ read: 21, parsed: 13, ignored: 2, rejected: 6 });
    expect(node!.account.rejectedByReason).toEqual({ arp: 6 });
    expect(node!.losses).toEqual([
      { ...loss(undefined, START_US) },
      { ...loss(9, START_US), lastUs: START_US + 11 },
    ]);
  });

  it('keeps one loss entry per cause and hour, so that a storm of losses stays small', async () => {
    await opened().welcome(helloOf());
    const losses = Array.from({ length: 500 }, (_, index) => loss(1, START_US + index));
    await opened().apply(batchOf(1, { losses }), helloOf());
    const [node] = await opened().nodes();
    expect(node!.losses.map(({ count }) => count)).toEqual([500]);
  });

  it('tells how far an agent has read, and never goes back', async () => {
    await opened().welcome(helloOf());
    await opened().observe(helloOf(), START_US);
    await opened().observe(helloOf(), START_US - 1);
    expect((await opened().nodes()).map(({ observedUs }) => observedUs)).toEqual([START_US]);
  });
}
