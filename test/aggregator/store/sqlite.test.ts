import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../../src/aggregator/store/sqlite.ts';
import { AGENTS_MAX } from '../../../src/flow/limits.ts';
import { fixtureBytes } from '../../fixtures.ts';
import { batchOf, flowOf, HOUR_US, helloOf, START_US } from '../examples.ts';
import { storeContract } from './contract.ts';
import { collectFlows } from './flows-contract.ts';
import { historyContract } from './history-contract.ts';

describe('the SQLite store in memory', () => storeContract(() => openSqliteStore(':memory:')));
describe('the history of the SQLite store', () =>
  historyContract(() => openSqliteStore(':memory:')));

describe('the SQLite store in a file', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dropcast-store-'));
    path = join(folder, 'flows.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** What a crash leaves: the files as they are, nothing closed. */
  function copyAsCrashed(): string {
    const crashed = join(folder, 'crashed.db');
    for (const suffix of ['', '-wal']) {
      if (existsSync(path + suffix)) copyFileSync(path + suffix, crashed + suffix);
    }
    return crashed;
  }

  it('holds all that was applied when it is opened again', async () => {
    const first = openSqliteStore(path);
    await first.welcome(helloOf());
    await first.apply(batchOf(1), helloOf());
    const [flows, nodes] = [await collectFlows(first), await first.nodes()];
    first.close();
    const second = openSqliteStore(path);
    expect(await collectFlows(second)).toEqual(flows);
    expect(await second.nodes()).toEqual(nodes);
    second.close();
  });

  it('has flows, cursor and sequence in the file when apply resolves', async () => {
    const store = openSqliteStore(path);
    await store.welcome(helloOf());
    await store.apply(batchOf(1), helloOf());
    const crashed = openSqliteStore(copyAsCrashed());
    store.close();
    expect(await collectFlows(crashed)).toEqual([
      { cluster: 'blue', node: 'node-a', flow: flowOf() },
    ]);
    const welcome = await crashed.welcome(helloOf());
    expect(welcome).toMatchObject({ epoch: 1, sequence: 1, cursor: 'cursor-1' });
    crashed.close();
  });

  it('applies nothing of a batch that fails half-way', async () => {
    const store = openSqliteStore(':memory:');
    await store.welcome(helloOf());
    const broken = flowOf({ port: 81, lines: 0.5 });
    const batch = batchOf(1, { flows: [flowOf(), broken] });
    await expect(store.apply(batch, helloOf())).rejects.toMatchObject({ code: 'failed' });
    expect(await collectFlows(store)).toEqual([]);
    expect(await store.apply(batchOf(1), helloOf())).toBe('applied');
    store.close();
  });

  it('belongs to one process at a time', () => {
    const store = openSqliteStore(path);
    expect(() => openSqliteStore(path)).toThrow(/in use by another process/);
    const link = join(folder, 'link.db');
    symlinkSync(path, link);
    expect(() => openSqliteStore(link)).toThrow(/link\.db is in use by another process/);
    store.close();
  });

  it('goes on with a file of version 1', async () => {
    const db = new DatabaseSync(path);
    db.exec(fixtureBytes('aggregator/store-1.sql').toString('utf8'));
    db.close();
    const store = openSqliteStore(path);
    const welcome = await store.welcome(helloOf({ instance: 'instance-2' }));
    expect(welcome).toMatchObject({ epoch: 2, sequence: 0, cursor: 'cursor-1' });
    expect(await collectFlows(store)).toEqual([
      { cluster: 'blue', node: 'node-a', flow: flowOf() },
    ]);
    expect(await store.apply(batchOf(1, { epoch: 2 }), helloOf())).toBe('applied');
    expect(await collectFlows(store)).toMatchObject([{ flow: { lines: 2 * flowOf().lines } }]);
    store.close();
  });

  it('counts the rows that a file of version 1 has in an hour', async () => {
    const db = new DatabaseSync(path);
    db.exec(fixtureBytes('aggregator/store-1.sql').toString('utf8'));
    db.close();
    const store = openSqliteStore(path, { flowsPerHourMax: 2 });
    await store.welcome(helloOf({ instance: 'instance-2' }));
    const flows = [81, 82, 83].map((port) => flowOf({ port }));
    await store.apply(batchOf(1, { epoch: 2, flows }), helloOf());
    const levels = (await collectFlows(store)).map(({ flow }) => flow.overflow?.level);
    expect(levels.filter((level) => level === undefined)).toHaveLength(2);
    store.close();
  });

  it('forgets readings of clocks with the hours that they are of, but for the newest', async () => {
    const store = openSqliteStore(path);
    await store.welcome(helloOf());
    const readings = [0, 1, 2, 5].map((hours) => ({
      bootId: 'boot',
      rawUs: hours,
      wallUs: START_US + hours * HOUR_US,
    }));
    await store.apply(batchOf(1, { readings }), helloOf());
    await store.forget(START_US + 4 * HOUR_US, new AbortController().signal);
    store.close();
    const db = new DatabaseSync(path);
    expect(db.prepare('SELECT raw_us FROM reading').all()).toEqual([{ raw_us: 2 }, { raw_us: 5 }]);
    db.close();
  });

  it('takes so many agents and no more, until some were not heard of for long', async () => {
    let nowUs = 1_000;
    const forgetUs = 500;
    openSqliteStore(path).close();
    const db = new DatabaseSync(path);
    db.exec(`
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${AGENTS_MAX})
      INSERT INTO agent
        SELECT i, 'c', 'node-' || i, 'kmsg', 'x', 1, 0, '', '', '', 0, 900, 0, 0, 0 FROM n`);
    db.close();
    const store = openSqliteStore(path, { nowUs: () => nowUs, forgetUs });
    expect(await store.welcome(helloOf())).toBe('full');
    const known = helloOf({ cluster: 'c', node: 'node-7', instance: 'y' });
    expect(await store.welcome(known)).toMatchObject({ epoch: 2 });
    nowUs = 1_401;
    expect(await store.welcome(helloOf())).toMatchObject({ epoch: 1 });
    store.close();
  });

  it('refuses a file of a newer version', () => {
    const db = new DatabaseSync(path);
    db.exec('PRAGMA user_version = 99');
    db.close();
    expect(() => openSqliteStore(path)).toThrow(/has schema 99, this version knows up to 4/);
  });

  it("refuses another program's database, and leaves it as it is", () => {
    const db = new DatabaseSync(path);
    db.exec('CREATE TABLE dashboard (id)');
    db.close();
    const before = readFileSync(path);
    expect(() => openSqliteStore(path)).toThrow(/flows\.db is another program's database: name/);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('refuses a file that is no database', () => {
    writeFileSync(path, 'not a database, but long enough to look at'.repeat(50));
    expect(() => openSqliteStore(path)).toThrow(
      /flows\.db is damaged \(file is not a database\): stop, /,
    );
  });

  it('refuses a path in a folder that is not there', () => {
    expect(() => openSqliteStore(join(folder, 'missing', 'flows.db'))).toThrow(/cannot open store/);
  });

  it('refuses a path that is a folder', () => {
    mkdirSync(path);
    expect(() => openSqliteStore(path)).toThrow(/cannot open store/);
  });
});
