import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../../src/aggregator/store/sqlite.ts';
import type { Store } from '../../../src/aggregator/store.ts';
import { unnamedEndpoint } from '../../../src/flow/endpoint.ts';
import type { Flow } from '../../../src/flow/flow.ts';
import { batchOf, flowOf, HOUR_US, helloOf, START_US } from '../examples.ts';
import { collectFlows } from './flows-contract.ts';

/** Flow number `i` of a scan: one workload, one port, an outside address of its own. */
function scanned(i: number, changes: Partial<Flow> = {}): Flow {
  const destination = {
    ...unnamedEndpoint(`198.18.${i >> 8}.${i & 255}`),
    kind: 'outside',
  } as const;
  return flowOf({ destination, lines: 1, ...changes });
}

describe('a node with too many distinct flows in an hour', () => {
  let folder: string;
  let store: Store;
  let sequence: number;
  const coarsened: number[] = [];

  const open = () =>
    openSqliteStore(join(folder, 'flows.db'), {
      flowsPerHourMax: 16,
      onCoarsened: (_agent, lines) => coarsened.push(lines),
    });
  const ship = async (...flows: readonly Flow[]) => {
    expect(await store.apply(batchOf(++sequence, { flows }), helloOf())).toBe('applied');
  };
  const levels = async () => {
    const counts: Record<string, number> = {};
    for (const { flow } of await collectFlows(store)) {
      const level = flow.overflow?.level ?? 'exact';
      counts[level] = (counts[level] ?? 0) + 1;
    }
    return counts;
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dropcast-hours-'));
    store = open();
    sequence = 0;
    coarsened.length = 0;
    await store.welcome(helloOf());
  });
  afterEach(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });

  it('keeps its share in full detail and counts the rest without outside addresses', async () => {
    await ship(...Array.from({ length: 100 }, (_, i) => scanned(i)));
    expect(await levels()).toEqual({ exact: 16, address: 1 });
    const flows = (await collectFlows(store)).map(({ flow }) => flow);
    expect(flows.reduce((lines, { lines: own }) => lines + own, 0)).toBe(100);
    expect(flows.find(({ overflow }) => overflow)).toMatchObject({ lines: 84, port: 5432 });
    expect(coarsened).toEqual([84]);
    expect((await store.nodes())[0]!.coarsened).toBe(84);
  });

  it('then without ports, then without anything but counts: rows stay bounded', async () => {
    const flows = Array.from({ length: 300 }, (_, i) =>
      scanned(i, { port: i, protocol: i % 7, origin: 'kernel' }),
    );
    await ship(...flows);
    expect(await levels()).toEqual({ exact: 16, address: 2, port: 2, all: 1 });
    const lines = (await collectFlows(store)).reduce((sum, { flow }) => sum + flow.lines, 0);
    expect(lines).toBe(300);
  });

  it('goes on counting what it knows in full detail', async () => {
    await ship(...Array.from({ length: 40 }, (_, i) => scanned(i)));
    await ship(scanned(3), scanned(3), scanned(39));
    const flows = (await collectFlows(store)).map(({ flow }) => flow);
    expect(flows.find(({ destination }) => destination.ip === '198.18.0.3')!.lines).toBe(3);
    expect(flows.find(({ overflow }) => overflow)!.lines).toBe(25);
  });

  it('has its share in each hour, and leaves other nodes theirs', async () => {
    await ship(...Array.from({ length: 40 }, (_, i) => scanned(i)));
    const next = { hour: flowOf().hour + 1 };
    await ship(...Array.from({ length: 16 }, (_, i) => scanned(i, next)));
    expect(await levels()).toEqual({ exact: 32, address: 1 });
    await store.welcome(helloOf({ node: 'node-b' }));
    const batch = batchOf(1, { flows: Array.from({ length: 16 }, (_, i) => scanned(i)) });
    await store.apply(batch, helloOf({ node: 'node-b' }));
    expect(await levels()).toEqual({ exact: 48, address: 1 });
  });

  it('is counted over restarts, batches and failures', async () => {
    await ship(...Array.from({ length: 10 }, (_, i) => scanned(i)));
    const broken = batchOf(2, { flows: [scanned(50), scanned(51), flowOf({ lines: 0.5 })] });
    await expect(store.apply(broken, helloOf())).rejects.toThrow();
    store.close();
    store = open();
    await ship(...Array.from({ length: 10 }, (_, i) => scanned(60 + i)));
    expect(await levels()).toEqual({ exact: 16, address: 1 });
  });

  it('stores nothing of the flows that lost detail', async () => {
    await ship(...Array.from({ length: 16 }, (_, i) => scanned(i)));
    const rows = () => {
      store.close();
      const db = new DatabaseSync(join(folder, 'flows.db'));
      const count = db.prepare('SELECT (SELECT count(*) FROM endpoint) AS n').get()!.n;
      db.close();
      store = open();
      return count;
    };
    const before = Number(rows());
    await ship(...Array.from({ length: 500 }, (_, i) => scanned(100 + i)));
    expect(Number(rows()) - before).toBe(1);
  });
});

describe('how long a node was observed', () => {
  it('is kept by hour, from its first heartbeat on, and never more than it was', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dropcast-observed-'));
    const path = join(folder, 'flows.db');
    const store = openSqliteStore(path, { nowUs: () => START_US + 400 * HOUR_US });
    await store.welcome(helloOf());
    const minute = HOUR_US / 60;
    const heartbeats = [50 * minute, 55 * minute, 40 * minute, 55 * minute, 3 * HOUR_US];
    for (const us of heartbeats) await store.observe(helloOf(), START_US + us);
    await store.observe(helloOf(), START_US + 9_000 * HOUR_US);
    store.close();
    const db = new DatabaseSync(path);
    const hours = db.prepare('SELECT hour, observed_us FROM hour ORDER BY hour').all();
    db.close();
    rmSync(folder, { recursive: true });
    const start = START_US / HOUR_US;
    const observed = new Map(hours.map((row) => [Number(row.hour) - start, row.observed_us]));
    expect([0, 1, 2].map((hour) => observed.get(hour))).toEqual([10 * minute, HOUR_US, HOUR_US]);
    // A clock that is far ahead counts for an hour at most, and no more than a week at once.
    expect(Math.max(...observed.keys())).toBe(400);
    expect(hours).toHaveLength(3 + 168);
  });
});
