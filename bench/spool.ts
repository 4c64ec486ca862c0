/**
 * The spool on this machine's disk: what a batch costs until it may be sent, how much of it the
 * event loop feels, and how long a full spool takes to be read back.
 * Run: node bench/spool.ts [--folder DIR] [--rounds N] [--smoke]
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { SYSTEM_CLOCK } from '../src/agent/clock.ts';
import { crc32c } from '../src/agent/ship/spool/crc32c.ts';
import { openSpool } from '../src/agent/ship/spool/open-spool.ts';
import type { Spool } from '../src/agent/ship/spool/spool.ts';

const OWNER = { cluster: '', node: 'bench', source: 'kmsg' };
const BYTES_MAX = 256 * 1024 * 1024;
const ROUNDS = 500;
const SMOKE_ROUNDS = 20;
const BINDING = { store: 'bench', epoch: 1, base: 0 };
const NEVER = new AbortController().signal;
/** A quiet node's batch, a usual one's, and one of 10,000 flows. */
const BATCH_BYTES = [2_000, 50_000, 1_000_000];
/** As in the spool by default: 64 MiB. */
const FULL_BYTES = 64 * 1024 * 1024;

async function withSpool(folder: string, use: (spool: Spool) => Promise<void>): Promise<number[]> {
  const syncMs: number[] = [];
  const nothing = () => {};
  await using opened = await openSpool(folder, {
    owner: OWNER,
    bytesMax: BYTES_MAX,
    clock: SYSTEM_CLOCK,
    log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    onSync: (ms) => syncMs.push(ms),
    onFailure: nothing,
  });
  const { spool } = opened;
  const stop = new AbortController();
  const ran = spool.run(stop.signal);
  await spool.bind(BINDING, NEVER, spool.position === undefined ? '' : undefined);
  await use(spool);
  stop.abort();
  await ran;
  return syncMs;
}

const durable = (spool: Spool) => spool.changed.until(() => spool.unwritten === 0, NEVER);

function percentile(sorted: readonly number[], share: number): string {
  return (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(2);
}

/** One batch after the other, each until it may be sent. */
async function benchAppend(folder: string, bytes: number, rounds: number): Promise<void> {
  const content = randomBytes(bytes);
  const takenMs: number[] = [];
  let busyMs = 0;
  await withSpool(folder, async (spool) => {
    const before = performance.eventLoopUtilization();
    for (let round = 0; round < rounds; round++) {
      const startMs = performance.now();
      spool.append(content, `bench:${round}`);
      await durable(spool);
      takenMs.push(performance.now() - startMs);
      spool.release(spool.last);
    }
    busyMs = performance.eventLoopUtilization(before).active;
  });
  const sorted = takenMs.toSorted((a, b) => a - b);
  const totalMs = takenMs.reduce((sum, ms) => sum + ms, 0);
  console.log(
    `${bytes.toLocaleString('en').padStart(9)} bytes  ` +
      `p50 ${percentile(sorted, 0.5)} ms  p99 ${percentile(sorted, 0.99)} ms  ` +
      `${((bytes * rounds) / 1e3 / totalMs).toFixed(1)} MB/s  ` +
      `event loop held ${(busyMs / rounds).toFixed(2)} ms a batch`,
  );
}

/** Eight at a time: one write and one fdatasync for all that waits. */
async function benchGroups(folder: string, bytes: number, rounds: number): Promise<void> {
  const content = randomBytes(bytes);
  let appended = 0;
  const startMs = performance.now();
  const syncMs = await withSpool(folder, async (spool) => {
    while (appended < rounds) {
      while (spool.hasRoom && appended < rounds) spool.append(content, `bench:${appended++}`);
      await durable(spool);
      spool.release(spool.last);
    }
  });
  const seconds = (performance.now() - startMs) / 1e3;
  const size = bytes.toLocaleString('en').padStart(9);
  console.log(
    `${size} bytes  ${(rounds / seconds).toFixed(0)} batches/s  ` +
      `${((bytes * rounds) / 1e6 / seconds).toFixed(1)} MB/s  ${syncMs.length} fdatasyncs`,
  );
}

async function benchRecovery(folder: string, bytes: number, fullBytes: number): Promise<void> {
  const content = randomBytes(bytes);
  await withSpool(folder, async (spool) => {
    while (spool.bytes < fullBytes) {
      while (spool.hasRoom && spool.unwritten < 8) spool.append(content, `bench:${spool.last}`);
      await durable(spool);
    }
  });
  const startMs = performance.now();
  let batches = 0;
  let openMs = 0;
  await withSpool(folder, async (spool) => {
    openMs = performance.now() - startMs;
    batches = spool.last - spool.released;
  });
  const mebibytes = (fullBytes / 2 ** 20).toFixed(0);
  console.log(`${mebibytes} MiB, ${batches} batches, ready in ${openMs.toFixed(0)} ms`);
}

function benchChecksum(): void {
  const bytes = randomBytes(1 << 20);
  for (let warm = 0; warm < 20; warm++) crc32c(bytes);
  const before = process.cpuUsage();
  const rounds = 100;
  for (let round = 0; round < rounds; round++) crc32c(bytes);
  const ns = (process.cpuUsage(before).user * 1e3) / (rounds * bytes.length);
  console.log(`CRC-32C ${ns.toFixed(2)} ns of CPU a byte`);
}

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: tmpdir() },
    rounds: { type: 'string', default: String(ROUNDS) },
    smoke: { type: 'boolean', default: false },
  },
});
const rounds = values.smoke ? SMOKE_ROUNDS : Number(values.rounds);
const base = mkdtempSync(join(values.folder, 'dropcast-bench-spool-'));
try {
  benchChecksum();
  console.log('one after the other, until each may be sent:');
  for (const bytes of BATCH_BYTES) await benchAppend(join(base, `a${bytes}`), bytes, rounds);
  console.log('as they come, eight waiting at most:');
  for (const bytes of BATCH_BYTES) await benchGroups(join(base, `g${bytes}`), bytes, rounds);
  console.log('a full spool, opened again:');
  const full = values.smoke ? FULL_BYTES / 16 : FULL_BYTES;
  for (const bytes of BATCH_BYTES) await benchRecovery(join(base, `r${bytes}`), bytes, full);
} finally {
  rmSync(base, { recursive: true });
}
