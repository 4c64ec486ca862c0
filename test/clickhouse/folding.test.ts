/** Folding changes nothing of what is answered, whenever it happens and whoever does it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EngineProcess } from '../../bench/clickhouse/engine-process.ts';
import type { ClickhouseStore } from '../../src/aggregator/clickhouse/clickhouse.ts';
import { batchOf, flowOf, helloOf } from '../aggregator/examples.ts';
import { collectFlows } from '../aggregator/store/flows-contract.ts';
import { collectEdges } from '../aggregator/store/history-contract.ts';
import { FaultProxy } from './fault-proxy.ts';
import { openHome } from './homes.ts';
import { expectedLines, linesOf, MovingAgent } from './moving-agent.ts';

let engine: EngineProcess;
let proxy: FaultProxy;
let databases = 0;
beforeAll(async () => {
  engine = await EngineProcess.start();
  proxy = await FaultProxy.start(engine.origin);
});
afterAll(async () => {
  await proxy[Symbol.asyncDispose]();
  await engine[Symbol.asyncDispose]();
});

const place = () => `folding_${databases}?retention=off`;
const databaseOf = () => `folding_${databases}`;

async function openNew(options = {}): Promise<ClickhouseStore> {
  databases++;
  const home = openHome(`clickhouse://${engine.host}/${place()}`, options);
  await home.ready();
  return home;
}

async function facts(): Promise<number> {
  const [row] = await engine.rows('SELECT count() FROM fact_local', databaseOf());
  return Number(row![0]);
}

/** Some terms of an agent: each hello begins one. */
async function terms(home: ClickhouseStore, agent: MovingAgent, count: number): Promise<void> {
  for (let term = 0; term < count; term++) {
    await agent.connect(home);
    for (const records of [9, 14, 30]) await agent.send(home, records);
  }
}

describe('folding', () => {
  it('leaves every answer as it was, to the last port', async () => {
    const home = await openNew();
    const ports = (from: number) => Array.from({ length: 6 }, (_, i) => from + i);
    for (let i = 0; i < 6; i++) {
      if (i % 2 === 0) await home.welcome(helloOf());
      const flows = [
        flowOf({ sourcePorts: ports(100 * i) }),
        flowOf({ port: 81, sourcePorts: [7, 5] }),
        flowOf({ port: 82, origin: 'conntrack', connections: i }),
        flowOf({ port: 83, overflow: { level: 'address', addressRegisters: registers(i) } }),
      ];
      await home.apply(batchOf(i + 1, { flows }), helloOf());
    }
    const sorted = async () =>
      (await collectFlows(home)).sort((a, b) => a.flow.port! - b.flow.port!);
    const edges = async () =>
      (await collectEdges(home)).sort((a, b) => a.flow.port! - b.flow.port!);
    const before = { flows: await sorted(), edges: await edges(), nodes: await home.nodes() };
    await home.fold();
    expect({ flows: await sorted(), edges: await edges(), nodes: await home.nodes() }).toEqual(
      before,
    );
    const buckets = await engine.rows('SELECT count() FROM bucket_local', databaseOf());
    expect(Number(buckets[0]![0])).toBe(8);
    await home.close();
  });

  it('removes facts a look later, and keeps the rest', async () => {
    const home = await openNew();
    const agent = new MovingAgent('node-a');
    await terms(home, agent, 3);
    const [before, lines] = [await facts(), await linesOf(home, 'node-a')];
    await home.fold();
    expect(await facts()).toBe(before);
    await home.close();
    // An hour later: other terms are in other partitions.
    const later = openHome(`clickhouse://${engine.host}/${place()}`, {
      nowUs: () => Date.now() * 1_000 + 7_200_000_000,
    });
    await terms(later, agent, 2);
    await later.fold();
    await later.fold();
    expect(await facts()).toBeGreaterThan(0);
    expect(await facts()).toBeLessThan(before);
    expect(await linesOf(later, 'node-a')).toEqual(expectedLines(agent.acknowledged));
    expect([...lines.values()].reduce((a, b) => a + b)).toBe(3 * 53);
    await agent.connect(later);
    await agent.send(later, 11);
    expect(await linesOf(later, 'node-a')).toEqual(expectedLines(5 * 53 + 11));
    await later.close();
  });

  it.each([/INSERT INTO bucket_local/, /INSERT INTO folded_local/])(
    'may be done again when the answer to %s is lost',
    async (pattern) => {
      const home = await openNew();
      const broken = openHome(`clickhouse://${proxy.host}/${place()}`, { migrate: false });
      const agent = new MovingAgent('node-a');
      await terms(home, agent, 3);
      proxy.faultOf = (statement) => (pattern.test(statement) ? 'unanswered' : 'none');
      await expect(broken.fold()).rejects.toMatchObject({ code: 'failed' });
      expect(await linesOf(home, 'node-a')).toEqual(expectedLines(agent.acknowledged));
      await terms(home, agent, 1);
      await home.fold();
      expect(await linesOf(home, 'node-a')).toEqual(expectedLines(agent.acknowledged));
      proxy.faultOf = () => 'none';
      await Promise.all([home.close(), broken.close()]);
    },
  );

  it('may be done by two at once while batches come', async () => {
    const home = await openNew();
    const other = openHome(`clickhouse://${engine.host}/${place()}`, { migrate: false });
    const agent = new MovingAgent('node-a');
    for (let round = 0; round < 3; round++) {
      await Promise.all([terms(home, agent, 2), home.fold(), other.fold()]);
    }
    await Promise.all([home.fold(), other.fold()]);
    expect(await linesOf(other, 'node-a')).toEqual(expectedLines(agent.acknowledged));
    await Promise.all([home.close(), other.close()]);
  });

  it('ends the term of an agent that is not heard of any more', async () => {
    const home = await openNew();
    const agent = new MovingAgent('node-a');
    await terms(home, agent, 1);
    const [node] = await home.nodes();
    await home.close();
    const later = openHome(`clickhouse://${engine.host}/${place()}`, {
      nowUs: () => Date.now() * 1_000 + 4 * 3_600_000_000,
    });
    await later.fold();
    await later.fold();
    expect(await facts()).toBe(0);
    expect(await linesOf(later, 'node-a')).toEqual(expectedLines(53));
    expect(await later.nodes()).toEqual([node]);
    // It was only silent.
    await agent.connect(later);
    await agent.send(later, 8);
    expect(await linesOf(later, 'node-a')).toEqual(expectedLines(61));
    await later.close();
  });

  it('comes of itself with the age of a term', async () => {
    const home = await openNew({ termMs: 0 });
    const agent = new MovingAgent('node-a');
    await agent.connect(home);
    for (let i = 0; i < 5; i++) await agent.send(home, 10);
    await home.fold();
    const [row] = await engine.rows('SELECT uniqExact(number) FROM bucket_local', databaseOf());
    expect(Number(row![0])).toBeGreaterThan(2);
    expect(await linesOf(home, 'node-a')).toEqual(expectedLines(50));
    await home.close();
  });
});

function registers(seed: number): Uint8Array {
  return Uint8Array.from({ length: 64 }, (_, i) => (i * 7 + seed) % 20);
}
