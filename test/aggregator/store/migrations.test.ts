import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../../src/aggregator/store/sqlite.ts';
import { fixtureBytes } from '../../fixtures.ts';
import { batchOf, HOUR_US, helloOf, START_US } from '../examples.ts';
import { collectFlows } from './flows-contract.ts';
import { collectEdges, flowIn } from './history-contract.ts';
import { addedUp, comparableEdges, seriesOf } from './history-laws.ts';

const { signal: NEVER } = new AbortController();
const HOUR = START_US / HOUR_US;

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropcast-migrated-'));
  path = join(folder, 'flows.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

function makeFile(version: number): void {
  const db = new DatabaseSync(path);
  db.exec(fixtureBytes(`aggregator/store-${version}.sql`).toString('utf8'));
  db.close();
}

describe.each([3, 4])('a file of version %d', (version) => {
  beforeEach(() => makeFile(version));

  it('has all its flows as they were', async () => {
    const store = openSqliteStore(path);
    const flows = await collectFlows(store);
    expect(flows).toHaveLength(6);
    expect(flows).toContainEqual({ cluster: 'blue', node: 'node-a', flow: flowIn(1) });
    const last = flowIn(3, { sourcePorts: [7], refused: 2, tcpFlags: 16 });
    expect(flows).toContainEqual({ cluster: 'blue', node: 'node-a', flow: last });
    const dns = flows.find(({ flow }) => flow.port === 53)!.flow;
    expect(dns).toMatchObject({ lines: 6, sourcePorts: [1, 2, 3, 4, 5, 6, 11, 12] });
    expect(dns.sourcePortRegisters).toHaveLength(64);
    await store.close();
  });

  it('has the sums that its flows add up to', async () => {
    const store = openSqliteStore(path);
    const flows = await collectFlows(store);
    expect(comparableEdges(await collectEdges(store))).toEqual(addedUp(flows));
    expect(await store.series('all', {}, NEVER)).toEqual(seriesOf(flows));
    const levels = (await collectEdges(store)).filter(({ flow }) => flow.origin === 'conntrack');
    expect(levels.map(({ flow }) => flow.connections)).toEqual([9]);
    await store.close();
  });

  it('goes on where it was, under its old name', async () => {
    const store = openSqliteStore(path);
    const welcome = await store.welcome(helloOf());
    expect(welcome).toMatchObject({ epoch: 1, sequence: 2, cursor: 'cursor-2' });
    expect(welcome).toMatchObject({ store: '9418ee35-1e81-4cf9-b9fb-3e3887f25810' });
    await store.apply(batchOf(3, { flows: [flowIn(3)] }), helloOf());
    const [edge] = await collectEdges(store, { protocol: 6 });
    expect(edge).toMatchObject({ hours: [HOUR, HOUR + 1, HOUR + 3], flow: { lines: 12 } });
    await store.close();
  });

  it('finds the edges again that it has', async () => {
    const store = openSqliteStore(path);
    const before = (await collectEdges(store)).length;
    await store.welcome(helloOf());
    await store.apply(batchOf(3, { flows: [flowIn(3), flowIn(3, { port: 1 })] }), helloOf());
    expect(await collectEdges(store)).toHaveLength(before + 1);
    await store.close();
  });
});

describe('a file of version 3', () => {
  beforeEach(() => makeFile(3));

  it('stays of version 3 where it cannot be brought up whole', () => {
    const broken = new DatabaseSync(path);
    broken.exec(`UPDATE bucket SET source_ports = 'x' WHERE hour = ${HOUR + 3}`);
    const version = () => broken.prepare('PRAGMA user_version').get()!.user_version;
    expect(() => openSqliteStore(path)).toThrow(/cannot open store/);
    expect(version()).toBe(3);
    expect(broken.prepare('SELECT count(*) AS n FROM bucket').get()!.n).toBe(6);
    broken.close();
  });
});
