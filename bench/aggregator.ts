/**
 * The bench of the aggregator, over both homes of flows: how many records a second are durable, how
 * long agents wait for it and what it takes, from one simulated agent to thousands; and how long
 * answers take at so many edge-hours. Fails when a total is not exactly what was sent. A whole run
 * writes its figures into bench/README.md.
 * Run: npm run bench:aggregator -- [--agents 1,10] [--stores embedded,clickhouse] [--rows N]
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { corpusOf, edgeHoursOf, fillEngine, fillFile } from './aggregator/filled-home.ts';
import { type Climbed, climb, isExact, type Rung } from './aggregator/ladder.ts';
import { askAll } from './aggregator/questions.ts';
import {
  type Answers,
  failureLines,
  ladderTable,
  questionLines,
  questionTable,
} from './aggregator/report.ts';
import { EngineProcess } from './clickhouse/engine-process.ts';
import { readCommandLine, runProgram, UsageError, wholeNumber } from './command-line.ts';
import { describeMachine } from './machine.ts';
import { writeJson, writeSection } from './result-files.ts';
import { AggregatorProcess } from './simulate/aggregator.ts';
import { usageOf } from './simulate/usage.ts';
import { clusterYaml } from './store-corpus.ts';

const USAGE = `usage: npm run bench:aggregator -- [--agents N,…] [--stores embedded,clickhouse]
  [--rows N] [--json FILE] [--smoke]
  --agents N,…   rungs of the ladder (1,10,100,1000,5000); none: 0
  --stores S,…   homes (embedded,clickhouse)
  --rows N       edge-hours that questions are asked of (10000000); none: 0
  --json FILE    write the figures there, too
  --smoke        a few agents and rows, some seconds`;

const HOMES = ['embedded', 'clickhouse'] as const;
type HomeKind = (typeof HOMES)[number];

const AGENTS = '1,10,100,1000,5000';
const SMOKE_AGENTS = '1,20';
const ROWS = 10_000_000;
const SMOKE_ROWS = 2_800;
/** An agent's usual window, and how long a rung of it takes. */
const USUAL = { windowMs: 10_000, durationMs: 20_000 };
/** At full speed agents send whenever there is room: their windows ask for 100,000 records/s. */
const FULL_MS = 10_000;
const FULL_BATCHES_PER_SECOND = 1_000;
/** From so many on the usual load is more than is taken. */
const FULL_AGENTS_MAX = 2_000;
const BRIEF = { windowMs: 500, durationMs: 2_000, options: ['--smoke'] };
const TIMES = 5;
const SMOKE_TIMES = 1;
/** What would begin later is left out, and named. */
const ALL_MS_MAX = 15 * 60_000;
const README = join(import.meta.dirname, 'README.md');

interface Options {
  readonly agents: string;
  readonly stores: readonly HomeKind[];
  readonly rows: number;
  readonly json: string | undefined;
  readonly isSmoke: boolean;
}

function readOptions(): Options {
  const text = { type: 'string' } as const;
  const { values } = readCommandLine({
    options: {
      ...{ agents: text, stores: text, rows: text, json: text },
      smoke: { type: 'boolean', default: false },
    },
  });
  const { smoke: isSmoke, json, agents = isSmoke ? SMOKE_AGENTS : AGENTS } = values;
  const stores = (values.stores ?? HOMES.join()).split(',').map((name) => {
    const home = HOMES.find((one) => one === name);
    if (home === undefined) throw new UsageError(`--stores is some of ${HOMES.join(', ')}`);
    return home;
  });
  const fallback = isSmoke ? SMOKE_ROWS : ROWS;
  const rows = wholeNumber('rows', values.rows, { least: 0, fallback });
  return { agents, stores, rows, json, isSmoke };
}

