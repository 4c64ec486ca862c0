/** What every home of flows must do (src/aggregator/store.ts); a home's own test file calls `storeContract`. */
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NodeFlow, Store } from '../../../src/aggregator/store.ts';
import type { EdgeFilter } from '../../../src/flow/edge.ts';
import { emptyAccount, type Loss } from '../../../src/flow/loss.ts';
import { flow as anyFlow } from '../../wire/arbitraries.ts';
import { accountOf, batchOf, flowOf, HOUR_US, helloOf, podOf, START_US } from '../examples.ts';

export async function collectFlows(store: Store, filter: EdgeFilter = {}): Promise<NodeFlow[]> {
  const collected: NodeFlow[] = [];
  for await (const block of store.flows(filter)) collected.push(...block);
  return collected;
}

/** Runs the contract against stores that `open` gives, each of them new and empty. */
export function storeContract(open: () => Store): void {
  let store: Store;
  beforeEach(() => {
    store = open();
  });
  afterEach(() => store.close());

  const opened = () => store;
  describe('where an agent goes on', () => welcomeContract(opened));
  describe('a batch', () => applyContract(opened));
  describe('flows', () => flowsContract(opened));
  describe('sums', () => sumsContract(opened));
  describe('the state of nodes', () => nodesContract(opened));
}

