/**
 * The bench of the store: fills a file as agents would until it has so many rows, kills the process
 * that writes it, and starts the aggregator on what is left. Prints how fast rows were stored and
 * how long the start and the first answers took.
 * Run: node bench/store.ts [--rows N] [--path FILE] [--smoke]
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { credentials } from '@grpc/grpc-js';
import { parseAggregatorConfig } from '../src/aggregator/config.ts';
import { runAggregator } from '../src/aggregator/main.ts';
import { openSqliteStore } from '../src/aggregator/store/sqlite.ts';
import type { Store } from '../src/aggregator/store.ts';
import { emptyAccount } from '../src/flow/loss.ts';
import { queryClient } from '../src/wire/query.ts';
import { readCommandLine, runProgram, wholeNumber } from './command-line.ts';
import { agentOf, FLOWS_PER_NODE, flowsOf, NODES } from './store-corpus.ts';

const USAGE = 'usage: node bench/store.ts [--rows N] [--smoke]';

const ROWS = 3_000_000;
const SMOKE_ROWS = 20_000;
const FIRST_HOUR = 490_000;

async function welcome(store: Store, node: number): Promise<void> {
  const hello = { instance: `writer-${process.pid}`, version: 'bench', bootId: 'boot' };
  await store.welcome({ ...agentOf(node), ...hello });
}

/** Writes until it is killed; prints rows and milliseconds when there are `rows`. */
async function fill(path: string, rows: number): Promise<never> {
  const store = openSqliteStore(path);
  for (let node = 0; node < NODES; node++) await welcome(store, node);
  const began = performance.now();
  for (let batch = 0; ; batch++) {
    const [node, round] = [batch % NODES, Math.floor(batch / NODES)];
    const hour = FIRST_HOUR + round;
    const content = {
      flows: flowsOf(node, hour),
      losses: [],
      account: emptyAccount(),
      ruleCounters: [],
      readings: [],
    };
    const position = { epoch: 1, sequence: round + 1, cursorAfter: `cursor-${round}` };
    await store.apply({ ...content, ...position }, agentOf(node));
    const stored = (batch + 1) * FLOWS_PER_NODE;
    if (stored >= rows && stored - FLOWS_PER_NODE < rows) {
      process.stdout.write(`${stored} ${Math.round(performance.now() - began)}\n`);
    }
  }
}

/** The aggregator as it is, until it is killed. */
async function serve(store: string): Promise<never> {
  const preset = { listen: '127.0.0.1:0', http: '127.0.0.1:0', insecure: 1 };
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

async function timed<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const began = performance.now();
  const result = await work();
  console.log(`${what.padEnd(46)} ${(performance.now() - began).toFixed(0).padStart(8)} ms`);
  return result;
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

async function measure(path: string, rows: number): Promise<void> {
  const writer = start([import.meta.filename, '--fill', path, '--rows', String(rows)], 'stdout');
  const filled = await firstLine(writer.stdout!, () => true);
  const [stored = 0, ms = 0] = filled.split(' ').map(Number);
  await kill(writer);
  console.log(`${stored} rows stored at ${Math.round((stored * 1_000) / ms)} rows/s, then killed`);
  for (const suffix of ['', '-wal']) {
    const { size } = statSync(path + suffix);
    console.log(`  ${`flows.db${suffix}`.padEnd(14)} ${(size / 1e6).toFixed(1)} MB`);
  }
  const service = await timed('start, to listening', async () => {
    const child = start([import.meta.filename, '--serve', path], 'stderr');
    const line = await firstLine(child.stderr!, (text) => text.includes('"listening"'));
    return { child, address: JSON.parse(line).grpc as string };
  });
  const { address } = service;
  const client = queryClient(address, credentials.createInsecure());
  await timed('first answer: status of all nodes', () => client.getStatus());
  await timed('status again', () => client.getStatus());
  client.close();
  await timed('edges of one port (all rows looked at)', () => countEdges(address, 1_025, 100));
  await timed('edges, all rows summed', () => countEdges(address, undefined, 100));
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
