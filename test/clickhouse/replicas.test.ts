/** Two replicas of the aggregator over one engine, and agents that move between them. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EngineProcess } from '../../bench/clickhouse/engine-process.ts';
import type { ClickhouseStore } from '../../src/aggregator/clickhouse/clickhouse.ts';
import { batchOf, flowOf, helloOf } from '../aggregator/examples.ts';
import { type Fault, FaultProxy } from './fault-proxy.ts';
import { openHome } from './homes.ts';
import { expectedLines, linesOf, MovingAgent } from './moving-agent.ts';

let engine: EngineProcess;
let proxy: FaultProxy;
let slow: ClickhouseStore;
let other: ClickhouseStore;
let databases = 0;
beforeAll(async () => {
  engine = await EngineProcess.start();
  proxy = await FaultProxy.start(engine.origin);
});
afterAll(async () => {
  await proxy[Symbol.asyncDispose]();
  await engine[Symbol.asyncDispose]();
});
beforeEach(async () => {
  const place = `replicas_${++databases}?retention=off`;
  other = openHome(`clickhouse://${engine.host}/${place}`);
  await other.ready();
  slow = openHome(`clickhouse://${proxy.host}/${place}`, { migrate: false });
  await slow.ready();
});
afterEach(async () => {
  proxy.faultOf = () => 'none';
  await Promise.all([slow.close(), other.close()]);
});

/** Holds up the first statement that `pattern` fits until it is released. */
function hold(pattern: RegExp) {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
  let isHeld = false;
  proxy.faultOf = async (statement): Promise<Fault> => {
    if (isHeld || !pattern.test(statement)) return 'none';
    isHeld = true;
    reach();
    await released;
    return 'none';
  };
  return { reached, release };
}

const POSITION = /INSERT INTO position_local/;
const FACT = /INSERT INTO fact_local/;

describe.each([
  { late: 'position', pattern: POSITION },
  { late: 'counts', pattern: FACT },
])('a write of a $late that comes late', ({ pattern }) => {
  it('counts nothing when the agent has moved, and is not acknowledged', async () => {
    const agent = new MovingAgent('node-a');
    await agent.connect(slow);
    await agent.send(slow, 10);
    const held = hold(pattern);
    const late = slow.apply(batchOf(2, { cursorAfter: '30' }), agent.hello);
    await held.reached;
    await agent.connect(other);
    await agent.send(other, 20);
    held.release();
    // The replica finds out that the batch is the other's, who has counted it.
    await expect(late).resolves.toBe('duplicate');
    await agent.connect(other);
    await agent.send(other, 5);
    expect(await linesOf(other, 'node-a')).toEqual(expectedLines(35));
  });

  it('is fenced when another instance has taken over', async () => {
    const before = new MovingAgent('node-a');
    await before.connect(slow);
    const held = hold(pattern);
    const late = slow.apply(batchOf(1, { cursorAfter: '30' }), before.hello);
    await held.reached;
    const after = new MovingAgent('node-a');
    await after.connect(other);
    await after.send(other, 20);
    held.release();
    await expect(late).resolves.toBe('fenced');
    await after.send(other, 20);
    expect(await linesOf(other, 'node-a')).toEqual(expectedLines(40));
    await expect(before.connect(other)).rejects.toThrow('fenced');
    await expect(before.connect(slow)).rejects.toThrow('fenced');
  });
});

describe('replicas', () => {
  it('let the last of many instances that come at once be the one', async () => {
    const hellos = Array.from({ length: 6 }, (_, i) => helloOf({ instance: `instance-${i}` }));
    const welcomes = await Promise.all(
      hellos.map((hello, i) => (i % 2 === 0 ? slow : other).welcome(hello)),
    );
    const epochs = welcomes.map((each) => (typeof each === 'string' ? 0 : each.epoch));
    const given = epochs.filter((epoch) => epoch > 0);
    expect(new Set(given).size).toBe(given.length);
    const epoch = Math.max(...epochs);
    const last = hellos[epochs.indexOf(epoch)]!;
    expect(await other.welcome(last)).toMatchObject({ epoch });
    for (const hello of hellos.filter((each) => each !== last)) {
      expect(await slow.welcome(hello)).toBe('fenced');
    }
  });

  it('count a batch once that comes to both at once', async () => {
    await slow.welcome(helloOf());
    await other.welcome(helloOf());
    for (let sequence = 1; sequence <= 5; sequence++) {
      const both = [slow, other].map((home) => home.apply(batchOf(sequence), helloOf()));
      for (const applied of await Promise.all(both)) expect(applied).toMatch(/applied|duplicate/);
    }
    const lines = [...(await linesOf(other, 'node-a')).values()];
    expect(lines).toEqual([5 * flowOf().lines]);
    expect(await other.nodes()).toMatchObject([{ sequence: 5, lines: 5 * flowOf().lines }]);
  });

  it('know a flow by another name and count it once all the same', async () => {
    const agent = new MovingAgent('node-a');
    await agent.connect(slow);
    const held = hold(POSITION);
    const unnamed = { ...flowOf().source, name: '', namespace: '', workload: undefined };
    const late = slow.apply(batchOf(1, { flows: [flowOf({ source: unnamed })] }), agent.hello);
    await held.reached;
    await other.welcome(agent.hello);
    expect(await other.apply(batchOf(1), agent.hello)).toBe('applied');
    held.release();
    await expect(late).resolves.toBe('duplicate');
    const flows = [];
    for await (const block of other.flows({})) flows.push(...block);
    expect(flows.map(({ flow }) => [flow.source.name, flow.lines])).toEqual([['cart', 3]]);
  });
});
