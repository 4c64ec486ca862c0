/**
 * The bench of the kmsg source: real LOG lines at a set rate, the real source, parser and flow
 * table in this process, and a main thread that is busy 200 ms in each second. Prints what was
 * sent, read and lost, what a line and an idle second cost (also beside a read loop in C on the
 * same ring at the same time), and how old a line is when its block arrives.
 * Run: node bench/kmsg.ts [--rate N] [--seconds S] [--smoke]; needs root, says so when it cannot.
 */
import { availableParallelism, cpus, release } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { createParsers, createTally, observeRecords } from '../src/agent/observe.ts';
import { KmsgSource } from '../src/agent/sources/kmsg/kmsg.ts';
import type { RecordBlock } from '../src/agent/sources/source.ts';
import { openCore, openTable } from '../src/agent/table.ts';
import { FLOWS_MAX } from '../src/flow/limits.ts';
import { FLOW } from '../src/parser/packet.ts';
import { readCommandLine, runProgram, wholeNumber } from './command-line.ts';
import { buildKmsgFloor, startKmsgFloor } from './kmsg-floor.ts';
import { findLabObstacle, type KmsgLab, openKmsgLab } from './kmsg-lab.ts';

const USAGE = 'usage: node bench/kmsg.ts [--rate LINES_PER_SECOND] [--seconds S] [--smoke]';

/** Lines a second: what must be lossless, and what may not be. */
const RATES = [30_000, 50_000, 100_000];
const SECONDS = 20;
const IDLE_SECONDS = 20;

/** The main thread's pauses: so many milliseconds in each second. */
const BUSY_MS = 200;
const BUSY_EVERY_MS = 1_000;

/** A source that gives nothing for so long has given everything. */
const QUIET_MS = 1_500;

/** The worker has read past what is old by then; and compilation is over. */
const WARM_UP_MS = 1_000;
const WARM_UP_LINES = 60_000;

/** What came of the lab's lines. */
interface Reading {
  lines: number;
  /** Records of the source's loss ledger, whoever's they were. */
  lost: number;
  /** Age of the newest line of each block, in microseconds. */
  readonly agesUs: number[];
  lastMs: number;
}

interface Running {
  readonly reading: Reading;
  stop(): Promise<void>;
}

function startReading(prefix: string): Running {
  const reading: Reading = { lines: 0, lost: 0, agesUs: [], lastMs: performance.now() };
  const abort = new AbortController();
  const parser = createParsers([prefix.replace(/: $/, '')]).kernel;
  const table = openTable(FLOWS_MAX, 'kernel', openCore(console.log));
  const tally = createTally();
  const read = async () => {
    for await (const block of new KmsgSource({ from: 'now' }).blocks('', abort.signal)) {
      const before = tally.outcomes[FLOW]!;
      observeRecords(block, parser, table, tally);
      addBlock(reading, block, tally.outcomes[FLOW]! - before);
    }
  };
  const ended = read();
  return {
    reading,
    stop: () => {
      abort.abort();
      return ended;
    },
  };
}

function addBlock(reading: Reading, { index, losses }: RecordBlock, ours: number): void {
  if (ours > 0) reading.agesUs.push(Date.now() * 1_000 - index.timesUs[index.count - 1]!);
  if (ours > 0 || losses.length > 0) reading.lastMs = performance.now();
  reading.lines += ours;
  for (const { count } of losses) reading.lost += count ?? 0;
}

/** Keeps the main thread busy now and then; what it burned itself is told at the end. */
function startPauses(): () => number {
  let burnedUs = 0;
  const timer = setInterval(() => {
    const untilMs = performance.now() + BUSY_MS;
    const before = process.threadCpuUsage();
    while (performance.now() < untilMs);
    const { user, system } = process.threadCpuUsage(before);
    burnedUs += user + system;
  }, BUSY_EVERY_MS);
  return () => {
    clearInterval(timer);
    return burnedUs;
  };
}

