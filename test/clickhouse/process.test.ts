/**
 * The program as people run it, over ClickHouse: an agent ships a log file that grows, aggregators
 * are killed while it does, and every line counts once.
 */
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EngineProcess } from '../../bench/clickhouse/engine-process.ts';
import { freePort } from '../agent/free-port.ts';
import { runDropcast, Service, until } from './dropcast-process.ts';

const KILLS = 5;
const LINES_PER_ROUND = 2_000;
const PORTS = 9;

let engine: EngineProcess;
let folder: string;
beforeAll(async () => {
  engine = await EngineProcess.start();
  folder = mkdtempSync(join(tmpdir(), 'dropcast-process-'));
});
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

/** Line n goes to port 8000 + n mod 9, from one of some pods. */
function lineOf(n: number): string {
  const time = new Date().toISOString().replace('Z', '+00:00');
  const ends = `SRC=10.244.1.${1 + (n % 50)} DST=198.51.100.7`;
  const port = `SPT=${20_000 + (n % 40_000)} DPT=${8_000 + (n % PORTS)}`;
  return (
    `${time} node-1 kernel: calico-packet: IN=cali7f94ce7c295 OUT=eth0 MAC= ${ends} LEN=60 ` +
    `TOS=0x00 PREC=0x00 TTL=63 ID=${n % 65_536} DF PROTO=TCP ${port} WINDOW=64860 RES=0x00 SYN ` +
    'URGP=0 \n'
  );
}

function linesOf(from: number, count: number): string {
  return Array.from({ length: count }, (_, i) => lineOf(from + i)).join('');
}

function expectedByPort(count: number): Record<string, number> {
  const lines: Record<string, number> = {};
  for (let n = 0; n < count; n++) {
    const port = 8_000 + (n % PORTS);
    lines[port] = (lines[port] ?? 0) + 1;
  }
  return lines;
}

async function countedLines(database: string): Promise<number> {
  const [row] = await engine.rows('SELECT sum(lines) FROM counted_local', database);
  return Number(row![0]);
}

describe('an aggregator over ClickHouse', () => {
  it('says what is missing, makes it when told to, and listens', async () => {
    const store = ['--store', `clickhouse://${engine.host}/made`];
    const serve = ['aggregator', ...store, '--listen', '127.0.0.1:0', '--http', '127.0.0.1:0'];
    const refused = await runDropcast(...serve, '--insecure');
    expect(refused).toMatchObject({ exit: 1, stdout: '' });
    expect(refused.stderr).toMatch(/--store: http:\S+ has no schema of ours: run dropcast .*--mig/);
    const made = await Promise.all(
      [1, 2].map(() => runDropcast('aggregator', ...store, '--migrate')),
    );
    expect(made.map(({ exit }) => exit)).toEqual([0, 0]);
    const names = await engine.rows('SELECT uniqExact(id) FROM store_local', 'made');
    expect(names.flat().map(Number)).toEqual([1]);
    await using aggregator = new Service(...serve, '--insecure');
    await aggregator.whenSaid('listening');
    expect(await aggregator.end('SIGTERM')).toBe(0);
  });

  it('can be made from what is printed', async () => {
    const store = ['--store', `clickhouse://${engine.host}/printed?retention=7d`];
    const { stdout } = await runDropcast('aggregator', ...store, '--print-ddl');
    const [make, , ...rest] = stdout.split(';\n').filter((statement) => statement.trim() !== '');
    await engine.rows(make!);
    for (const statement of rest) await engine.rows(statement, 'printed');
    const listen = ['--listen', '127.0.0.1:0', '--http', '127.0.0.1:0', '--insecure'];
    await using aggregator = new Service('aggregator', ...store, ...listen);
    await aggregator.whenSaid('listening');
  });

  it('counts every line of a file once when it is killed again and again', async () => {
    const store = ['--store', `clickhouse://${engine.host}/shipped`];
    expect((await runDropcast('aggregator', ...store, '--migrate')).exit).toBe(0);
    const listen = `127.0.0.1:${await freePort()}`;
    const serve = ['--listen', listen, '--http', '127.0.0.1:0', '--insecure'];
    const log = join(folder, 'kern.log');
    writeFileSync(log, '');
    const source = ['--source', 'file', '--path', log, '--from', 'oldest', '--window-ms', '100'];
    const shipping = ['--aggregator', listen, '--insecure', '--node', 'node-1'];
    await using agent = new Service('agent', ...source, ...shipping);
    let written = 0;
    const write = () => {
      appendFileSync(log, linesOf(written, LINES_PER_ROUND));
      written += LINES_PER_ROUND;
    };
    for (let kill = 0; kill < KILLS; kill++) {
      await using aggregator = new Service('aggregator', ...store, ...serve);
      await aggregator.whenSaid('listening');
      const before = await countedLines('shipped');
      write();
      await until(async () => (await countedLines('shipped')) > before);
      write();
      await aggregator.end('SIGKILL');
    }
    await using aggregator = new Service('aggregator', ...store, ...serve);
    await aggregator.whenSaid('listening');
    await until(async () => (await countedLines('shipped')) >= written);
    expect(await agent.end('SIGTERM')).toBe(0);
    const asked = await runDropcast('flows', '--aggregator', listen, '--insecure', '-o', 'json');
    const byPort: Record<string, number> = {};
    for (const { port, lines } of edgesOf(asked.stdout)) {
      byPort[port] = (byPort[port] ?? 0) + lines;
    }
    expect(byPort).toEqual(expectedByPort(written));
    expect(await aggregator.end('SIGTERM')).toBe(0);
  });
});

interface Edge {
  readonly port: number;
  readonly lines: number;
}

/** One object in a line. */
function edgesOf(stdout: string): readonly Edge[] {
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}
