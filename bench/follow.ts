/**
 * Compares ours with the npm package `tail` on a log that is written and rotated: all readers
 * follow the same file in the same run. Fails when ours loses a line that stands in a file, repeats
 * one, or makes one up. Run: node bench/follow.ts [--seconds S] [--rate N] [--smoke]
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { readCommandLine, runProgram, wholeNumber } from './command-line.ts';
import { judge, textOf } from './follow-line.ts';
import { READERS, type Reader, type ReaderResult } from './follow-reader.ts';
import type { Rotation, Writes } from './follow-writer.ts';

const USAGE = 'usage: node bench/follow.ts [--seconds S] [--rate LINES_PER_SECOND] [--smoke]';

/** What all readers have read by then, they have read: `tail` waits a second at a rotation. */
const SETTLE_MS = 2_500;

const ROUNDS: readonly (readonly [Rotation, Writes])[] = [
  ['none', 'line'],
  ['rename', 'line'],
  ['rename', 'block'],
  ['copytruncate', 'line'],
  ['copytruncate', 'block'],
];

/** Enough for a rotation. */
const SMOKE = { lines: 6_000, rate: 4_000 };

interface Round {
  readonly rotation: Rotation;
  readonly writes: Writes;
  readonly lines: number;
  readonly rate: number;
}

interface Outcome {
  readonly round: Round;
  /** Lines that were in no file any more when all was written. */
  readonly inNoFile: number;
  readonly results: ReadonlyMap<Reader, ReaderResult>;
}

const program = (name: string): string => join(import.meta.dirname, `${name}.ts`);

async function measure(round: Round): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'dropcast-follow-'));
  const path = join(folder, 'kern.log');
  writeFileSync(path, '');
  const readers = READERS.map((reader) => new ReaderProcess(reader, path, round.lines));
  try {
    await Promise.all(readers.map((reader) => reader.isReady));
    const { lines, rate, rotation, writes } = round;
    const args = [path, String(lines), String(rate), rotation, writes];
    await exitOf(
      spawn(process.execPath, [program('follow-writer'), ...args], { stdio: 'inherit' }),
    );
    await sleep(SETTLE_MS);
    const results = new Map<Reader, ReaderResult>();
    for (const reader of readers) results.set(reader.name, await reader.end());
    return { round, inNoFile: judge(textsIn(folder), lines).lost, results };
  } finally {
    for (const reader of readers) reader.kill();
    rmSync(folder, { recursive: true });
  }
}

function textsIn(folder: string): string[] {
  const files = globSync('*', { cwd: folder }).map((name) => join(folder, name));
  return files.flatMap((file) => readFileSync(file, 'latin1').split('\n').map(textOf));
}

class ReaderProcess {
  readonly name: Reader;
  readonly isReady: Promise<unknown>;
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(name: Reader, path: string, lines: number) {
    this.name = name;
    this.#child = spawn(process.execPath, [program('follow-reader'), name, path, String(lines)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#lines = createInterface({ input: this.#child.stdout! })[Symbol.asyncIterator]();
    this.isReady = this.#lines.next();
  }

  async end(): Promise<ReaderResult> {
    this.#child.stdin!.end();
    const { value } = await this.#lines.next();
    return JSON.parse(value);
  }

  kill(): void {
    this.#child.kill();
  }
}

async function exitOf(child: ChildProcess): Promise<void> {
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${child.spawnargs[1]} ended with status ${code}`);
}

const HEADINGS = [
  'rotation',
  'writes',
  'reader',
  'lost',
  'twice',
  'fragments',
  'invented',
  'CPU ms',
];
const WIDTHS = [12, 6, 10, 9, 9, 9, 9, 9];

const row = (cells: readonly (string | number)[]): string =>
  cells.map((cell, i) => String(cell)[i < 3 ? 'padEnd' : 'padStart'](WIDTHS[i]!)).join(' ');

function print({ round, inNoFile, results }: Outcome): void {
  const { rotation, writes } = round;
  for (const [reader, result] of results) {
    const { lost, duplicated, fragments, invented, cpuMs } = result;
    const counts = [lost, duplicated, fragments, invented, Math.round(cpuMs)];
    console.log(row([rotation, writes, reader, ...counts]));
  }
  if (inNoFile > 0) console.log(row([rotation, writes, '(no file)', inNoFile]));
}

/** Ours may miss what no file holds, and read what stands torn in one. */
function isFaultless({ inNoFile, results }: Outcome): boolean {
  const ours = results.get('ours')!;
  return ours.lost <= inNoFile && ours.duplicated === 0 && ours.invented === 0;
}

async function main(): Promise<number> {
  const { values } = readCommandLine({
    options: {
      seconds: { type: 'string' },
      rate: { type: 'string' },
      smoke: { type: 'boolean', default: false },
    },
  });
  const seconds = wholeNumber('seconds', values.seconds, { least: 1, fallback: 10 });
  const rate = wholeNumber('rate', values.rate, { least: 1, fallback: 20_000 });
  const { smoke } = values;
  const pace = smoke ? SMOKE : { lines: seconds * rate, rate };
  console.log(`${pace.lines} lines a round, ${pace.rate} a second, a rotation each second`);
  console.log(row(HEADINGS));
  let isGood = true;
  for (const [rotation, writes] of smoke ? ROUNDS.slice(1, 2) : ROUNDS) {
    const outcome = await measure({ rotation, writes, ...pace });
    print(outcome);
    isGood &&= isFaultless(outcome);
  }
  if (!isGood) console.error('ours lost, repeated or invented a line that stands in a file');
  return isGood ? 0 : 1;
}

await runProgram(USAGE, main);
