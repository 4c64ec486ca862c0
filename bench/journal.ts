/**
 * The bench of the journal reader: files → blocks of records, beside journalctl on the same files,
 * each in its own process, in turn. Prints one table per corpus; fails when we do not give every
 * record.
 * Run: node bench/journal.ts [--entries N] [--rounds R] [--smoke]
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readCommandLine, runProgram, wholeNumber } from './command-line.ts';
import { findProgram } from './installed.ts';
import { JOURNAL_REMOTE, writeCorpus } from './journal-corpus.ts';
import { describeMachine } from './machine.ts';
import { measure, type Program, type Run, race } from './measure.ts';
import { median } from './spread.ts';

const DATA = join(import.meta.dirname, 'data');
const ENTRIES = 300_000;
const SMOKE_ENTRIES = 20_000;
const ROUNDS = 5;
const HEADINGS = ['program', 'CPU ns/entry', 'entries/s', 'x ours'];

const USAGE = 'usage: node bench/journal.ts [--entries N] [--rounds R] [--smoke]';

/** Ours first. */
function contenders(directory: string): [Program, ...Program[]] {
  const ours = {
    name: 'dropcast',
    command: process.execPath,
    args: [join(import.meta.dirname, 'journal-reader.ts'), directory],
  };
  const where = ['--quiet', '--no-pager', `--directory=${directory}`, '_TRANSPORT=kernel'];
  const peers = ['cat', 'export', 'json'].map((output) => ({
    name: `journalctl -o ${output}`,
    command: 'journalctl',
    args: [...where, '--output', output],
  }));
  return [ours, ...peers];
}

function formatTable(
  programs: readonly Program[],
  runs: readonly Run[][],
  entries: number,
): string {
  const rows = programs.map(({ name }, i) => {
    const nsPerEntry = median(runs[i]!.map(({ cpuNs }) => cpuNs)) / entries;
    const ratio = median(runs[i]!.map(({ cpuNs }, round) => cpuNs / runs[0]![round]!.cpuNs));
    const perSecond = Math.round(1e9 / nsPerEntry).toLocaleString('en');
    return [name, nsPerEntry.toFixed(0), perSecond, ratio.toFixed(2)];
  });
  const cells = [HEADINGS, ...rows];
  const widths = HEADINGS.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  const pad = (row: readonly string[]): string =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join('  ');
  return cells.map(pad).join('\n');
}

/** The corpus in bench/data, written unless it is there. */
async function provideCorpus(entries: number, isMixed: boolean): Promise<string> {
  const directory = join(DATA, `journal-${entries}${isMixed ? '-mixed' : ''}`);
  if (existsSync(directory)) return directory;
  console.log(`Writing ${entries} kernel entries to ${relative('', directory)}`);
  mkdirSync(DATA, { recursive: true });
  await writeCorpus(directory, { entries, isMixed });
  return directory;
}

/** What our reader gave of the corpus; undefined when it is what is there. */
async function complaint(ours: Program, entries: number): Promise<string | undefined> {
  let printed = '';
  await measure(ours, (line) => {
    printed = line;
  });
  const [read, records] = printed.split(' ').map(Number);
  if (read === entries && records === entries) return undefined;
  return `dropcast read ${read} entries and gave ${records} records of ${entries}`;
}

/** Prints one table; false when we do not give what is there. */
async function compare(directory: string, entries: number, rounds: number): Promise<boolean> {
  const programs = contenders(directory);
  const wrong = await complaint(programs[0], entries);
  if (wrong !== undefined) console.error(wrong);
  const files = readdirSync(directory).length;
  console.log(`${relative('', directory)}: ${files} files, median of ${rounds} rounds`);
  console.log(`\n${formatTable(programs, await race(programs, rounds), entries)}\n`);
  return wrong === undefined;
}

function machine(): string {
  const systemd = execFileSync('journalctl', ['--version'], { encoding: 'utf8' }).split('\n')[0];
  return `${describeMachine()}, ${systemd}`;
}

async function main(): Promise<number> {
  const value = { type: 'string' } as const;
  const { values } = readCommandLine({
    options: { entries: value, rounds: value, smoke: { type: 'boolean' } },
  });
  const fallback = values.smoke ? SMOKE_ENTRIES : ENTRIES;
  const entries = wholeNumber('entries', values.entries, { least: 1, fallback });
  const rounds = wholeNumber('rounds', values.rounds, {
    least: 1,
    fallback: values.smoke ? 1 : ROUNDS,
  });
  if (!findProgram(JOURNAL_REMOTE) || !findProgram('journalctl')) {
    console.log(`absent: ${JOURNAL_REMOTE} or journalctl: there is nothing to compare with`);
    return 0;
  }
  console.log(machine());
  let isRight = true;
  for (const isMixed of [false, true]) {
    const directory = await provideCorpus(entries, isMixed);
    isRight = (await compare(directory, entries, rounds)) && isRight;
  }
  return isRight ? 0 : 1;
}

if (import.meta.main) await runProgram(USAGE, main);
