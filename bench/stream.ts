/**
 * The bench of the stream: an agent's delivery and an aggregator's ingest, each in a process of its
 * own, over loopback. The first row is the stream as it runs, TLS and all, with a home that only
 * counts; the others show what is encryption, what is the store, and what plainer ways would take.
 * Run: node bench/stream.ts [--flows N] [--seconds S] [--rows N] [--smoke]
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Certificate, makeCertificate } from './certificate.ts';
import { readCommandLine, runProgram, wholeNumber } from './command-line.ts';
import type { AgentFigures, AgentPlan, AggregatorPlan, Codec, Spent } from './stream/end.ts';

const USAGE = 'usage: node bench/stream.ts [--flows N] [--seconds S] [--rows N] [--smoke]';

/** A busy node's window; tables of 65,536 flows fit into one batch, too. */
const FLOWS_PER_BATCH = 8_192;
const SECONDS = 5;
const WARM_UP_SHARE = 0.5;
/** Compiled code and full windows take some batches, also where the machine is busy elsewhere. */
const BATCHES_MIN = 32;

const SMOKE_FLOWS = 512;
const SMOKE_MS = 200;
const SMOKE_BATCHES = 4;

interface Scenario {
  readonly name: string;
  readonly codec: Codec;
  readonly isPlain?: boolean;
  readonly store?: 'memory' | 'file';
}

const SCENARIOS: readonly Scenario[] = [
  { name: 'TLS', codec: 'dropcast' },
  { name: 'plain text', codec: 'dropcast', isPlain: true },
  { name: 'TLS, SQLite in memory', codec: 'dropcast', store: 'memory' },
  { name: 'TLS, SQLite in a file', codec: 'dropcast', store: 'file' },
  { name: 'naive: protobufjs, TLS', codec: 'protobufjs' },
  { name: 'naive: JSON, TLS', codec: 'json' },
];

interface Figures extends AgentFigures {
  readonly aggregatorUs: number;
}

interface Options {
  readonly flowsPerBatch: number;
  readonly measureMs: number;
  readonly batchesMin: number;
  readonly folder: string;
  /** Absent: there is no openssl, and all rows are in plain text. */
  readonly certificate: Certificate | undefined;
}

async function play(scenario: Scenario, options: Options): Promise<Figures> {
  const { codec, isPlain, store } = scenario;
  const { flowsPerBatch, measureMs, batchesMin, folder } = options;
  const tls = !isPlain && options.certificate && { certificate: options.certificate };
  const aggregatorPlan: AggregatorPlan = {
    codec,
    ...tls,
    ...(store && { store: store === 'file' ? join(folder, 'flows.db') : ':memory:' }),
  };
  const aggregator = start('aggregator.ts', aggregatorPlan);
  try {
    const { port } = await answer<{ port: number }>(aggregator);
    const agentPlan: AgentPlan = {
      ...{ codec, flowsPerBatch, measureMs, batchesMin, ...tls },
      address: `localhost:${port}`,
      warmUpMs: measureMs * WARM_UP_SHARE,
    };
    return await meter(start('agent.ts', agentPlan), aggregator);
  } finally {
    aggregator.kill();
  }
}

/** The agent's figures, and what the aggregator spent between the agent's two marks. */
async function meter(agent: ChildProcess, aggregator: ChildProcess): Promise<Figures> {
  const spentUs: number[] = [];
  for (let mark = 0; mark < 2; mark++) {
    await answer(agent);
    aggregator.send('spent');
    spentUs.push((await answer<Spent>(aggregator)).cpuUs);
  }
  const figures = await answer<AgentFigures>(agent);
  return { ...figures, aggregatorUs: spentUs[1]! - spentUs[0]! };
}

function start(program: string, plan: object): ChildProcess {
  return fork(join(import.meta.dirname, 'stream', program), [JSON.stringify(plan)]);
}

