/**
 * The bench of parse and aggregate: our file → blocks → records → fields → flows beside what people
 * use today, each in its own process, in turn, on one corpus whose truth is known. Prints one
 * table; fails when our counts are not the truth.
 * Run: npm run bench [-- --lines N --rounds R --header H --file F --smoke]
 */
import { existsSync, mkdirSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join, relative } from 'node:path';
import { readCommandLine, runProgram, UsageError, wholeNumber } from './command-line.ts';
import { type CorpusOptions, generateCorpus, parseCorpusOptions } from './generate.ts';
import { isInstalled, measureCpu, median, ProgramError, race } from './measure.ts';
import { type Contender, contenders } from './peers.ts';
import { formatTable, type Row } from './table.ts';
import { type Comparison, type Counts, compareCounts, readTruth } from './truth.ts';

const DATA = join(import.meta.dirname, 'data');
const ROUNDS = 5;
const SMOKE_LINES = '20000';
const NOTE = '# ';

const USAGE = `usage: npm run bench -- [--lines N] [--rounds R] [--header H] [--smoke]
       npm run bench -- --file F [--rounds R]      (F.truth must lie beside F)`;

interface BenchOptions {
  readonly file: string;
  readonly rounds: number;
}

/** What one program printed and whether it is true. */
interface Verdict {
  readonly comparison: Comparison | undefined;
  readonly notes: readonly string[];
}

/** Reads the command line and makes the corpus if need be. Throws UsageError. */
function prepare(): BenchOptions {
  const value = { type: 'string' } as const;
  const { values } = readCommandLine({
    options: {
      ...{ lines: value, rounds: value, header: value, file: value },
      smoke: { type: 'boolean' },
    },
  });
  const fallback = values.smoke ? 1 : ROUNDS;
  const rounds = wholeNumber('rounds', values.rounds, { least: 1, fallback });
  const lines = values.lines ?? (values.smoke ? SMOKE_LINES : undefined);
  const corpus = parseCorpusOptions({ lines, header: values.header });
  const file = values.file ?? provideCorpus(corpus);
  if (!existsSync(file)) throw new UsageError(`${file} does not exist`);
  if (!existsSync(`${file}.truth`)) {
    throw new UsageError(`${file}.truth does not exist: bench/generate.ts writes both`);
  }
  return { file, rounds };
}

/** The corpus in bench/data, written unless it is there. */
function provideCorpus(corpus: CorpusOptions): string {
  const file = join(DATA, `${corpus.lines}-${corpus.header}.log`);
  if (existsSync(file)) return file;
  console.log(`Writing ${corpus.lines} lines to ${relative('', file)}`);
  mkdirSync(DATA, { recursive: true });
  generateCorpus(file, corpus);
  return file;
}

interface Judged {
  readonly program: Contender;
  readonly verdict: Verdict;
}

async function judge(program: Contender, truth: Counts): Promise<Verdict> {
  const counts: Counts = new Map();
  const notes: string[] = [];
  await measureCpu(program, (line) => {
    if (line.startsWith(NOTE)) notes.push(line.slice(NOTE.length));
    else program.readFlows?.(line, counts);
  });
  return { comparison: program.readFlows && compareCounts(truth, counts), notes };
}

/**
 * Runs every program once for what it prints; a peer that is missing or fails is named and left
 * out.
 */
async function judgeAll(all: readonly Contender[], truth: Counts): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const program of all) {
    if (!(await isInstalled(program.needs))) {
      console.log(`absent: ${program.name} (no ${program.needs} here)`);
      continue;
    }
    try {
      judged.push({ program, verdict: await judge(program, truth) });
    } catch (error) {
      if (!(error instanceof ProgramError) || program === all[0]) throw error;
      console.log(`absent: ${error.message}`);
    }
  }
  return judged;
}

function rowsOf(judged: readonly Judged[], spent: readonly number[][], lines: number): Row[] {
  const ours = spent[0]!;
  return judged.map(({ program, verdict }, i) => ({
    name: program.name,
    nsPerLine: median(spent[i]!) / lines,
    ratio: median(spent[i]!.map((cpu, round) => cpu / ours[round]!)),
    comparison: verdict.comparison,
  }));
}

async function main(): Promise<number> {
  const { file, rounds } = prepare();
  const truth = readTruth(`${file}.truth`);
  const lines = await countLines(file);
  console.log(machine());
  const size = `${lines} lines, ${truth.size} flows`;
  console.log(`${relative('', file)}: ${size}, median of ${rounds} rounds`);
  const judged = await judgeAll(contenders(file), truth);
  const programs = judged.map(({ program }) => program);
  const spent = await race(programs, rounds);
  console.log(`\n${formatTable(rowsOf(judged, spent, lines))}\n`);
  const [ours] = judged;
  for (const note of ours!.verdict.notes) console.log(`dropcast: ${note}`);
  return reportOurs(ours!.verdict.comparison!);
}

async function countLines(file: string): Promise<number> {
  let lines = 0;
  const wc = { name: 'wc', command: 'wc', args: ['-l', file] };
  await measureCpu(wc, (line) => {
    lines = Number.parseInt(line, 10);
  });
  return lines;
}

function machine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown CPU';
  const date = new Date().toISOString().slice(0, 10);
  return `${model}, ${availableParallelism()} cores, Node ${process.version}, ${date}`;
}

function reportOurs({ right, wrong, invented }: Comparison): number {
  if (wrong === 0 && invented === 0) return 0;
  console.error(`dropcast counts wrongly: ${right} right, ${wrong} wrong, ${invented} invented`);
  return 1;
}

if (import.meta.main) await runProgram(USAGE, main);
