/**
 * The agent at rest and at work: the real one, a minute at each rate, with 110 pods and 10,000
 * flows that live. Prints the processor time and memory that it took, how soon its first flow was
 * at the aggregator, and whether every line was counted there; fails when one was not. A whole run
 * writes the agent's figures into bench/README.md.
 * Run: npm run bench:agent -- [--seconds N] [--rates 0,1000] [--source journal|file] [--json FILE]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readCommandLine, runProgram, UsageError, wholeNumber } from '../../bench/command-line.ts';
import { describeMachine } from '../../bench/machine.ts';
import { writeJson, writeSection } from '../../bench/result-files.ts';
import { AgentProcess, canMount } from './agent-process.ts';
import { FED_SOURCES, type FedSource, openFeed } from './log-feed.ts';
import { createLines } from './node-lines.ts';
import { difference, type Figures, goalLines, table } from './report.ts';
import { openUpstream } from './upstream.ts';
import { forgetPeak, usageOf, wakeUpsOf } from './usage.ts';

const USAGE = `usage: node test/agent-bench/agent-bench.ts [--seconds N] [--rates R,…]
  [--source journal|file] [--flows N] [--node-flags FLAGS] [--json FILE] [--smoke]`;

const RATES = '0,1000,10000,50000';
const SMOKE_RATES = '0,2000';
const SECONDS = 60;
const FLOWS = 10_000;
/** So many are there when the agent starts. */
const FIRST_LINES = 100;
/** Compiling is over and tables have their size. */
const WARM_UP_MS = 15_000;
const BRIEF_MS = 2_000;
const BRIEF = { warmUpMs: BRIEF_MS, measureMs: BRIEF_MS, windowMs: 500, isSmoke: true };
/** For the last window and a busy machine. */
const ARRIVAL_MS_MAX = 60_000;
const LOOK_MS = 20;
const README = join(import.meta.dirname, '../../bench/README.md');

interface Options {
  readonly source: FedSource;
  readonly rates: readonly number[];
  readonly flows: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
  /** Undefined: as it is without a flag. */
  readonly windowMs: number | undefined;
  readonly nodeFlags: readonly string[];
  readonly json: string | undefined;
  readonly isSmoke: boolean;
}

async function measure(linesPerSecond: number, options: Options): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'dropcast-bench-agent-'));
  await using scope = new AsyncDisposableStack();
  scope.defer(() => rmSync(folder, { recursive: true, force: true }));
  const upstream = scope.use(await openUpstream(folder));
  const { source, windowMs, nodeFlags } = options;
  const feed = openFeed(source, folder, createLines(options.flows));
  scope.defer(() => feed.close());
  feed.write(FIRST_LINES);
  const place = { folder, upstream, path: feed.path };
  const agent = await AgentProcess.start({ ...place, source, windowMs, nodeFlags });
  scope.defer(() => agent.end());
  const { counted } = upstream;
  await arrived(agent, () => counted.firstFlowMs > 0);
  const { cpuMs: firstFlowCpuMs } = usageOf(agent.pid);
  await feed.run(linesPerSecond, options.warmUpMs);
  if (!options.isSmoke) forgetPeak(agent.pid);
  const before = { ...usageOf(agent.pid), wakeUps: wakeUpsOf(agent.pid) };
  const beganMs = performance.now();
  await feed.run(linesPerSecond, options.measureMs);
  const seconds = (performance.now() - beganMs) / 1_000;
  const usage = usageOf(agent.pid);
  const wakeUps = wakeUpsOf(agent.pid) - before.wakeUps;
  await arrived(agent, () => counted.lines + counted.lost >= feed.lines);
  return {
    linesPerSecond,
    coreShare: (usage.cpuMs - before.cpuMs) / 1_000 / seconds,
    ...{ rssBytes: usage.rssBytes, anonBytes: usage.anonBytes, rssBytesMax: usage.rssBytesMax },
    wakeUpsPerSecond: wakeUps / seconds,
    firstFlowMs: counted.firstFlowMs - agent.startedMs,
    firstFlowCpuMs,
    written: feed.lines,
    ...{ counted: counted.lines, lost: counted.lost, flowsMax: counted.flowsMax },
    namedShare: counted.named / counted.ends,
  };
}

/** Waits, for a while only. Throws with what the agent said when it has ended. */
async function arrived(agent: AgentProcess, isThere: () => boolean): Promise<void> {
  const endMs = performance.now() + ARRIVAL_MS_MAX;
  while (!isThere() && performance.now() < endMs) {
    if (!agent.isRunning) throw new Error(`the agent ended: ${agent.log}`);
    await sleep(LOOK_MS);
  }
  if (!isThere()) console.error(`not all came in time; the agent said:\n${agent.log}`);
}

function readOptions(): Options {
  const text = { type: 'string' } as const;
  const { values } = readCommandLine({
    options: {
      ...{ seconds: text, rates: text, source: text, flows: text, json: text },
      ...{ 'node-flags': text, smoke: { type: 'boolean' } },
    },
  });
  const isSmoke = values.smoke ?? false;
  const seconds = wholeNumber('seconds', values.seconds, { least: 1, fallback: SECONDS });
  const source = FED_SOURCES.find((kind) => kind === (values.source ?? 'journal'));
  if (source === undefined) throw new UsageError(`--source is one of ${FED_SOURCES.join(', ')}`);
  return {
    source,
    rates: (values.rates ?? (isSmoke ? SMOKE_RATES : RATES))
      .split(',')
      .map((rate) => wholeNumber('rates', rate, { least: 0, fallback: 0 })),
    flows: wholeNumber('flows', values.flows, { least: 1, fallback: FLOWS }),
    ...{ isSmoke, warmUpMs: WARM_UP_MS, windowMs: undefined, measureMs: seconds * 1_000 },
    ...(isSmoke && BRIEF),
    nodeFlags: values['node-flags']?.split(' ') ?? [],
    json: values.json,
  };
}

async function main(): Promise<number> {
  const options = readOptions();
  const { source, flows, nodeFlags, isSmoke } = options;
  if (!canMount()) console.log('no mounts here: names by kubeconfig, which takes more memory');
  // What the agent talks to has been running for long: its own start is not measured.
  if (!isSmoke) await measure(0, { ...options, ...BRIEF });
  const rows: Figures[] = [];
  for (const rate of options.rates) {
    rows.push(await measure(rate, options));
    console.log(table(rows.slice(-1)));
  }
  const flags = ['flags of node: as in its image', ...nodeFlags].join(' ');
  const about = `source ${source}, ${flows.toLocaleString('en')} flows, ${flags}`;
  const goals = isSmoke ? [] : ['', ...goalLines(rows)];
  const report = [describeMachine(), about, '', table(rows), ...goals].join('\n');
  console.log(report);
  if (options.json !== undefined) writeJson(options.json, { source, flows, nodeFlags, rows });
  if (isWhole(options)) writeSection(README, 'agent', report);
  return rows.every((figures) => difference(figures) === 0) ? 0 : 1;
}

/** As it runs without a flag: only then the figures are those of the document. */
function isWhole({ rates, measureMs, flows, source, nodeFlags }: Options): boolean {
  const isUsual = source === 'journal' && flows === FLOWS && nodeFlags.length === 0;
  return isUsual && rates.join() === RATES && measureMs === SECONDS * 1_000;
}

await runProgram(USAGE, main);
process.exit();
