/**
 * The bench of the store: fills a file as agents would until it has so many rows (edge-hours),
 * kills the process that writes it, asks what is left, and starts the aggregator on it. Prints how
 * fast rows were stored, what they take, and how long the start and the answers took.
 * Run: node bench/store.ts [--rows N] [--path FILE] [--smoke]
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { credentials } from '@grpc/grpc-js';
import { parseAggregatorConfig } from '../src/aggregator/config.ts';
import type { EdgeHints } from '../src/aggregator/history.ts';
import type { Home } from '../src/aggregator/home.ts';
import { runAggregator } from '../src/aggregator/main.ts';
import { openStore } from '../src/aggregator/store/open-store.ts';
import { emptyAccount } from '../src/flow/loss.ts';
import { HOUR_US } from '../src/flow/time.ts';
import { queryClient } from '../src/wire/query.ts';
import { readCommandLine, runProgram, wholeNumber } from './command-line.ts';
import { agentOf, clusterYaml, FLOWS_PER_NODE, flowsOf, NODES } from './store-corpus.ts';

const USAGE = 'usage: node bench/store.ts [--rows N] [--smoke]';

const ROWS = 3_000_000;
const SMOKE_ROWS = 20_000;
const FIRST_HOUR = 490_000;

async function welcome(store: Home, node: number): Promise<void> {
  const hello = { instance: `writer-${process.pid}`, version: 'bench', bootId: 'boot' };
  await store.welcome({ ...agentOf(node), ...hello });
}

/** Batches that wait at once, as those of many agents do. */
const IN_FLIGHT = 64;

/** Writes until it is killed; prints rows, milliseconds and memory when there are `rows`. */
async function fill(path: string, rows: number): Promise<never> {
  const store = await openStore(path);
  for (let node = 0; node < NODES; node++) await welcome(store, node);
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  for (let batch = 0; ; batch += IN_FLIGHT) {
    await Promise.all(Array.from({ length: IN_FLIGHT }, (_, i) => applyBatch(store, batch + i)));
    const stored = (batch + IN_FLIGHT) * FLOWS_PER_NODE;
    if (stored >= rows && stored - IN_FLIGHT * FLOWS_PER_NODE < rows) {
      const rss = Math.round(process.memoryUsage.rss() / 1e6);
      const [ms, busyMs] = [performance.now() - began, cpuMs(cpu)].map(Math.round);
      process.stdout.write(`${stored} ${ms} ${rss} ${busyMs}\n`);
    }
  }
}

async function applyBatch(store: Home, batch: number): Promise<void> {
  const [node, round] = [batch % NODES, Math.floor(batch / NODES)];
  const content = {
    flows: flowsOf(node, FIRST_HOUR + round),
    losses: [],
    account: emptyAccount(),
    ruleCounters: [],
    readings: [],
  };
  const position = { epoch: 1, sequence: round + 1, cursorAfter: `cursor-${round}` };
  await store.apply({ ...content, ...position }, agentOf(node));
}

/** The aggregator as it is, until it is killed. */
async function serve(store: string): Promise<never> {
  const cluster = `${store}.cluster.yaml`;
  writeFileSync(cluster, clusterYaml());
  const preset = { listen: '127.0.0.1:0', http: '127.0.0.1:0', insecure: 1, cluster };
  const config = parseAggregatorConfig({ ...preset, store });
  await runAggregator(config, new AbortController().signal);
  throw new Error('nobody ends it');
}

function start(args: readonly string[], stream: 'stdout' | 'stderr'): ChildProcess {
  const stdio = [
    'ignore',
    stream === 'stdout' ? 'pipe' : 'ignore',
    stream === 'stderr' ? 'pipe' : 2,
  ];
  return spawn(process.execPath, args, { stdio: stdio as ('ignore' | 'pipe' | 2)[] });
}

async function firstLine(input: NodeJS.ReadableStream, holds: (line: string) => boolean) {
  for await (const line of createInterface({ input })) if (holds(line)) return line;
  throw new Error('the process ended before it said what was waited for');
}

async function kill(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

/** Processor time is that of this process alone, all its threads. */
async function timed<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const ms = (performance.now() - began).toFixed(0).padStart(8);
  console.log(`${what.padEnd(46)} ${ms} ms, processor ${cpuMs(cpu).toFixed(0).padStart(6)} ms`);
  return result;
}

function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000;
}

async function countEdges(address: string, port: number | undefined, limit: number) {
  const client = queryClient(address, credentials.createInsecure());
  let edges = 0;
  const filter = port === undefined ? {} : { port: [port] };
  const never = new AbortController().signal;
  for await (const _edge of client.listEdges({ filter, limit }, never)) edges++;
  client.close();
  return edges;
}

