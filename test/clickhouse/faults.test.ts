/** A home whose engine is away, slow, or refuses to write: batches wait, and nothing is lost. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EngineProcess } from '../../bench/clickhouse/engine-process.ts';
import { Engine } from '../../src/aggregator/clickhouse/engine.ts';
import { openClickhouse } from '../../src/aggregator/clickhouse/open-clickhouse.ts';
import { batchOf, helloOf } from '../aggregator/examples.ts';
import { openHome, parseUrl } from './homes.ts';
import { expectedLines, linesOf, MovingAgent } from './moving-agent.ts';

const NEVER = new AbortController().signal;

let engine: EngineProcess;
let databases = 0;
beforeAll(async () => {
  engine = await EngineProcess.start();
});
afterAll(() => engine[Symbol.asyncDispose]());

async function openNew(options = {}) {
  const home = openHome(`clickhouse://${engine.host}/faults_${++databases}?retention=off`, options);
  await home.ready();
  return home;
}

function openEngine({ secondsMax }: { secondsMax: number }): Engine {
  return new Engine({
    ...{ url: engine.origin, user: 'default', password: '', database: 'default' },
    ...{ secondsMax, memoryBytesMax: 1e9, rowsMax: 1e6, isReplicated: false },
  });
}

async function command(statement: string): Promise<void> {
  await engine.rows(statement, `faults_${databases}`);
}

describe('an engine that is away', () => {
  it('is told as such when the home is opened, and is there when it is back', async () => {
    await engine.kill();
    const home = openHome(`clickhouse://${engine.host}/away?retention=off`);
    await expect(home.ready()).rejects.toMatchObject({ code: 'not_opened' });
    await expect(home.welcome(helloOf())).rejects.toThrow(
      /cannot open the store at http.*ECONNREFUSED/,
    );
    await engine.start();
    expect(await home.welcome(helloOf())).toMatchObject({ epoch: 1 });
    await home.close();
  });

  it('takes a batch again that it missed', async () => {
    const home = await openNew();
    const agent = new MovingAgent('node-a');
    await agent.connect(home);
    await agent.send(home, 20);
    await engine.kill();
    await expect(agent.send(home, 30)).rejects.toMatchObject({ code: 'failed' });
    await expect(home.series('all', {}, NEVER)).rejects.toMatchObject({ code: 'failed' });
    await engine.start();
    await agent.send(home, 30);
    expect(agent.acknowledged).toBe(50);
    expect(await linesOf(home, 'node-a')).toEqual(expectedLines(50));
    await home.close();
  });

  it('hears of heartbeats when it is back', async () => {
    const home = await openNew();
    await home.welcome(helloOf());
    await home.observe(helloOf(), 1_772_323_200_000_000);
    await engine.kill();
    await expect(home.nodes()).rejects.toMatchObject({ code: 'failed' });
    await engine.start();
    expect(await home.nodes()).toMatchObject([{ observedUs: 1_772_323_200_000_000 }]);
    await home.close();
  });
});

describe('an engine that is slow', () => {
  it('is given up after the limit of a statement, and counts the batch once', async () => {
    const home = await openNew({ secondsMax: 1 });
    const agent = new MovingAgent('node-a');
    await agent.connect(home);
    await agent.send(home, 20);
    engine.pause();
    await expect(agent.send(home, 30)).rejects.toMatchObject({ code: 'failed' });
    engine.resume();
    await agent.send(home, 30);
    expect(await linesOf(home, 'node-a')).toEqual(expectedLines(50));
    await home.close();
  });
});

describe('a reader that goes away', () => {
  it('ends what it has asked for', async () => {
    const one = openEngine({ secondsMax: 30 });
    const query = 'SELECT sleepEachRow(1) FROM numbers(20) SETTINGS max_block_size = 1';
    const running = async () => {
      const rows = await one.rows(
        "SELECT count() FROM system.processes WHERE query LIKE 'SELECT sleepEachRow(1) %'",
      );
      return Number(rows[0]![0]);
    };
    const leave = new AbortController();
    const asked = one.blocks(query, {}, leave.signal).next();
    await expect.poll(running, { timeout: 10_000 }).toBe(1);
    leave.abort();
    await expect(asked).rejects.toThrow();
    await expect.poll(running, { timeout: 10_000 }).toBe(0);
    await one.close();
  });
});

describe('a reader that is slow', () => {
  it('has its answer, though it takes longer than a statement may', async () => {
    const one = openEngine({ secondsMax: 1 });
    let rows = 0;
    const query = "SELECT repeat('x', 200) FROM numbers(200000)";
    for await (const block of one.blocks(query, {})) {
      if (rows === 0) await sleep(2_000);
      rows += block.rows;
    }
    expect(rows).toBe(200_000);
    await one.close();
  });
});

describe('a table that is read-only', () => {
  it.each(['fact', 'position', 'edge'])(
    'refuses batches while %s is, and takes them after',
    async (table) => {
      const home = await openNew();
      const agent = new MovingAgent('node-a');
      await agent.connect(home);
      await command(`ALTER TABLE ${table}_local ADD CONSTRAINT closed CHECK 0`);
      await expect(agent.send(home, 30)).rejects.toMatchObject({
        code: 'failed',
        message: expect.stringMatching(/^cannot write at http.*VIOLATED_CONSTRAINT/),
      });
      await command(`ALTER TABLE ${table}_local DROP CONSTRAINT closed`);
      await agent.send(home, 30);
      expect(await linesOf(home, 'node-a')).toEqual(expectedLines(30));
      await home.close();
    },
  );
});

describe('a question', () => {
  it('is given up past its limit of rows, and says what to do', async () => {
    const home = await openNew({ rowsMax: 2 });
    const agent = new MovingAgent('node-a');
    await agent.connect(home);
    await agent.send(home, 50);
    const edges = home.edges({}, NEVER)[Symbol.asyncIterator]();
    await expect(edges.next()).rejects.toMatchObject({
      name: 'HistoryLimitError',
      message: 'the question has too many rows: ask for fewer hours, or one namespace',
    });
    await home.close();
  });

  it('is given up past its limit of memory', async () => {
    const home = await openNew();
    const agent = new MovingAgent('node-a');
    await agent.connect(home);
    await agent.send(home, 50);
    const url = `clickhouse://${engine.host}/faults_${databases}?retention=off`;
    const small = openHome(url, { migrate: false, memoryBytesMax: 4_000_000 });
    const edges = small.edges({}, NEVER)[Symbol.asyncIterator]();
    await expect(edges.next()).rejects.toMatchObject({ name: 'HistoryLimitError' });
    await Promise.all([home.close(), small.close()]);
  });
});

describe('a home', () => {
  it('without a schema says what to do', async () => {
    const home = openHome(`clickhouse://${engine.host}/nothing`, { migrate: false });
    await expect(home.ready()).rejects.toThrow(
      /no schema of ours: run dropcast aggregator --migrate/,
    );
    await home.close();
  });

  it('that lacks a table says which', async () => {
    const home = await openNew();
    await command('DROP TABLE finding_local');
    const url = `clickhouse://${engine.host}/faults_${databases}`;
    const less = openHome(url, { migrate: false });
    await expect(less.ready()).rejects.toThrow(/^http:\S+ lacks finding_local: run dropcast /);
    await Promise.all([home.close(), less.close()]);
  });

  it('whose tables do not follow each other, as the URL says they do, is refused', async () => {
    const home = await openNew();
    const url = `clickhouse://${engine.host}/faults_${databases}?cluster=test`;
    const cluster = openHome(url, { migrate: false });
    await expect(cluster.ready()).rejects.toThrow(/ are not of the Replicated family/);
    await Promise.all([home.close(), cluster.close()]);
  });

  it('tells a wrong user, and a file without a password', async () => {
    const home = parseUrl(`clickhouse://nobody@${engine.host}/x`);
    await expect(openClickhouse({ home, passwordFile: '' })).rejects.toThrow(
      /AUTHENTICATION_FAILED: look at the user in the URL, and at --store-password-file$/,
    );
    await expect(openClickhouse({ home, passwordFile: '/nowhere/key' })).rejects.toThrow(
      'cannot read the password in /nowhere/key: ENOENT',
    );
  });

  it('tells what fails at what nobody waits for', async () => {
    const failures: string[] = [];
    const onFailure = (work: string) => void failures.push(work);
    const home = await openNew({ observeMs: 5, foldMs: 5, onFailure });
    await home.welcome(helloOf());
    await engine.kill();
    await home.observe(helloOf(), 1_772_323_200_000_000);
    while (new Set(failures).size < 2) await sleep(10);
    await engine.start();
    expect(await home.nodes()).toMatchObject([{ observedUs: 1_772_323_200_000_000 }]);
    await home.close();
  });

  it('of a newer version is refused', async () => {
    const home = await openNew();
    await command(`INSERT INTO store_local VALUES (99, 'x', 1)`);
    const url = `clickhouse://${engine.host}/faults_${databases}`;
    for (const migrate of [false, true]) {
      const old = openHome(url, { migrate });
      await expect(old.ready()).rejects.toThrow(/has schema 99, this version knows up to 1/);
      await old.close();
    }
    await home.close();
  });

  it('keeps rows as long as its last migration says, and changes nothing else', async () => {
    const home = await openNew();
    const database = `faults_${databases}`;
    const kept = async () => {
      const rows = await engine.rows(
        `SELECT name, extract(engine_full, 'TTL (.*?) SETTINGS'), metadata_version
         FROM system.tables WHERE database = '${database}' AND engine LIKE '%MergeTree'`,
      );
      return new Map(rows.map(([name, ttl, version]) => [name, { ttl: String(ttl), version }]));
    };
    const migrated = async (retention: string) => {
      const url = `clickhouse://${engine.host}/${database}?retention=${retention}`;
      const again = openHome(url);
      await again.ready();
      await again.close();
      return kept();
    };
    expect((await kept()).get('bucket_local')!.ttl).toBe('');
    const week = await migrated('7d');
    expect(week.get('bucket_local')!.ttl).toContain(`${10 * 86_400}`);
    expect(week.get('edge_local')!.ttl).toContain('toIntervalDay(10)');
    const month = await migrated('30d');
    expect(month.get('fact_local')!.ttl).toContain(`${33 * 86_400}`);
    expect(await migrated('30d')).toEqual(month);
    const forever = await migrated('off');
    expect(forever.get('edge_local')!.ttl).toBe('');
    expect(forever.get('claim_local')).toEqual(week.get('claim_local'));
    await home.close();
  });

  it('may be migrated again and is the same', async () => {
    const home = await openNew();
    const first = await home.welcome(helloOf());
    await home.apply(batchOf(1), helloOf());
    const again = openHome(`clickhouse://${engine.host}/faults_${databases}?retention=off`);
    const welcome = await again.welcome(helloOf());
    expect(welcome).toMatchObject({ sequence: 1, store: typeof first === 'object' && first.store });
    await Promise.all([home.close(), again.close()]);
  });
});
