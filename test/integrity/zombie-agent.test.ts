/**
 * Promise: a zombie cannot count. The built agent on a log file, stopped in the middle of its work;
 * a second one takes its place; the first one, woken, is fenced and ends with a line that says so.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Running } from '../aggregator/running.ts';

const DROPCAST = join(import.meta.dirname, '..', '..', 'bin', 'dropcast.js');
const PATIENCE = { timeout: 40_000, interval: 50 };

let folder: string;
let running: Running;
const agents: ChildProcess[] = [];
let written = 0;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dropcast-zombie-'));
  writeFileSync(join(folder, 'kern.log'), '');
  running = await Running.open();
  written = 0;
});
afterEach(async () => {
  for (const agent of agents.splice(0)) agent.kill('SIGKILL');
  await running.close();
  rmSync(folder, { recursive: true });
});

function startAgent(): ChildProcess {
  const what = ['agent', '--source', 'file', '--path', join(folder, 'kern.log')];
  const where = ['--aggregator', running.aggregator.grpc, '--insecure', '--node', 'node-a'];
  const how = ['--from', 'oldest', '--window-ms', '100', '--conntrack', 'off'];
  const agent = spawn(process.execPath, [DROPCAST, ...what, ...where, ...how], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  agents.push(agent);
  return agent;
}

/** Lines as rsyslog writes them, each of its own connection. */
function log(lines: number): void {
  const stamp = new Date()
    .toString()
    .slice(4, 24)
    .replace(/ \d{4}/, '');
  for (let i = 0; i < lines; i++) {
    const port = 20_000 + ++written;
    const packet = `SRC=10.0.1.2 DST=192.0.2.1 LEN=60 TOS=0x00 PREC=0x00 TTL=63 ID=${written} DF`;
    const rest = `PROTO=TCP SPT=${port} DPT=443 WINDOW=64240 RES=0x00 SYN URGP=0 `;
    const head = `${stamp} node-a kernel: [ 100.${port}] calico-packet: IN=cali1 OUT=eth0`;
    appendFileSync(join(folder, 'kern.log'), `${head} ${packet} ${rest}\n`);
  }
}

async function counted(): Promise<number> {
  const [node] = (await running.query().getStatus()).nodes;
  return node?.lines ?? 0;
}

it('fences an agent that wakes up after another one has taken over', async () => {
  const zombie = startAgent();
  const lastWords = text(zombie.stderr!);
  log(7);
  await vi.waitUntil(async () => (await counted()) === 7, PATIENCE);
  zombie.kill('SIGSTOP');
  log(5);
  startAgent();
  await vi.waitUntil(async () => (await counted()) === 12, PATIENCE);
  log(4);
  const ended = once(zombie, 'exit');
  zombie.kill('SIGCONT');
  const [code] = await ended;
  expect(code).toBe(1);
  expect(await lastWords).toMatch(/another agent speaks for this node and source/);
  await vi.waitUntil(async () => (await counted()) >= written, PATIENCE);
  log(3);
  await vi.waitUntil(async () => (await counted()) >= written, PATIENCE);
  expect(await counted()).toBe(19);
}, 90_000);
