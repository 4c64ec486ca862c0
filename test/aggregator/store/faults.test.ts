/** Disks that are full, files that are damaged, copies of files that are in use. */
import {
  copyFileSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { QUESTION_LIMITS } from '../../../src/aggregator/store/allowance.ts';
import { backUpStore } from '../../../src/aggregator/store/backup.ts';
import { openForReading, openForWriting } from '../../../src/aggregator/store/database.ts';
import { openStore } from '../../../src/aggregator/store/open-store.ts';
import { Reader } from '../../../src/aggregator/store/reader.ts';
import { openSqliteStore } from '../../../src/aggregator/store/sqlite.ts';
import { copyFailure, openingError } from '../../../src/aggregator/store/store-errors.ts';
import { Writer } from '../../../src/aggregator/store/writer.ts';
import { StoreError } from '../../../src/aggregator/store.ts';
import { FORGET_US } from '../../../src/flow/limits.ts';
import { fixtureBytes } from '../../fixtures.ts';
import { batchOf, flowOf, helloOf } from '../examples.ts';
import { collectFlows } from './flows-contract.ts';
import { collectEdges } from './history-contract.ts';
import { addedUp, comparableEdges } from './history-laws.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropcast-faults-'));
  path = join(folder, 'flows.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** So many flows, none of which another batch has. */
const flowsOf = (batch: number, flows: number) =>
  Array.from({ length: flows }, (_, i) => flowOf({ port: i, icmpType: batch }));

describe('a full disk', () => {
  it('takes no batch, answers questions, and goes on when there is room', async () => {
    const db = openForWriting(path);
    const options = { flowsPerHourMax: 1e6, forgetUs: FORGET_US, nowUs: () => Date.now() * 1_000 };
    const writer = new Writer(db, path, options);
    writer.welcome([helloOf()]);
    const arrival = (n: number) => ({
      batch: batchOf(n, { flows: flowsOf(n, 400) }),
      agent: helloOf(),
    });
    expect(writer.apply([arrival(1)])).toMatchObject([{ applied: 'applied' }]);
    const { page_count: pages } = db.prepare('PRAGMA page_count').get()!;
    db.exec(`PRAGMA max_page_count = ${pages}`);
    for (let attempt = 0; attempt < 3; attempt++) {
      const [error] = writer.apply([arrival(2)]);
      expect(error).toBeInstanceOf(StoreError);
      expect(error).toMatchObject({
        code: 'full',
        message: expect.stringMatching(/flows\.db: its disk is full; agents keep what they have/),
      });
    }
    const reader = new Reader(openForReading(path), QUESTION_LIMITS);
    expect(reader.nodes()).toMatchObject([{ sequence: 1 }]);
    db.exec('PRAGMA max_page_count = 100000');
    expect(writer.apply([arrival(2), arrival(3)])).toMatchObject([
      { applied: 'applied' },
      { applied: 'applied' },
    ]);
    writer.close();
    const store = openSqliteStore(path);
    expect(await collectFlows(store)).toHaveLength(1_200);
    expect(comparableEdges(await collectEdges(store))).toHaveLength(1_200);
    await store.close();
  });
});

describe('a store that cannot be opened', () => {
  it.each([
    ['database or disk is full', 'its disk is full: make room there'],
    [
      'attempt to write a readonly database',
      'it or its folder is read-only: run as the user that it is of',
    ],
    ['unable to open database file', 'no such file or folder, or none that this user may use'],
  ])('because of: %s, is told with a word on what to do', (reason, word) => {
    const { message } = openingError('flows.db', new Error(reason));
    expect(message).toBe(`cannot open store flows.db: ${word}`);
  });
});

describe('a file that another program writes to', () => {
  it('takes no batch, says why, and goes on behind it', async () => {
    const store = openSqliteStore(path);
    await store.welcome(helloOf());
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    await expect(store.apply(batchOf(1), helloOf())).rejects.toThrow(
      /flows\.db: another program writes to it: end that one/,
    );
    other.close();
    expect(await store.apply(batchOf(1), helloOf())).toBe('applied');
    await store.close();
  });
});

describe('a damaged file', () => {
  async function filled(): Promise<void> {
    const store = openSqliteStore(path);
    await store.welcome(helloOf());
    await store.apply(batchOf(1, { flows: flowsOf(1, 2_000) }), helloOf());
    await store.close();
  }

  /** Somebody else changes the file. */
  function change(sql: string): void {
    using db = new DatabaseSync(path);
    db.exec(sql);
  }

  const word = /flows\.db is damaged \(.+\): stop, move it away .* put a backup in its place/;

  it('is refused at the start with a word on what to do, and left as it is', async () => {
    await filled();
    const file = openSync(path, 'r+');
    const { size } = statSync(path);
    for (let at = 4_096; at < size; at += 3 * 4_096)
      writeSync(file, Buffer.alloc(64, 0x5a), 0, 64, at);
    const before = readFileSync(path);
    expect(() => openSqliteStore(path)).toThrow(word);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('is refused when its end is missing', async () => {
    await filled();
    truncateSync(path, Math.floor(statSync(path).size / 2));
    expect(() => openSqliteStore(path)).toThrow(word);
  });

  it.each([
    ['hours', 'UPDATE total SET counts = unhex(?)', '000f0effffffffffff7fffffffffffff7f'],
    ['labels', 'UPDATE endpoint SET labels = ?', '{app'],
  ])('is told when %s in it make no sense', async (_, change, value) => {
    await filled();
    const db = new DatabaseSync(path);
    db.prepare(change).run(value);
    db.close();
    const store = openSqliteStore(path);
    await expect(collectEdges(store)).rejects.toThrow(word);
    await store.close();
    const threaded = await openStore(path);
    await expect(collectEdges(threaded)).rejects.toThrow(word);
    await threaded.close();
  });

  it.each([
    ['a column', 'hour', 'buckets', 'buckexs', 'its table hour has changed'],
    ['a type', 'rule_balance', 'read INTEGER', 'read   TEXT  ', 'its table rule_balance has'],
    ['an identity', 'rejected', '(agent, reason)', '(reason, agent)', 'its table rejected has'],
  ])('is refused when %s of it is another', async (_, table, made, changed, reason) => {
    await filled();
    const db = new DatabaseSync(path);
    db.enableDefensive(false);
    db.exec('PRAGMA writable_schema = ON');
    const change = 'UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = ?';
    db.prepare(change).run(made, changed, table);
    db.close();
    expect(() => openSqliteStore(path)).toThrow(word);
    expect(() => openSqliteStore(path)).toThrow(reason);
  });

  it('is refused when it has lost its name', async () => {
    await filled();
    change('DELETE FROM store');
    expect(() => openSqliteStore(path)).toThrow(word);
    expect(() => openSqliteStore(path)).toThrow('it has not one name');
  });

  it.each(['CREATE INDEX mine ON edge (port)', 'DROP INDEX edge_source'])(
    'is none for an index: %s',
    async (sql) => {
      await filled();
      change(sql);
      const store = openSqliteStore(path);
      expect(await collectFlows(store)).toHaveLength(2_000);
      await store.close();
    },
  );

  it.each([0, 3, 5, 99])("is none where it is another program's, of version %d", (version) => {
    change(`CREATE TABLE other (x); PRAGMA user_version = ${version}`);
    expect(() => openSqliteStore(path)).toThrow(/flows\.db is another program's database/);
  });

  it('is refused when a table is missing', async () => {
    await filled();
    change('DROP TABLE loss');
    expect(() => openSqliteStore(path)).toThrow(word);
    expect(() => openSqliteStore(path)).toThrow('it has no table loss');
  });

  it('is refused when it was emptied beside what was last written to it', async () => {
    const store = openSqliteStore(path);
    await store.welcome(helloOf());
    await store.apply(batchOf(1), helloOf());
    const emptied = join(folder, 'emptied.db');
    writeFileSync(emptied, '');
    copyFileSync(`${path}-wal`, `${emptied}-wal`);
    expect(() => openSqliteStore(emptied)).toThrow(/emptied\.db is damaged \(it is empty, and/);
    expect(statSync(`${emptied}-wal`).size).toBe(statSync(`${path}-wal`).size);
    await store.close();
  });

  it('is replaced by a backup, and agents go on from what that has', async () => {
    await filled();
    const backup = join(folder, 'backup.db');
    await backUpStore(path, backup);
    writeFileSync(path, Buffer.alloc(8_192, 0x5a));
    expect(() => openSqliteStore(path)).toThrow(word);
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
    writeFileSync(path, readFileSync(backup));
    const store = openSqliteStore(path);
    const welcome = await store.welcome(helloOf({ instance: 'instance-2' }));
    expect(welcome).toMatchObject({ epoch: 2, cursor: 'cursor-1' });
    expect(await collectFlows(store)).toHaveLength(2_000);
    await store.close();
  });
});

describe('a backup', () => {
  it('is the store as it was at one moment, while it is written to', async () => {
    const store = openSqliteStore(path);
    await store.welcome(helloOf());
    await store.apply(batchOf(1, { flows: flowsOf(1, 300) }), helloOf());
    const flows = await collectFlows(store);
    const target = join(folder, 'backup.db');
    await backUpStore(path, target);
    await store.apply(batchOf(2, { flows: flowsOf(2, 300) }), helloOf());
    const copy = openSqliteStore(target);
    expect(await collectFlows(copy)).toEqual(flows);
    expect(comparableEdges(await collectEdges(copy))).toEqual(addedUp(flows));
    const [own, other] = [await store.welcome(helloOf()), await copy.welcome(helloOf())];
    expect(own).toMatchObject({ sequence: 2 });
    expect(other).toMatchObject({ sequence: 1, cursor: 'cursor-1' });
    expect(typeof own === 'object' && own.store).not.toBe(typeof other === 'object' && other.store);
    await copy.close();
    await store.close();
  });

  it('takes the place of nothing, and is not made of nothing', async () => {
    const target = join(folder, 'backup.db');
    await expect(backUpStore(path, target)).rejects.toThrow(/cannot open store .*flows\.db/);
    const store = openSqliteStore(path);
    writeFileSync(target, 'mine');
    await expect(backUpStore(path, target)).rejects.toThrow(/backup\.db is there already/);
    expect(readFileSync(target, 'utf8')).toBe('mine');
    await expect(backUpStore(path, join(folder, 'missing', 'b.db'))).rejects.toThrow(
      /cannot copy store .*flows\.db to .*missing\/b\.db: /,
    );
    await store.close();
  });

  it.each([1, 3])('is made of a file of version %i, too, as it is', async (version) => {
    const db = new DatabaseSync(path);
    db.exec(fixtureBytes(`aggregator/store-${version}.sql`).toString('utf8'));
    db.close();
    const target = join(folder, 'backup.db');
    await backUpStore(path, target);
    const [copy, own] = [openSqliteStore(target), openSqliteStore(path)];
    expect(await collectFlows(copy)).toEqual(await collectFlows(own));
    await copy.close();
    await own.close();
  });

  it('says which disk has no room for it', () => {
    const error = copyFailure('flows.db', 'backup.db', new Error('database or disk is full'));
    expect(error.message).toBe('cannot copy store flows.db to backup.db: there is no room for it');
  });
});
