/**
 * The bench of parse and aggregate: our file → blocks → records → fields → flows beside what people
 * use today, each in its own process on one core, on corpora whose truth is known. Prints a table
 * per corpus and the goals; fails when our counts are not the truth.
 * Run: npm run bench [-- --only NAME --corpus NAME --json FILE …]
 */
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readCommandLine, runProgram, UsageError, wholeNumber } from './command-line.ts';
import { type Contest, contend } from './contest.ts';
import { CORPUS_NAMES, type Corpus, type CorpusName, provideCorpus } from './corpora.ts';
import { type Contests, goalLines } from './goals.ts';
import { describeMachine } from './machine.ts';
import { measure, pinnedCore } from './measure.ts';
import { type Contender, peers } from './peers.ts';
import { writeJson, writeSection } from './result-files.ts';
import { contestTable } from './table.ts';
import { readTruth } from './truth.ts';

const README = join(import.meta.dirname, 'README.md');
const ROUNDS = 5;
const SMOKE_LINES = '20000';

const USAGE = `usage: npm run bench -- [--corpus ${CORPUS_NAMES.join('|')}] [--only NAME]
       [--json FILE] [--lines N] [--header H] [--rounds R] [--smoke]
       npm run bench -- --file F      (F.truth must lie beside F)
Without options: all corpora, all programs, and bench/README.md is written.`;

interface Options {
  readonly corpora: readonly Corpus[];
  readonly rounds: number;
  /** Part of the names of the peers that run. */
  readonly only: string;
  readonly json: string | undefined;
  /** Peers run on the first corpus alone. */
  readonly isSmoke: boolean;
  /** All that a reader of the README expects was asked for. */
  readonly isWhole: boolean;
}

/** What is printed, kept for the README. */
class Transcript {
  text = '';

  say(line: string): void {
    console.log(line);
    this.text += `${line}\n`;
  }
}

/** Reads the command line and makes the corpora if need be. Throws UsageError. */
function prepare(): Options {
  const value = { type: 'string' } as const;
  const { values } = readCommandLine({
    options: {
      ...{ lines: value, rounds: value, header: value, file: value },
      ...{ corpus: value, only: value, json: value, smoke: { type: 'boolean' } },
    },
  });
  const { json, only = '', smoke = false } = values;
  const fallback = smoke ? 1 : ROUNDS;
  const rounds = wholeNumber('rounds', values.rounds, { least: 1, fallback });
  const lines = values.lines ?? (smoke ? SMOKE_LINES : undefined);
  const corpora =
    values.file === undefined
      ? namesOf(values.corpus).map((name) => provideCorpus(name, { lines, header: values.header }))
      : [givenCorpus(values.file)];
  const narrowing = [only, lines, values.header, values.corpus, values.file, values.rounds];
  const isWhole = !smoke && !narrowing.some(Boolean);
  return { corpora, rounds, only, json, isSmoke: smoke, isWhole };
}

function namesOf(name: string | undefined): readonly CorpusName[] {
  if (name === undefined) return CORPUS_NAMES;
  const named = CORPUS_NAMES.filter((known) => known === name);
  if (named.length === 1) return named;
  throw new UsageError(`--corpus is one of ${CORPUS_NAMES.join(', ')}, not ${name}`);
}

function givenCorpus(file: string): Corpus {
  if (!existsSync(file)) throw new UsageError(`${file} does not exist`);
  if (!existsSync(`${file}.truth`)) {
    throw new UsageError(`${file}.truth does not exist: bench/generate.ts writes both`);
  }
  return { name: file, file, isLong: false };
}

async function runCorpus(
  corpus: Corpus,
  options: Options,
  transcript: Transcript,
): Promise<Contest> {
  const { name, file } = corpus;
  const { rounds } = options;
  const truth = readTruth(`${file}.truth`);
  const lines = await countLines(file);
  const input = { file, lines };
  const racing = peers(input).filter((peer) => isWanted(peer, corpus, options));
  const contest = await contend({ input, truth, rounds }, racing);
  const size = `${lines.toLocaleString('en')} lines, ${truth.size.toLocaleString('en')} flows`;
  const pairs = rounds === 1 ? 'one pair' : `${rounds} pairs`;
  transcript.say(`\n${name}: ${size}, ${pairs} of runs for each peer\n`);
  transcript.say(`${contestTable(contest, lines)}\n`);
  for (const reason of contest.missing) transcript.say(`missing: ${reason}`);
  for (const line of ownLines(contest)) transcript.say(line);
  return contest;
}

function isWanted({ name, isQuick = false }: Contender, corpus: Corpus, options: Options): boolean {
  if (!name.includes(options.only)) return false;
  if (options.isSmoke && corpus !== options.corpora[0]) return false;
  return isQuick || !corpus.isLong;
}

function ownLines({ report, collections }: Contest): string[] {
  const { account, steady } = report;
  const { read, parsed, ignored, rejected } = account;
  return [
    `dropcast: read ${read} = parsed ${parsed} + ignored ${ignored} + rejected ${rejected}`,
    `garbage collections in the last ${steady.lines} lines: ${collections}`,
  ];
}

async function countLines(file: string): Promise<number> {
  let lines = 0;
  const wc = { name: 'wc', command: 'wc', args: ['-l', file] };
  await measure(wc, (line) => {
    lines = Number.parseInt(line, 10);
  });
  return lines;
}

function versionLines(contests: readonly Contest[]): string[] {
  const results = contests.flatMap(({ peers: results }) => results);
  return [...new Set(results.map(({ version }) => version ?? ''))].filter(Boolean);
}

/** Whether our counts are the truth; says where they are not. */
function isTrue(name: string, { ours }: Contest): boolean {
  const { right, wrong, invented } = ours.flows!;
  if (wrong === 0 && invented === 0) return true;
  const counts = `${right} right, ${wrong} wrong, ${invented} invented`;
  console.error(`dropcast counts wrongly on ${name}: ${counts}`);
  return false;
}

async function main(): Promise<number> {
  const began = performance.now();
  const options = prepare();
  const transcript = new Transcript();
  const core = pinnedCore();
  const where = core === undefined ? 'on any core' : 'each on one core';
  transcript.say(`${describeMachine()}; ${where}`);
  const named: [string, Contest][] = [];
  for (const corpus of options.corpora)
    named.push([corpus.name, await runCorpus(corpus, options, transcript)]);
  const contests = Object.fromEntries(named);
  // Twenty thousand lines show start-up, not speed.
  const goals = options.isSmoke ? [] : goalLines(contests as Contests);
  if (goals.length > 0) transcript.say(`\n${goals.join('\n')}`);
  const versions = versionLines(Object.values(contests));
  if (versions.length > 0) transcript.say(`\n${versions.join('\n')}`);
  const seconds = Math.round((performance.now() - began) / 1_000);
  transcript.say(`\ntook ${seconds} s`);
  if (options.json !== undefined) writeJson(options.json, { seconds, corpora: contests });
  if (options.isWhole) {
    writeSection(README, 'parse', transcript.text);
    console.log(`written to ${relative('', README)}`);
  }
  return named.every(([name, contest]) => isTrue(name, contest)) ? 0 : 1;
}

if (import.meta.main) await runProgram(USAGE, main);