function welcomeContract(opened: () => Store): void {
  it('starts a new agent at epoch 1, before any record', async () => {
    const welcome = await opened().welcome(helloOf());
    expect(welcome).toEqual({ epoch: 1, sequence: 0, cursor: '' });
  });

  it('keeps epoch and sequence over reconnects of the same instance', async () => {
    await opened().welcome(helloOf());
    await opened().apply(batchOf(1), helloOf());
    const welcome = await opened().welcome(helloOf());
    expect(welcome).toEqual({ epoch: 1, sequence: 1, cursor: 'cursor-1' });
  });

  it('gives a new instance the next epoch, sequence 0 and the committed cursor', async () => {
    await opened().welcome(helloOf());
    await opened().apply(batchOf(1), helloOf());
    const welcome = await opened().welcome(helloOf({ instance: 'instance-2' }));
    expect(welcome).toEqual({ epoch: 2, sequence: 0, cursor: 'cursor-1' });
  });

  it('fences an instance that comes back after its successor', async () => {
    await opened().welcome(helloOf());
    await opened().welcome(helloOf({ instance: 'instance-2' }));
    expect(await opened().welcome(helloOf())).toBe('fenced');
    const welcome = await opened().welcome(helloOf({ instance: 'instance-2' }));
    expect(welcome).toEqual({ epoch: 2, sequence: 0, cursor: '' });
  });

  it.each([{ cluster: 'green' }, { node: 'node-b' }, { source: 'journal' }])(
    'keeps another position for another %o',
    async (other) => {
      await opened().welcome(helloOf());
      await opened().apply(batchOf(1), helloOf());
      const welcome = await opened().welcome(helloOf(other));
      expect(welcome).toEqual({ epoch: 1, sequence: 0, cursor: '' });
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

function flowsContract(opened: () => Store): void {
  it('come back as they were, with the node that reported them', async () => {
    let nodes = 0;
    await fc.assert(
      fc.asyncProperty(anyFlow, async (flow) => {
        const node = `node-${++nodes}`;
        await opened().welcome(helloOf({ node }));
        const batch = batchOf(1, { flows: [flow], account: emptyAccount() });
        expect(await opened().apply(batch, helloOf({ node }))).toBe('applied');
        const stored = await collectFlows(opened());
        expect(stored.filter((row) => row.node === node)).toEqual([{ node, flow }]);
      }),
      { numRuns: 50 },
    );
  });

  const tcp = flowOf();
  const dns = flowOf({ protocol: 17, port: 53 });
  const later = flowOf({
    hour: tcp.hour + 1,
    firstSeenUs: START_US + HOUR_US,
    lastSeenUs: START_US + HOUR_US + 9,
  });
  const reply = flowOf({ isReply: true });

  it.each<{ filter: EdgeFilter; ports: readonly unknown[] }>([
    { filter: {}, ports: [tcp, dns, later, reply] },
    { filter: { protocol: 17 }, ports: [dns] },
    { filter: { port: 5432 }, ports: [tcp, later, reply] },
    { filter: { sinceUs: START_US + HOUR_US }, ports: [later] },
    { filter: { untilUs: START_US + HOUR_US - 1 }, ports: [tcp, dns, reply] },
    { filter: { sinceUs: START_US + 6, untilUs: START_US + HOUR_US - 1 }, ports: [] },
  ])('are those of protocol, port and time: $filter', async ({ filter, ports }) => {
    await opened().welcome(helloOf());
    await opened().apply(batchOf(1, { flows: [tcp, dns, later, reply] }), helloOf());
    const flows = (await collectFlows(opened(), filter)).map(({ flow }) => flow);
    expect(flows).toHaveLength(ports.length);
    expect(flows).toEqual(expect.arrayContaining([...ports]));
  });

  it('come all of them, and each once, when there are more than one block holds', async () => {
    await opened().welcome(helloOf());
    const flows = Array.from({ length: 4_500 }, (_, port) => flowOf({ port }));
    await opened().apply(batchOf(1, { flows }), helloOf());
    const ports = (await collectFlows(opened())).map(({ flow }) => flow.port);
    expect(ports.sort((a, b) => a! - b!)).toEqual(flows.map(({ port }) => port));
  });

  it('may be read while batches come', async () => {
    await opened().welcome(helloOf());
    const flows = Array.from({ length: 2_500 }, (_, port) => flowOf({ port }));
    await opened().apply(batchOf(1, { flows }), helloOf());
    let sequence = 1;
    let lines = 0;
    for await (const block of opened().flows({})) {
      expect(await opened().apply(batchOf(++sequence), helloOf())).toBe('applied');
      for (const { flow } of block) lines += flow.lines;
    }
    expect(lines).toBeGreaterThanOrEqual(2_500 * 3);
  });
}

function sumsContract(opened: () => Store): void {
  async function stored(...flows: readonly ReturnType<typeof flowOf>[]) {
    await opened().welcome(helloOf());
    for (const [index, flow] of flows.entries()) {
      await opened().apply(batchOf(index + 1, { flows: [flow] }), helloOf());
    }
    return (await collectFlows(opened())).map(({ flow }) => flow);
  }

  it('add up within one hour: counts, flags, times', async () => {
    const more = flowOf({
      tcpFlags: 16,
      firstSeenUs: START_US - 5,
      lastSeenUs: START_US + 50,
      refused: 2,
      unreachable: 3,
    });
    expect(await stored(flowOf(), more)).toEqual([
      {
        ...flowOf(),
        lines: 6,
        duplicates: 2,
        connections: 4,
        bytes: 240,
        tcpFlags: 18,
        firstSeenUs: START_US - 5,
        lastSeenUs: START_US + 50,
        answered: 2,
        refused: 2,
        unreachable: 3,
      },
    ]);
  });

  it('stay apart by hour', async () => {
    expect(await stored(flowOf(), flowOf({ hour: flowOf().hour + 1 }))).toHaveLength(2);
  });

  it('stay apart by observation point', async () => {
    const point = { ...flowOf().point, prefix: 'calico-drop' };
    expect(await stored(flowOf(), flowOf({ point }))).toHaveLength(2);
  });

  it('stay exact and finite whatever an agent claims', async () => {
    const huge = flowOf({ lines: Number.MAX_SAFE_INTEGER });
    const flows = await stored(huge, huge);
    expect(flows[0]!.lines).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('keep few source ports by name and many as a sketch', async () => {
    const few = await stored(flowOf({ sourcePorts: [1, 2] }), flowOf({ sourcePorts: [2, 3] }));
    expect(few[0]!.sourcePorts).toEqual([1, 2, 3]);
    expect(few[0]!.sourcePortRegisters).toHaveLength(0);
  });

  it('keep a sketch of source ports when they outgrow the list', async () => {
    const many = await stored(
      flowOf({ sourcePorts: [1, 2, 3, 4, 5, 6] }),
      flowOf({ sourcePorts: [7, 8, 9, 10, 11, 12] }),
    );
    expect(many[0]!.sourcePorts).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(many[0]!.sourcePortRegisters).toHaveLength(64);
  });

  it('take the newest labels of an endpoint, and never none for some', async () => {
    const named = podOf('shop', 'cart', '10.0.1.2');
    const relabelled = { ...named, labels: { app: 'cart', tier: 'web' } };
    const bare = { ...named, labels: {}, workload: undefined };
    const flows = await stored(
      flowOf({ source: named }),
      flowOf({ source: relabelled }),
      flowOf({ source: bare }),
    );
    expect(flows).toHaveLength(1);
    expect(flows[0]!.source).toEqual(relabelled);
  });

  it('stay apart when an address changed hands', async () => {
    const successor = flowOf({ source: podOf('shop', 'checkout', '10.0.1.2') });
    expect(await stored(flowOf(), successor)).toHaveLength(2);
  });
}

function nodesContract(opened: () => Store): void {
  const loss = (count: number | undefined, firstUs: number): Loss => {
    return { source: 'kmsg', cause: 'kmsg_overrun', count, firstUs, lastUs: firstUs + 1 };
  };

  it('is empty before the first hello', async () => {
    expect(await opened().nodes()).toEqual([]);
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
