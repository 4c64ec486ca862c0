/** The contract of every home of flows, as far as flows go: what comes back, and what adds up. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { EdgeHints } from '../../../src/aggregator/history.ts';
import type { NodeFlow, Store } from '../../../src/aggregator/store.ts';
import type { Flow } from '../../../src/flow/flow.ts';
import { emptyAccount } from '../../../src/flow/loss.ts';
import { flow as anyFlow } from '../../wire/arbitraries.ts';
import { batchOf, flowOf, HOUR_US, helloOf, podOf, START_US } from '../examples.ts';

export async function collectFlows(store: Store, filter: EdgeHints = {}): Promise<NodeFlow[]> {
  const collected: NodeFlow[] = [];
  for await (const block of store.flows(filter)) collected.push(...block);
  return collected;
}

/** What the store holds after one batch per flow. */
async function storedFlows(store: Store, flows: readonly Flow[]): Promise<Flow[]> {
  await store.welcome(helloOf());
  for (const [index, flow] of flows.entries()) {
    await store.apply(batchOf(index + 1, { flows: [flow] }), helloOf());
  }
  return (await collectFlows(store)).map(({ flow }) => flow);
}

export function flowsContract(opened: () => Store): void {
  it('come back as they were, with the node that reported them', async () => {
    let nodes = 0;
    await fc.assert(
      fc.asyncProperty(anyFlow, async (flow) => {
        const node = `node-${++nodes}`;
        await opened().welcome(helloOf({ node }));
        const batch = batchOf(1, { flows: [flow], account: emptyAccount() });
        expect(await opened().apply(batch, helloOf({ node }))).toBe('applied');
        const stored = await collectFlows(opened());
        expect(stored.filter((row) => row.node === node)).toEqual([
          { cluster: helloOf().cluster, node, flow },
        ]);
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

  it.each<{ filter: EdgeHints; ports: readonly unknown[] }>([
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

export function sumsContract(opened: () => Store): void {
  const stored = (...flows: readonly Flow[]) => storedFlows(opened(), flows);

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
}

export function detailsContract(opened: () => Store): void {
  const stored = (...flows: readonly Flow[]) => storedFlows(opened(), flows);

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
