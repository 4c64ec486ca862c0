/**
 * How cost grows: processor time against lines, distinct flows, pods, policies and agents at 1, 10
 * and 100 times, and the exponent over the last tenfold (1: in proportion; n log n: up to 1.2).
 * The largest runs once before anything is measured, and the least of some runs counts, so that
 * neither compilation nor a cold heap is in it.
 * Run: npm run bench:scaling [-- --smoke --json FILE]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../src/aggregator/store/open-store.ts';
import { unnamedEndpoint } from '../src/flow/endpoint.ts';
import { emptyAccount } from '../src/flow/loss.ts';
import { ClusterIndex } from '../src/kube/cluster-index.ts';
import { nameByAddress } from '../src/kube/endpoint-name.ts';
import { Evaluator } from '../src/policy/evaluate/evaluator.ts';
import { readManifests } from '../src/policy/read/read-manifests.ts';
import { readCommandLine, runProgram } from './command-line.ts';
import { DEFAULT_CORPUS, generateCorpus } from './generate.ts';
import { describeMachine } from './machine.ts';
import { addressOf, fill, podOf, SPAN } from './named-cluster.ts';
import { edgesOf, labelPolicies, namespacedPolicies, podsAndNamespaces } from './policy-corpus.ts';
import { writeJson } from './result-files.ts';
import { countFlows } from './stages.ts';
import { agentOf, FLOWS_PER_NODE, flowsOf } from './store-corpus.ts';
import { formatTable } from './table.ts';

const USAGE = 'usage: npm run bench:scaling [-- --smoke] [-- --json FILE]';
const TIMES = [1, 10, 100];
/** Runs of a size: at least two, and then as many as take so long; a smoke test takes its share. */
const RUNS_MIN = 2;
const RUNS_MAX = 200;
const RUNS_CPU_MS = 500;
const SMOKE_SHARE = 0.02;
/** n log n over the last tenfold is at most this, for the sizes below. */
const EXPONENT_MAX = 1.2;
const HOUR = 490_000;

/** What is measured; may run again. */
type Work = () => unknown;

interface Growth {
  readonly name: string;
  /** What one time is. */
  readonly unit: number;
  /** A piece of work of that size, made ready; running it is what is measured. */
  readonly prepare: (size: number) => Promise<Work>;
}

interface Row {
  readonly name: string;
  readonly sizes: readonly number[];
  readonly cpuMs: readonly number[];
  /** Of size in cost, over the last tenfold: below it what is fixed still counts. */
  readonly exponent: number;
}

/** Files are made in `folder`; `share` of the usual sizes. */
function growths(folder: string, share: number): readonly Growth[] {
  const unit = (size: number) => Math.max(2, Math.round(size * share));
  const corpusOf = (lines: number, flows: number) => {
    const file = join(folder, `${lines}-${flows}.log`);
    generateCorpus(file, { ...DEFAULT_CORPUS, lines, flows });
    return () => countFlows(file);
  };
  const lines = unit(200_000);
  const edges = unit(20_000);
  return [
    { name: 'lines', unit: unit(4_000), prepare: async (size) => corpusOf(size, 500) },
    {
      name: `distinct flows, in ${lines} lines`,
      unit: unit(300),
      prepare: async (size) => corpusOf(lines, size),
    },
    { name: 'pods, listed and each named', unit: unit(500), prepare: namePods },
    {
      name: `policies of namespaces, ${edges} edges`,
      unit: unit(40),
      prepare: async (size) => evaluateAll(namespacedPolicies(size), edges),
    },
    {
      name: `policies of labels, ${edges} edges`,
      unit: unit(40),
      prepare: async (size) => evaluateAll(labelPolicies(size), edges),
    },
    {
      name: 'agents, one batch each',
      unit: 2,
      prepare: (size) => applyBatches(size, unit(FLOWS_PER_NODE)),
    },
  ];
}

