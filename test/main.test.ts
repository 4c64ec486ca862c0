import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const MAIN = new URL('../src/main.ts', import.meta.url).href;
const SCRIPT = `
import { main } from ${JSON.stringify(MAIN)};
process.exitCode = await main(process.argv.slice(1));
`;
const LINE =
  'Nov 19 12:15:03 node-1 kernel: calico-packet: IN=cali7f94ce7c295 OUT=eth0 ' +
  'MAC=ee:ee:ee:ee:ee:ee:1e:0a:36:33:f5:09:08:00 SRC=10.244.1.5 DST=198.51.100.7 LEN=60 ' +
  'TOS=0x00 PREC=0x00 TTL=63 ID=58406 DF PROTO=TCP SPT=45588 DPT=80 WINDOW=64860 RES=0x00 SYN ' +
  'URGP=0 \n';
const CLUSTER = 'kind: Pod\nmetadata: { namespace: default, name: podA }\n';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dropcast-'));
  await writeFile(join(folder, 'kern.log'), LINE);
  await writeFile(join(folder, 'cluster.yaml'), CLUSTER);
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

function start(args: readonly string[]): ChildProcess {
  const node = ['--input-type=module', '-e', SCRIPT, '--', ...args];
  return spawn(process.execPath, node, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function run(...args: string[]) {
  const child = start(args);
  const closed = once(child, 'close');
  const [stdout, stderr] = await Promise.all([text(child.stdout!), text(child.stderr!)]);
  const [exit] = await closed;
  return { exit, stdout, stderr };
}

describe('dropcast', () => {
  test('tells the version of the package', async () => {
    const file = new URL('../package.json', import.meta.url);
    const { version } = JSON.parse(readFileSync(file, 'utf8'));
    expect(await run('--version')).toEqual({ exit: 0, stdout: `${version}\n`, stderr: '' });
  });

  test('replays a log with names', async () => {
    const { exit, stdout, stderr } = await run(
      ...['replay', 'kern.log', '--cluster', 'cluster.yaml', '-o', 'json'],
    );
    expect([exit, stderr]).toEqual([0, 'read 1 = parsed 1 + ignored 0 + rejected 0\n']);
    expect(JSON.parse(stdout)).toMatchObject({
      source: { namespace: 'default', pod: 'podA', attribution: 'veth_hash' },
      destination: { kind: 'outside', ip: '198.51.100.7' },
      protocol: 'TCP',
      port: 80,
      connections: 1,
    });
  });

  test('prints what ClickHouse needs, and asks nobody', async () => {
    const store = ['--store', 'clickhouse://nowhere.invalid/net?cluster=main'];
    const { exit, stdout } = await run('aggregator', ...store, '--print-ddl');
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^-- On every server of the home\nCREATE DATABASE IF NOT EXISTS net;/);
    expect(stdout).toContain("ENGINE = Distributed('main', 'net', 'counted_local')");
  });

  test('parses a log', async () => {
    const { exit, stdout } = await run('parse', 'kern.log');
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'flow', dst: '198.51.100.7' });
  });

  test.each([
    [1, ['replay', 'nowhere.log'], 'nowhere.log'],
    [2, ['replay', 'kern.log', '--cluster', 'kern.log'], '--cluster: kern.log:1:'],
    [1, ['parse', 'nowhere.log'], 'nowhere.log'],
    [2, ['agent', '--source', 'wind'], '--source'],
    [2, ['aggregator', '--listen', 'here'], '--listen'],
    [2, ['flows', '--port', 'http'], '--port'],
  ])('ends with status %d and one line for %j', async (exit, args, what) => {
    const told = await run(...args);
    expect([told.exit, told.stdout]).toEqual([exit, '']);
    expect(told.stderr).toMatch(/^dropcast: [^\n]+\n$/);
    expect(told.stderr).toContain(what);
  });

  test('says in one line that its output cannot be written', async () => {
    const output = await open('/dev/full', 'w');
    const node = ['--input-type=module', '-e', SCRIPT, '--', 'parse', 'kern.log'];
    const stdio = ['ignore', output.fd, 'pipe'] as const;
    const child = spawn(process.execPath, node, { cwd: folder, stdio: [...stdio] });
    const [stderr, [exit]] = await Promise.all([text(child.stderr!), once(child, 'close')]);
    await output.close();
    expect(exit).toBe(1);
    expect(stderr).toMatch(/^dropcast: cannot write the output: ENOSPC[^\n]+\n$/);
  });

  test('says what to do where it is not built', async () => {
    await mkdir(join(folder, 'bin'));
    const script = join(folder, 'bin', 'dropcast.mjs');
    await copyFile(new URL('../bin/dropcast.js', import.meta.url), script);
    const child = spawn(process.execPath, [script, '--help'], { stdio: ['ignore', 2, 'pipe'] });
    const [stderr, [exit]] = await Promise.all([text(child.stderr!), once(child, 'close')]);
    expect([exit, stderr]).toEqual([1, 'dropcast: not built yet: run npm run build\n']);
  });

  test('ends quietly when its reader goes away', async () => {
    await writeFile(join(folder, 'kern.log'), LINE.repeat(20_000));
    const child = start(['parse', 'kern.log']);
    const stderr = text(child.stderr!);
    child.stdout!.once('data', () => child.stdout!.destroy());
    const [exit, signal] = await once(child, 'close');
    expect([exit, signal, await stderr]).toEqual([0, null, '']);
  });
});
