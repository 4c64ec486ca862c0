/**
 * One corpus, ourselves and the peers on it: what each prints is held against the truth once, then
 * each peer and we take turns, so that every ratio is of two runs that were neighbours.
 */
import { findProgram, versionOf } from './installed.ts';
import { measure, ProgramError, type Run } from './measure.ts';
import { type Contender, ourselves } from './peers.ts';
import { type PipelineReport, readReport } from './pipeline-report.ts';
import { type Spread, spreadOf } from './spread.ts';
import { type Comparison, type Counts, compareCounts } from './truth.ts';

/** What the runs of one program took. */
export interface Result {
  readonly name: string;
  readonly version: string | undefined;
  readonly cpuSeconds: Spread;
  readonly wallSeconds: Spread;
  readonly peakBytes: number;
  /** Processor time over ours of the same pair. */
  readonly ratio: Spread;
  /** Over ours in steady state, per line. */
  readonly ratioToSteady: Spread;
  /** Undefined for a program that prints no flows. */
  readonly flows: Comparison | undefined;
}

export interface Contest {
  readonly ours: Result;
  /** Per line in seconds, behind start-up and compilation. */
  readonly steadySeconds: Spread;
  /** The most garbage collections there in any run. */
  readonly collections: number;
  readonly report: PipelineReport;
  readonly peers: readonly Result[];
  /** Why who is missing. */
  readonly missing: readonly string[];
}

interface Field {
  readonly input: { readonly file: string; readonly lines: number };
  readonly truth: Counts;
  readonly rounds: number;
}

interface OwnRun extends Run {
  readonly report: PipelineReport;
}

interface Pair {
  readonly ours: OwnRun;
  readonly theirs: Run;
}

/** Throws ProgramError when we fail ourselves; a peer that does is missing. */
export async function contend(field: Field, peers: readonly Contender[]): Promise<Contest> {
  const own = ourselves(field.input);
  await own.build?.();
  const flows = await judge(own, field.truth);
  const ownRuns: OwnRun[] = [];
  const results: Result[] = [];
  const missing: string[] = [];
  for (const peer of peers) {
    console.error(`running ${peer.name}`);
    const outcome = await runPeer(own, peer, field);
    if (typeof outcome === 'string') missing.push(outcome);
    else {
      results.push(outcome.result);
      ownRuns.push(...outcome.ownRuns);
    }
  }
  for (let round = ownRuns.length; round < field.rounds; round++) ownRuns.push(await runOwn(own));
  const pairs = ownRuns.map((run) => ({ ours: run, theirs: run }));
  return {
    ours: resultOf(own, pairs, flows),
    steadySeconds: spreadOf(ownRuns.map(({ report }) => steadyNs(report) / 1e9)),
    collections: Math.max(...ownRuns.map(({ report }) => report.steady.collections)),
    report: ownRuns[0]!.report,
    peers: results,
    missing,
  };
}

interface PeerOutcome {
  readonly result: Result;
  readonly ownRuns: readonly OwnRun[];
}

/** The reason where there is no result. */
async function runPeer(
  own: Contender,
  peer: Contender,
  { truth, rounds }: Field,
): Promise<PeerOutcome | string> {
  const [needed] = peer.needs;
  if (findProgram(needed) === undefined) return `${peer.name}: no ${needed} here`;
  const pairs: Pair[] = [];
  try {
    await peer.build?.();
    const flows = await judge(peer, truth);
    for (let round = 0; round < rounds; round++)
      pairs.push({ ours: await runOwn(own), theirs: await measure(peer) });
    return { result: resultOf(peer, pairs, flows), ownRuns: pairs.map(({ ours }) => ours) };
  } catch (error) {
    if (!(error instanceof Error) || error.message.startsWith(own.name)) throw error;
    return error.message;
  }
}

/** What it printed against the truth; undefined for a program that prints no flows. */
async function judge(program: Contender, truth: Counts): Promise<Comparison | undefined> {
  const { readFlows } = program;
  if (readFlows === undefined) return undefined;
  const counts: Counts = new Map();
  await measure(program, (line) => readFlows(line, counts));
  return compareCounts(truth, counts);
}

async function runOwn(own: Contender): Promise<OwnRun> {
  let report: PipelineReport | undefined;
  const run = await measure(own, (line) => {
    report = readReport(line) ?? report;
  });
  if (report === undefined) throw new ProgramError(`${own.name} told nothing of itself`);
  return { ...run, report };
}

function resultOf(program: Contender, pairs: readonly Pair[], flows?: Comparison): Result {
  const theirs = pairs.map((pair) => pair.theirs);
  const lines = pairs[0]!.ours.report.account.read;
  return {
    name: program.name,
    version: versionOf(program.needs[0], program.needs.slice(1)),
    cpuSeconds: spreadOf(theirs.map(({ cpuNs }) => cpuNs / 1e9)),
    wallSeconds: spreadOf(theirs.map(({ wallNs }) => wallNs / 1e9)),
    peakBytes: Math.max(...theirs.map(({ peakBytes }) => peakBytes)),
    ratio: spreadOf(pairs.map((pair) => pair.theirs.cpuNs / pair.ours.cpuNs)),
    ratioToSteady: spreadOf(
      pairs.map((pair) => pair.theirs.cpuNs / lines / steadyNs(pair.ours.report)),
    ),
    flows,
  };
}

function steadyNs({ steady }: PipelineReport): number {
  return steady.cpuNs / steady.lines;
}
