/**
 * Promise: a disk that is full, or that fails, costs time and nothing else: no ack is given for
 * what is not durable, what is stored can be asked for, and when the disk is well again the agent
 * goes on without a restart of anything. An aggregator in a process of its own, a real client,
 * real faults: a small tmpfs in a mount namespace (root), and errors of fdatasync by strace.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { credentials } from '@grpc/grpc-js';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SYSTEM_CLOCK } from '../../src/agent/clock.ts';
import { type QueryClient, queryClient } from '../../src/wire/query.ts';
import { accountOf, flowOf } from '../aggregator/examples.ts';
import { type AggregatorProcess, startAggregator } from './aggregator-process.ts';
import { ShippingAgent } from './shipping-agent.ts';

const PATIENCE = { timeout: 40_000, interval: 100 };
const IMPATIENT = {
  nowMs: Date.now,
  delay: (ms: number, signal: AbortSignal) =>
    SYSTEM_CLOCK.delay(ms === 15_000 ? ms : Math.min(ms, 200), signal),
};

let folder: string;
let client: QueryClient | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropcast-disk-'));
});
afterEach(() => {
  client?.close();
  client = undefined;
  rmSync(folder, { recursive: true });
});

/** Whether a command does what it should; false also where it is missing. */
function succeeds(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

async function lines(aggregator: AggregatorProcess): Promise<number> {
  client ??= queryClient(aggregator.grpc, credentials.createInsecure());
  const [node] = (await client.getStatus()).nodes;
  return node?.lines ?? 0;
}

/** Batch number `n`: so many new rows, one line each. */
async function ship(agent: ShippingAgent, n: number, rows: number): Promise<void> {
  const flows = Array.from({ length: rows }, (_, i) => flowOf({ lines: 1, port: n * rows + i }));
  await agent.ship({ flows, account: accountOf(rows) });
}

async function settled(agent: ShippingAgent): Promise<void> {
  await agent.client.whenDelivered(AbortSignal.timeout(2_000));
}

it('a full disk: no ack, no loss, all can be read, all is counted after', async ({ skip }) => {
  if (!succeeds('unshare', '-m', 'true')) skip('no mount namespaces here');
  const mount = `mount -t tmpfs -o size=24m tmpfs ${folder} && exec "$@"`;
  const starter = ['unshare', '-m', 'sh', '-c', mount, 'sh'];
  await using aggregator = await startAggregator(join(folder, 'flows.db'), { starter });
  const inside = join('/proc', String(aggregator.pid), 'root', folder);
  await using agent = new ShippingAgent(aggregator.grpc, {}, IMPATIENT);
  await ship(agent, 0, 100);
  await agent.client.whenDelivered(AbortSignal.timeout(10_000));
  try {
    writeFileSync(join(inside, 'filler'), Buffer.alloc(32 * 1024 * 1024));
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' });
  }
  for (let n = 1; n <= 4; n++) await ship(agent, n, 1_000);
  await vi.waitUntil(() => agent.warnings().length > 0, PATIENCE);
  await settled(agent);
  const before = agent.client.delivery.counts.acknowledged;
  expect(before).toBeLessThan(5);
  expect(await lines(aggregator)).toBe(100 + (before - 1) * 1_000);
  expect(agent.warnings()[0]!.reason).toMatch(/the store failed/);
  rmSync(join(inside, 'filler'));
  await agent.client.whenDelivered(AbortSignal.timeout(20_000));
  expect(await lines(aggregator)).toBe(4_100);
  expect(await aggregator.end('SIGTERM')).toBe(0);
}, 90_000);

it('a disk that fails once: the batch is sent again and counted once', async ({ skip }) => {
  if (!succeeds('strace', '-V') || !succeeds('strace', '-qo/dev/null', 'true')) {
    skip('no strace here');
  }
  const faults = ['fdatasync:error=EIO:when=12', 'pwrite64:error=EIO:when=90'];
  const inject = faults.flatMap((fault) => ['-e', `inject=${fault}`]);
  // The tracer is no parent: what is killed at the end is the aggregator itself.
  const trace = ['strace', '-D', '-f', '-qq', '-o', '/dev/null', '-e', 'trace=fdatasync,pwrite64'];
  const starter = [...trace, ...inject];
  await using aggregator = await startAggregator(join(folder, 'flows.db'), { starter });
  await using agent = new ShippingAgent(aggregator.grpc, {}, IMPATIENT);
  for (let n = 0; n < 40; n++) {
    await ship(agent, n, 5);
    await agent.client.whenDelivered(AbortSignal.timeout(10_000));
  }
  expect(agent.warnings().map(({ reason }) => reason)).toContain('the store failed');
  expect(await lines(aggregator)).toBe(200);
}, 90_000);