/** All rungs of one home: each at the usual load, and below thousands at full speed. */
function rungsOf(store: string, { agents: list, isSmoke }: Options): Rung[] {
  const all = list.split(',').map((each) => wholeNumber('agents', each, { least: 0, fallback: 0 }));
  return all
    .filter((agents) => agents > 0)
    .flatMap((agents) => {
      if (isSmoke) return [{ store, agents, ...BRIEF }];
      const usual = { store, agents, ...USUAL };
      const windowMs = (agents * 1_000) / FULL_BATCHES_PER_SECOND;
      const full = { store, agents, windowMs, durationMs: FULL_MS };
      return agents <= FULL_AGENTS_MAX ? [usual, full] : [usual];
    });
}

/** Fills a home, and asks the aggregator as it is shipped, in a folder that is removed. */
async function answersOf(store: HomeKind, { rows, isSmoke }: Options): Promise<Answers> {
  const folder = mkdtempSync(join(tmpdir(), 'dropcast-bench-aggregator-'));
  await using scope = new AsyncDisposableStack();
  scope.defer(() => rmSync(folder, { recursive: true, force: true }));
  const corpus = corpusOf(rows);
  const engine =
    store === 'clickhouse' ? scope.use(await EngineProcess.start({ parent: folder })) : undefined;
  const filled = engine
    ? await fillEngine(engine, corpus)
    : fillFile(join(folder, 'flows.db'), corpus);
  const cluster = join(folder, 'cluster.yaml');
  writeFileSync(cluster, clusterYaml());
  const place = ['--store', filled.store, '--cluster', cluster, '--question-time', 'off'];
  const aggregator = await AggregatorProcess.open(place);
  scope.defer(() => aggregator.end('SIGTERM'));
  const asked = await askAll({
    aggregator,
    engineCpuMs: () => (engine === undefined ? 0 : usageOf(engine.pid!).cpuMs),
    times: isSmoke ? SMOKE_TIMES : TIMES,
    lines: filled.lines,
  });
  return { store, edgeHours: edgeHoursOf(corpus), asked };
}

async function main(): Promise<number> {
  const options = readOptions();
  const beganMs = performance.now();
  const left: string[] = [];
  const isOver = (what: string): boolean => {
    const over = performance.now() - beganMs > ALL_MS_MAX;
    if (over) left.push(`${what}: left out, ${ALL_MS_MAX / 60_000} minutes are over`);
    return over;
  };
  const stores = options.stores.filter((store) => {
    const isThere = store !== 'clickhouse' || EngineProcess.isInstalled;
    if (!isThere) left.push(`${store}: missing (npm ci --prefix test/clickhouse)`);
    return isThere;
  });
  const rungs: Climbed[] = [];
  for (const rung of stores.flatMap((store) => rungsOf(store, options))) {
    if (isOver(`${rung.store}, ${rung.agents} agents`)) continue;
    rungs.push(await climb(rung));
    console.log(ladderTable(rungs.slice(-1)));
  }
  const answers: Answers[] = [];
  for (const store of options.rows > 0 ? stores : []) {
    if (isOver(`${store}, questions`)) continue;
    answers.push(await answersOf(store, options));
    console.log(questionTable(answers.slice(-1)));
  }
  const took = `took ${((performance.now() - beganMs) / 1_000).toFixed(0)} s`;
  const report = [
    ...[describeMachine(), '', ladderTable(rungs), '', ...questionLines(answers), ''],
    ...[...failureLines(rungs, answers), ...left, took],
  ].join('\n');
  console.log(report);
  if (options.json !== undefined) writeJson(options.json, { rungs, answers });
  if (isWhole(options)) writeSection(README, 'aggregator', report);
  const isRight = rungs.every(isExact) && failureLines(rungs, answers).length === 0;
  return isRight ? 0 : 1;
}

/** As it runs without a flag: only then the figures are those of the document. */
function isWhole({ agents, rows, stores }: Options): boolean {
  return agents === AGENTS && rows === ROWS && stores.join() === HOMES.join();
}

await runProgram(USAGE, main);
process.exit();
