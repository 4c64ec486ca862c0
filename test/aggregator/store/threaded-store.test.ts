import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Home } from '../../../src/aggregator/home.ts';
import { openStore } from '../../../src/aggregator/store/open-store.ts';
import { DEFAULTS, openSqliteStore } from '../../../src/aggregator/store/sqlite.ts';
import {
  type StartThread,
  startWorker,
} from '../../../src/aggregator/store/threads/store-thread.ts';
import { openThreadedStore } from '../../../src/aggregator/store/threads/threaded-store.ts';
import type { StoreError } from '../../../src/aggregator/store.ts';
import { batchOf, flowOf, helloOf } from '../examples.ts';
import { storeContract } from './contract.ts';
import { collectFlows } from './flows-contract.ts';
import { collectEdges, historyContract } from './history-contract.ts';
import { startInProcess } from './in-process.ts';

const { signal: NEVER } = new AbortController();

let folder: string;
let path: string;
let files = 0;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropcast-threads-'));
  path = join(folder, 'flows.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A new file each time; all that threads say to each other is said, in one thread. */
const open = () => {
  const file = join(folder, `flows-${files++}.db`);
  return openThreadedStore(file, DEFAULTS, startInProcess);
};

describe('the store behind ports', () => storeContract(open));
describe('the history of the store behind ports', () => historyContract(open));

describe('a store in threads', () => {
  /** A store with so many flows of one hour. */
  async function filled(flows: number): Promise<Home> {
    const store = await openStore(path);
    await store.welcome(helloOf());
    const batch = batchOf(1, {
      flows: Array.from({ length: flows }, (_, port) => flowOf({ port })),
    });
    await store.apply(batch, helloOf());
    return store;
  }

  it('belongs to one process at a time', async () => {
    const store = await openStore(path);
    await expect(openStore(path)).rejects.toMatchObject({
      code: 'in_use',
      message: expect.stringContaining('in use by another process'),
    });
    expect(() => openSqliteStore(path)).toThrow(/in use by another process/);
    await store.close();
    await (await openStore(path)).close();
  });

  it('says what is wrong with a file that it cannot open, and lets go of it', async () => {
    const db = new DatabaseSync(path);
    db.exec('PRAGMA user_version = 99');
    await expect(openStore(path)).rejects.toMatchObject({ code: 'newer_schema' });
    db.exec('PRAGMA user_version = 0');
    db.close();
    await (await openStore(path)).close();
  });

  it('answers for a batch that cannot be read, and takes the others', async () => {
    const store = await openStore(path);
    await store.welcome(helloOf());
    await store.welcome(helloOf({ node: 'other' }));
    const losses = [{ source: 'x', cause: 'nonsense' as never, count: 1, firstUs: 1, lastUs: 1 }];
    const [bad, good] = await Promise.allSettled([
      store.apply(batchOf(1, { losses }), helloOf()),
      store.apply(batchOf(1), helloOf({ node: 'other' })),
    ]);
    expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'failed' } });
    expect(good).toMatchObject({ value: 'applied' });
    expect(await store.apply(batchOf(1), helloOf())).toBe('applied');
    await store.close();
  });

  it('takes many batches at once, and each by itself', async () => {
    const store = await openStore(path);
    const agents = Array.from({ length: 20 }, (_, i) => helloOf({ node: `node-${i}` }));
    for (const agent of agents) await store.welcome(agent);
    const applied = agents.flatMap((agent) =>
      [1, 2, 2, 4].map((n) => store.apply(batchOf(n), agent)),
    );
    const outcomes = await Promise.all(applied);
    const each = ['applied', 'applied', 'duplicate', 'gap'];
    expect(outcomes).toEqual(agents.flatMap(() => each));
    const flows = await collectFlows(store);
    expect(flows.map(({ flow }) => flow.lines)).toEqual(agents.map(() => 2 * flowOf().lines));
    await store.close();
  });

  it('goes on taking batches while an answer is not read', async () => {
    const store = await filled(6_000);
    const answer = store.edges({}, NEVER)[Symbol.asyncIterator]();
    let edges = (await answer.next()).value!.length;
    for (let n = 2; n < 20; n++) {
      expect(await store.apply(batchOf(n, { flows: [flowOf({ port: n })] }), helloOf())).toBe(
        'applied',
      );
    }
    expect(await collectEdges(store, { port: 2 })).toMatchObject([{ flow: { lines: 6 } }]);
    for (let { done, value } = await answer.next(); !done; { done, value } = await answer.next()) {
      edges += value.length;
    }
    expect(edges).toBe(6_000);
    await store.close();
  });

  it('answers so many questions at once, and says so to the next', async () => {
    const store = await filled(6_000);
    const answers = Array.from({ length: 64 }, () =>
      store.edges({}, NEVER)[Symbol.asyncIterator](),
    );
    await Promise.all(answers.map((answer) => answer.next()));
    await expect(collectEdges(store)).rejects.toThrow(/more than 64 questions at once/);
    await answers[0]!.return?.();
    expect(await collectEdges(store, { port: 1 })).toHaveLength(1);
    await store.close();
  });

  it('ends a question in the middle with its signal', async () => {
    const store = await filled(6_000);
    const gone = new AbortController();
    const answer = store.edges({}, gone.signal)[Symbol.asyncIterator]();
    await answer.next();
    const reason = new Error('gone');
    gone.abort(reason);
    await expect(answer.next()).rejects.toBe(reason);
    await store.close();
    await expect(collectEdges(store)).rejects.toThrow(/the store is closed/);
  });

  it('limits the work of a question', async () => {
    await (await filled(3_000)).close();
    const store = await openStore(path, { question: { rowsMax: 2_500, workMsMax: 60_000 } });
    await expect(collectEdges(store)).rejects.toMatchObject({
      name: 'HistoryLimitError',
      message: expect.stringMatching(/more than 2500 rows: ask for a shorter span/),
    });
    await store.close();
    const hasty = await openStore(path, { question: { rowsMax: 1e9, workMsMax: 0 } });
    await expect(collectEdges(hasty)).rejects.toThrow(/takes more than 0 s: ask for a shorter/);
    await hasty.close();
  });

  it.each(['writer', 'reader'] as const)('is no more when its %s has died', async (role) => {
    const threads: [string, Worker][] = [];
    const start: StartThread = (of, data) => {
      const worker = startWorker(of, data) as Worker;
      threads.push([of, worker]);
      return worker;
    };
    const died = Promise.withResolvers<StoreError>();
    const store = await openThreadedStore(path, { ...DEFAULTS, onDeath: died.resolve }, start);
    await store.welcome(helloOf());
    await store.nodes();
    void threads.find(([of]) => of === role)![1].terminate();
    const error = await died.promise;
    expect(error.message).toBe(
      `the store's ${role} thread has died (exit code 1): nothing can go on without it`,
    );
    const asked = role === 'writer' ? store.apply(batchOf(1), helloOf()) : store.nodes();
    await expect(asked).rejects.toBe(error);
    await store.close();
  });
});