async function countPairs(address: string) {
  const client = queryClient(address, credentials.createInsecure());
  const by = ['source_namespace', 'destination_namespace'] as const;
  let pairs = 0;
  const groups = client.listGroups({ filter: {}, by, limit: 0 }, new AbortController().signal);
  for await (const _group of groups) pairs++;
  client.close();
  return pairs;
}

/** What a default deny of every namespace would drop, of all that was seen; its size. */
async function forecast(http: string): Promise<string> {
  const response = await fetch(`http://${http}/api/v1/forecast`);
  const bytes = (await response.arrayBuffer()).byteLength;
  return `${response.status}, ${(bytes / 1e6).toFixed(1)} MB`;
}

/** Questions to the store itself, in this process. */
async function ask(path: string): Promise<void> {
  const store = await openStore(path);
  const { signal } = new AbortController();
  const idsOf = async (hints: EdgeHints) => {
    const ids: string[] = [];
    for await (const block of store.edges(hints, signal)) for (const { id } of block) ids.push(id);
    return ids;
  };
  const all = await timed('edges, the whole inventory', () => idsOf({}));
  const some = await timed('edges of a namespace', () => idsOf({ namespace: 'team-7' }));
  const sinceUs = (FIRST_HOUR + 1) * HOUR_US;
  const day = { sinceUs, untilUs: sinceUs + 24 * HOUR_US - 1 };
  await timed('edges of a namespace, in one day', () => idsOf({ ...day, namespace: 'team-7' }));
  await timed('edges, all of one hour', () => idsOf({ sinceUs, untilUs: sinceUs }));
  const series = await timed('series of all', () => store.series('all', {}, signal));
  await timed('series of a namespace', () => store.series(some, {}, signal));
  console.log(
    `  ${all.length} edges, ${some.length} of them of the namespace, ${series.length} hours`,
  );
  await store.close();
}

/** Largest resident memory of a process so far, in MB. */
function peakMemory(pid: number): string {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return `${Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_000)} MB`;
}

async function measure(path: string, rows: number): Promise<void> {
  const writer = start([import.meta.filename, '--fill', path, '--rows', String(rows)], 'stdout');
  const filled = await firstLine(writer.stdout!, () => true);
  const [stored = 0, ms = 0, rss = 0, busyMs = 0] = filled.split(' ').map(Number);
  await kill(writer);
  const speed = Math.round((stored * 1_000) / ms);
  console.log(`${stored} rows stored at ${speed} rows/s with ${rss} MB of memory, then killed`);
  console.log(`  ${Math.round((stored * 1_000) / busyMs)} rows for each second of a processor`);
  for (const suffix of ['', '-wal']) {
    const { size } = statSync(path + suffix);
    const each = suffix === '' ? `, ${(size / stored).toFixed(1)} bytes a row` : '';
    console.log(`  ${`flows.db${suffix}`.padEnd(14)} ${(size / 1e6).toFixed(1)} MB${each}`);
  }
  await ask(path);
  const service = await timed('start, to listening', async () => {
    const child = start([import.meta.filename, '--serve', path], 'stderr');
    const line = await firstLine(child.stderr!, (text) => text.includes('"listening"'));
    const { grpc, http } = JSON.parse(line) as { grpc: string; http: string };
    return { child, address: grpc, http };
  });
  const { address, http } = service;
  const client = queryClient(address, credentials.createInsecure());
  await timed('first answer: status of all nodes', () => client.getStatus());
  await timed('status again', () => client.getStatus());
  client.close();
  await timed('edges, all summed, over gRPC', () => countEdges(address, undefined, 100));
  await timed('edges of one port, over gRPC', () => countEdges(address, 1_025, 100));
  const pairs = await timed('pairs of namespaces, over gRPC', () => countPairs(address));
  const answer = await timed('forecast of a default deny, HTTP', () => forecast(http));
  console.log(`  ${pairs} pairs; the forecast: ${answer}`);
  console.log(`  the aggregator took up to ${peakMemory(service.child.pid!)}`);
  await kill(service.child);
}

async function main(): Promise<number> {
  const { values } = readCommandLine({
    options: {
      rows: { type: 'string' },
      fill: { type: 'string' },
      serve: { type: 'string' },
      smoke: { type: 'boolean', default: false },
    },
  });
  const fallback = values.smoke ? SMOKE_ROWS : ROWS;
  const rows = wholeNumber('rows', values.rows, { least: FLOWS_PER_NODE, fallback });
  if (values.fill !== undefined) return fill(values.fill, rows);
  if (values.serve !== undefined) return serve(values.serve);
  console.log(`${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}`);
  console.log(new Date().toISOString().slice(0, 10));
  const folder = mkdtempSync(join(tmpdir(), 'dropcast-bench-store-'));
  try {
    await measure(join(folder, 'flows.db'), rows);
  } finally {
    rmSync(folder, { recursive: true });
  }
  return 0;
}

await runProgram(USAGE, main);
