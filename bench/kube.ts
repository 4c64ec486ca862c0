/**
 * The bench of the informer: ours beside @kubernetes/client-node's, each in a process of its own,
 * against one local server. All of a large cluster, one node's part, and events. Fails when ours
 * does not hold what the peer holds.
 * Run: node bench/kube.ts [--pods N] [--smoke]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Certificate, makeCertificate, run } from './certificate.ts';
import { readCommandLine, runProgram, wholeNumber } from './command-line.ts';
import type { Figures } from './kube/client.ts';

const ROOT = join(import.meta.dirname, '..');
const USAGE = 'usage: node bench/kube.ts [--pods N] [--smoke]';
const PODS = 50_000;
const CHURN_PODS = 10_000;
const REPLACEMENTS = 670;
const NODE = 'node-3';

interface Scenario {
  readonly title: string;
  readonly pods: number;
  readonly node: string;
  readonly replacements: number;
}

interface Contender {
  readonly name: string;
  readonly program: string;
  readonly encoding: string;
}

const CONTENDERS: readonly Contender[] = [
  { name: 'dropcast', program: 'ours.js', encoding: 'protobuf' },
  { name: 'dropcast, JSON', program: 'ours.js', encoding: 'json' },
  { name: 'client-node', program: 'peer.js', encoding: 'json' },
];

/** Plain JavaScript, as it runs in production: removing types at run time costs 25 MB. */
async function build(folder: string): Promise<void> {
  const tsc = join(ROOT, 'node_modules/.bin/tsc');
  const args = [
    '-p',
    ROOT,
    '--noEmit',
    'false',
    '--noCheck',
    '--rootDir',
    ROOT,
    '--outDir',
    folder,
  ];
  await run(tsc, args);
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
}

async function play(
  folder: string,
  scenario: Scenario,
  certificate: Certificate | undefined,
): Promise<Map<Contender, Figures>> {
  const figures = new Map<Contender, Figures>();
  for (const contender of CONTENDERS) {
    const files = certificate === undefined ? [] : [certificate.key, certificate.cert];
    const serverProgram = join(folder, 'bench/kube/server.js');
    const server = spawn(process.execPath, [serverProgram, String(scenario.pods), ...files]);
    server.stderr.pipe(process.stderr);
    const [port] = (await once(server.stdout, 'data')) as [Buffer];
    const program = join(folder, 'bench/kube', contender.program);
    const scheme = certificate === undefined ? 'http' : 'https';
    const place = [`${scheme}://127.0.0.1:${Number(port)}`, certificate?.cert ?? ''];
    const rest = [scenario.node, String(scenario.replacements), contender.encoding];
    const output = await run(process.execPath, ['--expose-gc', program, ...place, ...rest]);
    figures.set(contender, JSON.parse(output) as Figures);
    server.kill();
  }
  return figures;
}

const COLUMNS: readonly (readonly [string, (figures: Figures) => string])[] = [
  ['sync ms', ({ syncMs }) => syncMs.toFixed(0)],
  ['CPU ms', ({ cpuMs }) => cpuMs.toFixed(0)],
  ['RSS MB', ({ rssMb }) => rssMb.toFixed(0)],
  ['above bare', ({ rssMb, bareMb }) => (rssMb - bareMb).toFixed(1)],
  ['peak MB', ({ peakMb }) => peakMb.toFixed(0)],
  ['heap MB', ({ heapMb }) => heapMb.toFixed(0)],
  ['us/ev paced', ({ pacedUs }) => (pacedUs === 0 ? '' : pacedUs.toFixed(0))],
  ['us/ev burst', ({ burstUs }) => (burstUs === 0 ? '' : burstUs.toFixed(0))],
];

function printTable({ title }: Scenario, all: ReadonlyMap<Contender, Figures>): void {
  const peer = [...all.values()].at(-1)!;
  console.log(`\n${title}`);
  const heading = COLUMNS.map(([name]) => name.padStart(12)).join('');
  console.log(`${'client'.padEnd(16)}${heading}   CPU x   RSS x`);
  for (const [{ name }, figures] of all) {
    const cells = COLUMNS.map(([, cell]) => cell(figures).padStart(12)).join('');
    const ratios = [peer.cpuMs / figures.cpuMs, peer.rssMb / figures.rssMb];
    const factors = ratios.map((ratio) => ratio.toFixed(1).padStart(8)).join('');
    console.log(`${name.padEnd(16)}${cells}${factors}`);
  }
}

function agrees(all: ReadonlyMap<Contender, Figures>): boolean {
  const digests = new Set(Array.from(all.values(), ({ digest }) => digest));
  if (digests.size === 1) return true;
  for (const [{ name }, { pods, digest }] of all) console.error(`${name}: ${pods} pods, ${digest}`);
  return false;
}

function scenarios(): Scenario[] {
  const { values } = readCommandLine({
    options: { pods: { type: 'string' }, smoke: { type: 'boolean' } },
  });
  const fallback = values.smoke ? 1_000 : PODS;
  const pods = wholeNumber('pods', values.pods, { least: 500, fallback });
  const churned = Math.min(pods, CHURN_PODS);
  const replacements = values.smoke ? 20 : REPLACEMENTS;
  return [
    { title: `all ${pods} pods`, pods, node: '', replacements: 0 },
    { title: `one node's pods of ${pods}`, pods, node: NODE, replacements: 0 },
    { title: `events on ${churned} pods`, pods: churned, node: '', replacements },
  ];
}

/** What this machine takes for waking up alone, in CPU microseconds: a floor for paced events. */
async function measureWake(): Promise<number> {
  const wakes = 100;
  const began = process.cpuUsage();
  for (let i = 0; i < wakes; i++) await sleep(15);
  const { user, system } = process.cpuUsage(began);
  return (user + system) / wakes;
}

async function main(): Promise<number> {
  const plan = scenarios();
  const date = new Date().toISOString().slice(0, 10);
  const model = cpus()[0]?.model.trim() ?? 'unknown CPU';
  console.log(`${model}, ${availableParallelism()} cores, Node ${process.version}, ${date}`);
  console.log(`waking up costs ${(await measureWake()).toFixed(0)} us here`);
  const folder = await mkdtemp(join(tmpdir(), 'dropcast-bench-kube-'));
  try {
    await build(folder);
    const certificate = await makeCertificate(folder);
    let status = 0;
    for (const scenario of plan) {
      const figures = await play(folder, scenario, certificate);
      printTable(scenario, figures);
      if (!agrees(figures)) status = 1;
    }
    return status;
  } finally {
    await rm(folder, { recursive: true });
  }
}

if (import.meta.main) await runProgram(USAGE, main);