/** The next message of a child; rejects when it ends instead. */
async function answer<Message>(child: ChildProcess): Promise<Message> {
  const over = new AbortController();
  const ended = once(child, 'exit', { signal: over.signal }).then(([status]) => {
    throw new Error(`${child.spawnargs[1]} ended with status ${status}`);
  });
  try {
    const [message] = await Promise.race([once(child, 'message', { signal: over.signal }), ended]);
    return message as Message;
  } finally {
    ended.catch(() => {});
    over.abort();
  }
}

const COLUMNS: readonly (readonly [string, (figures: Figures) => string])[] = [
  ['flows/s', (it) => Math.round((it.flows / it.elapsedMs) * 1_000).toLocaleString('en')],
  ['MB/s', (it) => (it.bytes / it.elapsedMs / 1_000).toFixed(0)],
  ['B/flow', (it) => (it.bytes / it.flows).toFixed(0)],
  ['agent ns', (it) => ((it.cpuUs / it.flows) * 1_000).toFixed(0)],
  ['aggr. ns', (it) => ((it.aggregatorUs / it.flows) * 1_000).toFixed(0)],
  ['ack p50', (it) => quantile(it.busyMs, 0.5)],
  ['p99 ms', (it) => quantile(it.busyMs, 0.99)],
  ['alone p50', (it) => quantile(it.idleMs, 0.5)],
  ['p99 ms', (it) => quantile(it.idleMs, 0.99)],
];

function quantile(ascending: readonly number[], share: number): string {
  const at = Math.min(ascending.length - 1, Math.floor(ascending.length * share));
  return (ascending[at] ?? Number.NaN).toFixed(1);
}

function printHeading(): void {
  const columns = COLUMNS.map(([name]) => name.padStart(10)).join('');
  console.log(`${''.padEnd(24)}${columns}   x first`);
}

function printRow(name: string, figures: Figures, first: Figures): void {
  const cells = COLUMNS.map(([, cell]) => cell(figures).padStart(10)).join('');
  const ratio = (first.flows * figures.elapsedMs) / (figures.flows * first.elapsedMs);
  console.log(`${name.padEnd(24)}${cells}${`1/${ratio.toFixed(1)}`.padStart(10)}`);
}

function readOptions() {
  const { values } = readCommandLine({
    options: {
      flows: { type: 'string' },
      seconds: { type: 'string' },
      rows: { type: 'string' },
      smoke: { type: 'boolean' },
    },
  });
  const isSmoke = values.smoke ?? false;
  const flowsFallback = isSmoke ? SMOKE_FLOWS : FLOWS_PER_BATCH;
  const seconds = wholeNumber('seconds', values.seconds, { least: 1, fallback: SECONDS });
  return {
    flowsPerBatch: wholeNumber('flows', values.flows, { least: 1, fallback: flowsFallback }),
    measureMs: isSmoke ? SMOKE_MS : seconds * 1_000,
    batchesMin: isSmoke ? SMOKE_BATCHES : BATCHES_MIN,
    rows: wholeNumber('rows', values.rows, { least: 1, fallback: SCENARIOS.length }),
  };
}

async function main(): Promise<number> {
  const { rows, ...options } = readOptions();
  const date = new Date().toISOString().slice(0, 10);
  const model = cpus()[0]?.model.trim() ?? 'unknown CPU';
  console.log(`${model}, ${availableParallelism()} cores, Node ${process.version}, ${date}`);
  console.log(`batches of ${options.flowsPerBatch} flows, 8 in flight; CPU per flow of each end\n`);
  const folder = await mkdtemp(join(tmpdir(), 'dropcast-bench-stream-'));
  try {
    const certificate = await makeCertificate(folder);
    let first: Figures | undefined;
    printHeading();
    for (const scenario of SCENARIOS.slice(0, rows)) {
      const figures = await play(scenario, { ...options, folder, certificate });
      first ??= figures;
      printRow(scenario.name, figures, first);
    }
    return 0;
  } finally {
    await rm(folder, { recursive: true });
  }
}

if (import.meta.main) await runProgram(USAGE, main);
