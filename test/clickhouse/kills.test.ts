/** kill -9 of the engine and of writers, again and again, at any time: all is counted once. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EngineProcess } from '../../bench/clickhouse/engine-process.ts';
import { openHome } from './homes.ts';
import { expectedLines, linesOf, MovingAgent } from './moving-agent.ts';

const WRITER = fileURLToPath(new URL('writer-main.ts', import.meta.url));
const KILLS = 8;

let engine: EngineProcess;
beforeAll(async () => {
  engine = await EngineProcess.start();
});
afterAll(() => engine[Symbol.asyncDispose]());

describe('an engine that is killed', () => {
  it('has every acknowledged batch, once, with agents that move between replicas', async () => {
    const url = `clickhouse://${engine.host}/killed_engine?retention=off`;
    const homes = [openHome(url), openHome(url, { migrate: false })];
    await homes[0]!.ready();
    const agents = ['a', 'b', 'c'].map((node) => new MovingAgent(node));
    const over = new AbortController();
    const running = agents.map((agent, i) => runAgent(agent, homes, i, over.signal));
    let progress = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const seen = () => agents.reduce((sum, agent) => sum + agent.acknowledged, 0);
      while (seen() < progress + 60) await sleep(10);
      await sleep(Math.random() * 50);
      await engine.kill();
      await engine.start();
      progress = seen();
    }
    over.abort();
    for (const moves of await Promise.all(running)) expect(moves).toBeGreaterThan(0);
    for (const agent of agents) {
      await settle(agent, homes[0]!);
      expect(await linesOf(homes[0]!, agent.node)).toEqual(expectedLines(agent.acknowledged));
    }
    await Promise.all(homes.map((home) => home.close()));
  });
});

describe('a writer that is killed', () => {
  it('leaves nothing that counts twice or not at all', async () => {
    const url = `clickhouse://${engine.host}/killed_writer?retention=off`;
    const home = openHome(url, { foldMs: 300 });
    await home.ready();
    let told = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const writer = spawn(process.execPath, [WRITER, url, 'node-a', '1000000'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      told = Math.max(told, await acknowledgedUntilKilled(writer, told + 40));
    }
    const agent = new MovingAgent('node-a');
    await agent.connect(home);
    await agent.send(home, 10);
    expect(agent.acknowledged).toBeGreaterThanOrEqual(told + 10);
    expect(await linesOf(home, 'node-a')).toEqual(expectedLines(agent.acknowledged));
    await home.close();
  });
});

/**
 * Sends until it is over; goes to the other replica at every failure, and now and then, and gives
 * how often it did.
 */
async function runAgent(
  agent: MovingAgent,
  homes: readonly Parameters<MovingAgent['connect']>[0][],
  first: number,
  signal: AbortSignal,
): Promise<number> {
  let at = first;
  let isConnected = false;
  while (!signal.aborted) {
    const home = homes[at % homes.length]!;
    try {
      if (!isConnected) await agent.connect(home);
      isConnected = true;
      await agent.send(home, 1 + Math.floor(Math.random() * 20));
      if (Math.random() > 0.1) continue;
      isConnected = false;
      at++;
    } catch {
      if (Math.random() < 0.3) agent.restart();
      isConnected = false;
      at++;
      await sleep(20);
    }
  }
  return at - first;
}

/** Lets what was frozen go through, so that it is known what must have been counted. */
async function settle(agent: MovingAgent, home: Parameters<MovingAgent['connect']>[0]) {
  await agent.connect(home);
  await agent.send(home, 1);
}

/** Kills it some time after it has told of so many records; gives what it told last. */
async function acknowledgedUntilKilled(writer: ChildProcess, until: number): Promise<number> {
  let last = 0;
  let text = '';
  const ended = once(writer, 'close');
  for await (const chunk of writer.stdout!) {
    text += chunk;
    const lines = text.split('\n');
    text = lines.pop()!;
    last = Number(lines.at(-1) ?? last);
    if (last < until) continue;
    await sleep(Math.random() * 60);
    writer.kill('SIGKILL');
    break;
  }
  const [, signal] = await ended;
  expect(signal).toBe('SIGKILL');
  return last;
}
