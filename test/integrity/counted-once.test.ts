/**
 * The promise: every batch is counted exactly once at the aggregator, whatever is cut, sent again,
 * or killed. An agent that does as the protocol says meets faults drawn by fast-check; the sums
 * must be those of its batches.
 */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/aggregator/store/sqlite.ts';
import type { Store } from '../../src/aggregator/store.ts';
import type { Batch } from '../../src/wire/ingest.ts';
import { batchOf, flowOf, helloOf } from '../aggregator/examples.ts';
import { Running, type TestAgent } from '../aggregator/running.ts';
import { collectFlows } from '../aggregator/store/flows-contract.ts';

/** Batch n brings 2^n lines, so that a sum tells which batches it counts, and how often. */
function batches(count: number): Batch[] {
  return Array.from({ length: count }, (_, index) =>
    batchOf(index + 1, { flows: [flowOf({ lines: 2 ** index })] }),
  );
}

const sumOfAll = (count: number): number => 2 ** count - 1;

async function linesIn(running: Running): Promise<number> {
  const never = new AbortController().signal;
  let lines = 0;
  const request = { filter: {}, limit: 0 };
  for await (const edge of running.query().listEdges(request, never)) lines += edge.lines;
  const [node] = (await running.query().getStatus()).nodes;
  expect(node?.lines ?? 0).toBe(lines);
  return lines;
}

async function acknowledged(agent: TestAgent, sequence: number): Promise<void> {
  for (;;) {
    const answer = await agent.next();
    if (answer?.kind !== 'ack') throw new Error(`no ack but ${JSON.stringify(answer)}`);
    if (answer.sequence >= sequence) return;
  }
}

describe('every batch is counted exactly once', () => {
  let running: Running;
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dropcast-integrity-'));
    running = await Running.open({ store: join(folder, 'flows.db') });
  });
  afterEach(async () => {
    await running.close();
    rmSync(folder, { recursive: true });
  });

  it('over redelivery of everything after each reconnect', async () => {
    const all = batches(6);
    for (let sent = 1; sent <= all.length; sent++) {
      const agent = await running.welcomed();
      for (const batch of all.slice(0, sent)) agent.send({ kind: 'batch', batch });
      await acknowledged(agent, sent);
      agent.cut();
    }
    expect(await linesIn(running)).toBe(sumOfAll(6));
  });

  it('over streams cut before their acks arrive', async () => {
    const all = batches(8);
    for (const [index] of all.entries()) {
      const agent = await running.welcomed();
      for (const batch of all.slice(0, index + 1)) agent.send({ kind: 'batch', batch });
      agent.cut();
    }
    const agent = await running.welcomed();
    for (const batch of all) agent.send({ kind: 'batch', batch });
    await acknowledged(agent, all.length);
    expect(await linesIn(running)).toBe(sumOfAll(8));
  });

  it('over duplicates in the middle of a stream', async () => {
    const [first, second, third] = batches(3);
    const agent = await running.welcomed();
    for (const batch of [first, first, second, first, second, third, second]) {
      agent.send({ kind: 'batch', batch: batch! });
    }
    await acknowledged(agent, 3);
    expect(await linesIn(running)).toBe(sumOfAll(3));
  });

  it('over batches that overtake each other: a gap is refused', async () => {
    const [first, second, third] = batches(3);
    const agent = await running.welcomed();
    agent.send({ kind: 'batch', batch: first! });
    agent.send({ kind: 'batch', batch: third! });
    await acknowledged(agent, 1);
    expect(await agent.next()).toMatchObject({ kind: 'refused', reason: 'sequence_gap' });
    const again = await running.welcomed();
    again.send({ kind: 'batch', batch: second! });
    again.send({ kind: 'batch', batch: third! });
    await acknowledged(again, 3);
    expect(await linesIn(running)).toBe(sumOfAll(3));
  });

  it('over a restart of the agent: the batches of its former life are fenced', async () => {
    const old = await running.welcomed();
    old.send({ kind: 'batch', batch: batches(1)[0]! });
    await acknowledged(old, 1);
    const young = await running.welcomed({ instance: 'instance-2' });
    young.send({ kind: 'batch', batch: batchOf(1, { epoch: 1 }) });
    expect(await young.next()).toMatchObject({ kind: 'refused', reason: 'fenced' });
    expect(await linesIn(running)).toBe(1);
  });

  it('over restarts of the aggregator between any two batches', async () => {
    const all = batches(5);
    for (const [index] of all.entries()) {
      const agent = await running.welcomed();
      for (const batch of all.slice(0, index + 1)) agent.send({ kind: 'batch', batch });
      await acknowledged(agent, index + 1);
      await running.close();
      running = await Running.open({ store: join(folder, 'flows.db') });
    }
    expect(await linesIn(running)).toBe(sumOfAll(5));
  });
});

/** What may happen to an agent and its aggregator between two batches. */
const fault = fc.constantFrom('none', 'resend', 'reconnect', 'crash', 'restart agent');

/** Walks an agent through faults on a store in `folder`; resolves to the lines it should have. */
class Walk {
  readonly #folder: string;
  #lives = 0;
  #instance = 1;
  #epoch = 1;
  #sequence = 0;
  store: Store;

  constructor(folder: string) {
    this.#folder = folder;
    this.store = openSqliteStore(this.#path());
  }

  #path(): string {
    return join(this.#folder, `life-${this.#lives}.db`);
  }

  async hello(): Promise<void> {
    const welcome = await this.store.welcome(helloOf({ instance: `instance-${this.#instance}` }));
    if (typeof welcome === 'string') throw new Error(welcome);
    this.#epoch = welcome.epoch;
    this.#sequence = welcome.sequence;
  }

  async ship(lines: number, times: number): Promise<void> {
    const changes = { epoch: this.#epoch, flows: [flowOf({ lines })] };
    const batch = batchOf(this.#sequence + 1, changes);
    for (let time = 0; time < times; time++) await this.store.apply(batch, helloOf());
    this.#sequence++;
  }

  /** Nothing is closed: the files as they are at this moment become the store. */
  crash(): void {
    const before = this.#path();
    this.#lives++;
    for (const suffix of ['', '-wal']) {
      if (existsSync(before + suffix)) copyFileSync(before + suffix, this.#path() + suffix);
    }
    this.store.close();
    this.store = openSqliteStore(this.#path());
  }

  restartAgent(): void {
    this.#instance++;
  }
}

describe('the sum of what was acknowledged', () => {
  it('is what the store holds after any sequence of faults', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fault, { minLength: 1, maxLength: 12 }), async (faults) => {
        const folder = mkdtempSync(join(tmpdir(), 'dropcast-walk-'));
        const walk = new Walk(folder);
        await walk.hello();
        for (const [index, happening] of faults.entries()) {
          await walk.ship(2 ** index, happening === 'resend' ? 3 : 1);
          if (happening === 'crash') walk.crash();
          if (happening === 'restart agent') walk.restartAgent();
          if (happening !== 'none' && happening !== 'resend') await walk.hello();
        }
        const flows = await collectFlows(walk.store);
        walk.store.close();
        rmSync(folder, { recursive: true });
        expect(flows.reduce((lines, { flow }) => lines + flow.lines, 0)).toBe(
          sumOfAll(faults.length),
        );
      }),
      { numRuns: 25 },
    );
  });
});
