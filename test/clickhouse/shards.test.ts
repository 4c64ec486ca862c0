/**
 * Two shards of two servers each, real but not replicated: reads over all shards, writes to the
 * node's own, and a server that is gone. The second server of a shard gets its rows by copying.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EngineProcess, freePorts } from '../../bench/clickhouse/engine-process.ts';
import type { ClickhouseStore } from '../../src/aggregator/clickhouse/clickhouse.ts';
import { openHome } from './homes.ts';
import { expectedLines, linesOf, MovingAgent } from './moving-agent.ts';

const NODES = Array.from({ length: 8 }, (_, i) => `node-${i}`);
const COPIED = [
  'store',
  'claim',
  'past',
  'position',
  'folded',
  'edge',
  'endpoint',
  'fact',
  'bucket',
];
const NEVER = new AbortController().signal;

let engines: EngineProcess[];
let home: ClickhouseStore;
let agents: MovingAgent[];

const url = () => {
  const hosts = engines.map(({ host }) => host).join(',');
  return `clickhouse://${hosts}/shards?cluster=test&replicated=false&retention=off`;
};

beforeAll(async () => {
  const ports = await freePorts(4);
  const topology = [ports.slice(0, 2), ports.slice(2)];
  engines = await Promise.all(ports.map((own) => EngineProcess.start({ ports: own, topology })));
  home = openHome(url());
  agents = NODES.map((node) => new MovingAgent(node));
  for (const agent of agents) {
    await agent.connect(home);
    await agent.send(home, 40);
  }
  await copyShards();
});
afterAll(async () => {
  await home.close();
  await Promise.all(engines.map((engine) => engine[Symbol.asyncDispose]()));
});

async function rowsOf(engine: EngineProcess, query: string): Promise<number> {
  const [row] = await engine.rows(query, 'shards');
  return Number(row![0]);
}

/** What replication would do; over HTTP, as no server of the library survives a broken copy. */
async function copy(from: EngineProcess, to: EngineProcess): Promise<void> {
  for (const table of COPIED) {
    const rows = await from.bytes(`SELECT * FROM ${table}_local FORMAT Native`, 'shards');
    await to.rows(`TRUNCATE TABLE ${table}_local`, 'shards');
    if (rows.length > 0) await to.insert(`${table}_local`, rows, 'shards');
  }
}

describe('shards', () => {
  it('hold the nodes apart, whole', async () => {
    const counts = await Promise.all(
      engines.map((engine) => rowsOf(engine, 'SELECT uniqExact(agent) FROM position_local')),
    );
    expect(counts[0]! + counts[2]!).toBe(NODES.length);
    expect(Math.min(...counts)).toBeGreaterThan(0);
  });

  it('are asked together', async () => {
    for (const agent of agents) {
      expect(await linesOf(home, agent.node)).toEqual(expectedLines(40));
    }
    expect((await home.nodes()).map(({ node }) => node)).toEqual(NODES);
    const series = await home.series('all', {}, NEVER);
    expect(series.reduce((sum, { lines }) => sum + lines, 0)).toBe(NODES.length * 40);
  });

  it('answer the same when one server of each is gone, and take batches', async () => {
    await engines[0]!.kill();
    await engines[2]!.kill();
    for (const agent of agents) {
      await eventually(() => agent.connect(home));
      await agent.send(home, 5);
    }
    for (const agent of agents) {
      expect(await linesOf(home, agent.node)).toEqual(expectedLines(45));
    }
  });
});

describe('a server that is away when the home is opened', () => {
  it('takes part from the moment it is found', async () => {
    // Those of the test before are still gone.
    const late = openHome(url(), { migrate: false });
    await late.ready();
    await late.find();
    await engines[0]!.start();
    await late.find();
    await engines[1]!.kill();
    await eventually(async () => void (await late.nodes()));
    await engines[1]!.start();
    await late.close();
  });

  it('is told of when it has no tables', async () => {
    const failures: unknown[] = [];
    const onFailure = (work: string, cause: unknown) => void failures.push([work, String(cause)]);
    const late = openHome(url(), { migrate: false, onFailure });
    await late.ready();
    await engines[2]!.start();
    await engines[2]!.rows('DROP DATABASE shards');
    await late.find();
    expect(failures).toEqual([['find', expect.stringContaining('has no schema of ours')]]);
    await late.close();
  });
});

/** From the servers that were written to. */
async function copyShards(): Promise<void> {
  await copy(engines[0]!, engines[1]!);
  await copy(engines[2]!, engines[3]!);
}

/** A server that is gone is found out by a statement that fails. */
async function eventually(attempt: () => Promise<void>): Promise<void> {
  for (let left = 3; ; left--) {
    try {
      return await attempt();
    } catch (cause) {
      if (left === 0) throw cause;
    }
  }
}