async function measureRate(lab: KmsgLab, linesPerSecond: number, seconds: number): Promise<string> {
  const program = buildKmsgFloor();
  const running = startReading(lab.prefix);
  const { reading } = running;
  await sleep(WARM_UP_MS);
  await lab.send({ linesPerSecond, lines: WARM_UP_LINES });
  await sleep(WARM_UP_MS);
  reading.lines = 0;
  reading.lost = 0;
  reading.agesUs.length = 0;
  const before = lab.countLogged();
  const floor = program === undefined ? undefined : startKmsgFloor(program);
  const cpu = process.cpuUsage();
  const startMs = performance.now();
  const stopPauses = startPauses();
  await lab.send({ linesPerSecond, lines: linesPerSecond * seconds });
  const sent = lab.countLogged() - before;
  const tookSeconds = (performance.now() - startMs) / 1_000;
  while (reading.lines + reading.lost < sent && performance.now() - reading.lastMs < QUIET_MS) {
    await sleep(10);
  }
  const { user, system } = process.cpuUsage(cpu);
  const costNs = ((user + system - stopPauses()) * 1_000) / sent;
  await running.stop();
  const floorNs = await floor?.end();
  return row([
    ...[linesPerSecond, tookSeconds.toFixed(1), sent, reading.lines, reading.lost],
    ...[sent - reading.lines - reading.lost, costNs.toFixed(0)],
    floorNs === undefined ? '-' : (costNs / floorNs).toFixed(2),
    ...[quantileMs(reading.agesUs, 0.5), quantileMs(reading.agesUs, 0.99)],
  ]);
}

const HEADINGS = [
  'lines/s',
  'seconds',
  'sent',
  'read',
  'lost',
  'untold',
  'CPU ns/line',
  'x C loop',
];
const AGES = ['p50 ms', 'p99 ms'];

function row(cells: readonly (string | number)[]): string {
  return cells.map((cell) => String(cell).padStart(11)).join('');
}

function quantileMs(values: readonly number[], share: number): string {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.floor(sorted.length * share)];
  return value === undefined ? '-' : (value / 1_000).toFixed(1);
}

async function measureIdle(seconds: number): Promise<string> {
  const running = startReading('nobody');
  await sleep(WARM_UP_MS);
  const cpu = process.cpuUsage();
  await sleep(seconds * 1_000);
  const { user, system } = process.cpuUsage(cpu);
  await running.stop();
  const share = (user + system) / (seconds * 10_000);
  const memory = (process.memoryUsage.rss() / 2 ** 20).toFixed(0);
  return `idle: ${share.toFixed(2)} % of a core, ${memory} MiB resident`;
}

function machine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown CPU';
  const date = new Date().toISOString().slice(0, 10);
  const cores = `${availableParallelism()} cores`;
  return `${model}, ${cores}, Linux ${release()}, Node ${process.version}, ${date}`;
}

async function main(): Promise<number> {
  const value = { type: 'string' } as const;
  const { values } = readCommandLine({
    options: { rate: value, seconds: value, smoke: { type: 'boolean' } },
  });
  const fallback = values.smoke ? 1 : SECONDS;
  const seconds = wholeNumber('seconds', values.seconds, { least: 1, fallback });
  const rate = values.rate && wholeNumber('rate', values.rate, { least: 1, fallback: 0 });
  const obstacle = findLabObstacle();
  if (obstacle !== undefined) {
    console.log(`absent: no kernel LOG lines can be made here: ${obstacle}`);
    return 0;
  }
  console.log(machine());
  console.log(await measureIdle(values.smoke ? 1 : IDLE_SECONDS));
  using lab = openKmsgLab('bench');
  console.log(row([...HEADINGS, ...AGES]));
  const rates = rate ? [rate] : values.smoke ? RATES.slice(0, 1) : RATES;
  for (const each of rates) console.log(await measureRate(lab, each, seconds));
  return 0;
}

if (import.meta.main) await runProgram(USAGE, main);
