/**
 * Every step of taking a batch, and of beginning a term, fails once: on its way to the engine, and
 * on its way back. Another replica of the aggregator takes over, and all is counted once.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EngineProcess } from '../../bench/clickhouse/engine-process.ts';
import type { ClickhouseStore } from '../../src/aggregator/clickhouse/clickhouse.ts';
import { flowOf } from '../aggregator/examples.ts';
import { type Fault, FaultProxy } from './fault-proxy.ts';
import { openHome } from './homes.ts';
import { expectedLines, linesOf, MovingAgent } from './moving-agent.ts';

let engine: EngineProcess;
let proxy: FaultProxy;
/** Two replicas over one database: the first by way of the proxy. */
let first: ClickhouseStore;
let second: ClickhouseStore;
let nodes = 0;

beforeAll(async () => {
  engine = await EngineProcess.start();
  proxy = await FaultProxy.start(engine.origin);
  const place = 'steps?retention=off';
  second = openHome(`clickhouse://${engine.host}/${place}`);
  await second.ready();
  first = openHome(`clickhouse://${proxy.host}/${place}`, { migrate: false });
  await first.ready();
});
afterEach(() => {
  proxy.faultOf = () => 'none';
});
afterAll(async () => {
  await Promise.all([first.close(), second.close()]);
  await proxy[Symbol.asyncDispose]();
  await engine[Symbol.asyncDispose]();
});

/** On a node that no other test knows. */
function newAgent(): MovingAgent {
  return new MovingAgent(`node-${++nodes}`);
}

/** Faults the first statement that `pattern` fits. */
function faultOnce(pattern: RegExp, fault: Fault): () => boolean {
  let isDone = false;
  proxy.faultOf = (statement) => {
    if (isDone || !pattern.test(statement)) return 'none';
    isDone = true;
    return fault;
  };
  return () => isDone;
}

const FAULTS: readonly Fault[] = ['lost', 'unanswered'];
const inserted = (table: string) => new RegExp(`INSERT INTO ${table}_local`);
const CLAIMS_READ = /SELECT agent, max\(number\) FROM/;

const COMMIT_STEPS = [
  { step: 'the ends', pattern: inserted('endpoint') },
  { step: 'the edges', pattern: inserted('edge') },
  { step: 'the counts', pattern: inserted('fact') },
  { step: 'the position', pattern: inserted('position') },
  { step: 'the look at claims', pattern: CLAIMS_READ },
];

describe('a batch', () => {
  const cases = COMMIT_STEPS.flatMap((step) => FAULTS.map((fault) => ({ ...step, fault })));

  it.each(cases)('is counted once when $step is $fault', async ({ pattern, fault }) => {
    const agent = newAgent();
    await agent.connect(first);
    const isDone = faultOnce(pattern, fault);
    await expect(agent.send(first, 50)).rejects.toMatchObject({ code: 'failed' });
    expect(isDone()).toBe(true);
    await agent.connect(second);
    await agent.send(second, 50);
    await agent.send(second, 30);
    expect(await linesOf(second, agent.node)).toEqual(expectedLines(agent.acknowledged));
  });

  it.each(cases)('is read again by a new instance when $step is $fault', async (given) => {
    const agent = newAgent();
    await agent.connect(first);
    await agent.send(first, 20);
    faultOnce(given.pattern, given.fault);
    // Other edges than before, so that every table is written.
    await agent.send(first, 60).catch(() => {});
    agent.restart();
    await agent.connect(second);
    await agent.send(second, 40);
    expect(await linesOf(second, agent.node)).toEqual(expectedLines(agent.acknowledged));
  });

  it.each(cases)('is taken again by the same replica when $step is $fault', async (given) => {
    const agent = newAgent();
    await agent.connect(first);
    faultOnce(given.pattern, given.fault);
    await expect(agent.send(first, 50)).rejects.toMatchObject({ code: 'failed' });
    await agent.send(first, 50);
    await agent.send(first, 10);
    expect(agent.acknowledged).toBe(60);
    expect(await linesOf(first, agent.node)).toEqual(expectedLines(60));
  });
});

describe('ends that two writes at once have in common', () => {
  it('are written by the second where those of the first are lost', async () => {
    const place = `clickhouse://${proxy.host}/steps?retention=off`;
    const fresh = openHome(place, { migrate: false });
    const agents = [newAgent(), newAgent()];
    for (const agent of agents) await agent.connect(fresh);
    let facts = 0;
    const { promise: bothCame, resolve: come } = Promise.withResolvers<void>();
    let isLost = false;
    proxy.faultOf = async (statement): Promise<Fault> => {
      if (inserted('fact').test(statement) && ++facts === 2) come();
      if (isLost || !inserted('endpoint').test(statement)) return 'none';
      isLost = true;
      await bothCame;
      return 'lost';
    };
    // The end that both go to is in the rows of the first alone.
    const sent = await Promise.allSettled(agents.map((agent) => agent.send(fresh, 20)));
    expect(sent.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    for (const agent of agents) await agent.send(fresh, 20);
    for (const agent of agents) {
      const names = new Set<string>();
      for await (const block of fresh.flows({})) {
        for (const { node, flow } of block) if (node === agent.node) names.add(flow.destination.ip);
      }
      expect([...names]).toEqual([flowOf().destination.ip]);
      expect(await linesOf(fresh, agent.node)).toEqual(expectedLines(20));
    }
    await fresh.close();
  });
});

const TERM_STEPS = [
  { step: 'the claim', pattern: inserted('claim') },
  { step: 'the past instance', pattern: inserted('past') },
  { step: 'the start', pattern: inserted('position') },
  { step: 'the look at claims', pattern: /SELECT agent, number, token FROM/ },
];

describe('a hello', () => {
  const cases = TERM_STEPS.flatMap((step) => FAULTS.map((fault) => ({ ...step, fault })));

  it.each(cases)('may be said again elsewhere when $step is $fault', async ({ pattern, fault }) => {
    const agent = newAgent();
    await agent.connect(second);
    await agent.send(second, 20);
    agent.restart();
    const isDone = faultOnce(pattern, fault);
    await expect(agent.connect(first)).rejects.toMatchObject({ code: 'failed' });
    expect(isDone()).toBe(true);
    await agent.connect(second);
    await agent.send(second, 30);
    expect(await linesOf(second, agent.node)).toEqual(expectedLines(50));
  });
});