async function namePods(size: number): Promise<Work> {
  const pods = Array.from({ length: size }, (_, i) => podOf(i));
  const ends = pods.map((_, i) => unnamedEndpoint(addressOf(i)));
  return () => {
    const index = new ClusterIndex();
    fill(index, pods);
    for (const end of ends) nameByAddress(index, end, SPAN);
  };
}

function evaluateAll(policies: readonly object[], edgeCount: number): Work {
  const items = [...podsAndNamespaces(), ...policies];
  const text = JSON.stringify({ kind: 'List', items });
  const { policies: read, world } = readManifests([{ file: 'scaling.json', text }]);
  const edges = edgesOf(edgeCount);
  return () => {
    const evaluator = new Evaluator(read, world);
    for (const edge of edges) evaluator.evaluate(edge);
  };
}

/** Into a new store in memory. */
async function applyBatches(agents: number, flowsEach: number): Promise<Work> {
  const batches = Array.from({ length: agents }, (_, node) =>
    flowsOf(node, HOUR).slice(0, flowsEach),
  );
  const account = emptyAccount();
  const rest = { losses: [], account, ruleCounters: [], readings: [] };
  return async () => {
    const store = await openStore(':memory:');
    for (const [node, flows] of batches.entries()) {
      const hello = { instance: 'scaling', version: 'bench', bootId: 'boot' };
      await store.welcome({ ...agentOf(node), ...hello });
      const position = { epoch: 1, sequence: 1, cursorAfter: 'after' };
      await store.apply({ flows, ...rest, ...position }, agentOf(node));
    }
    await store.close();
  };
}

async function measureGrowth({ name, unit, prepare }: Growth, share: number): Promise<Row> {
  const sizes = TIMES.map((times) => unit * times);
  const works = [];
  for (const size of sizes) works.push(await prepare(size));
  await works.at(-1)!();
  const cpuMs: number[] = [];
  for (const work of works) cpuMs.push(await leastOf(work, share * RUNS_CPU_MS));
  const [before, last] = cpuMs.slice(-2);
  return { name, sizes, cpuMs, exponent: Math.log10(last! / before!) };
}

async function leastOf(work: Work, enoughMs: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  let spent = 0;
  for (let run = 0; run < RUNS_MAX && (run < RUNS_MIN || spent < enoughMs); run++) {
    const cpuMs = await cpuOf(work);
    spent += cpuMs;
    least = Math.min(least, cpuMs);
  }
  return least;
}

async function cpuOf(work: Work): Promise<number> {
  const begin = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1_000;
}

function cellsOf({ name, sizes, cpuMs, exponent }: Row, share: number): string[] {
  const costs = cpuMs.map((ms, i) => `${sizes[i]!.toLocaleString('en')}: ${ms.toFixed(1)} ms`);
  // What is fixed, and the cold, are most of a smoke test.
  const isWorse = share === 1 && exponent > EXPONENT_MAX;
  return [name, ...costs, exponent.toFixed(2), isWorse ? 'WORSE than n log n' : ''];
}

async function main(): Promise<number> {
  const { values } = readCommandLine({
    options: { smoke: { type: 'boolean' }, json: { type: 'string' } },
  });
  const folder = mkdtempSync(join(tmpdir(), 'dropcast-scaling-'));
  const share = values.smoke ? SMOKE_SHARE : 1;
  const rows: Row[] = [];
  try {
    for (const growth of growths(folder, share)) rows.push(await measureGrowth(growth, share));
  } finally {
    rmSync(folder, { recursive: true });
  }
  const headings = ['CPU against', ...TIMES.map((times) => `${times} x`), 'exponent', ''];
  console.log(
    `${describeMachine()}\n\n${formatTable([headings, ...rows.map((row) => cellsOf(row, share))])}`,
  );
  if (values.json !== undefined) writeJson(values.json, { rows });
  return 0;
}

await runProgram(USAGE, main);
