/**
 * Agents, aggregator, log, journal and network of one node each are tormented, seed by seed; then
 * every line must be counted once. Exits with 1 when one was not.
 * Run: npm run chaos -- --seed 7 --minutes 0.5
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCommandLine, runProgram, UsageError, wholeNumber } from '../../bench/command-line.ts';
import { Random } from '../../bench/random.ts';
import { journaldObstacle } from '../journald/obstacle.ts';
import { HEADINGS, reportFailure, rowOf, summaryOf } from './report.ts';
import { type Outcome, type RunOptions, run } from './run.ts';
import { drawSchedule } from './schedule.ts';
import { findClockLibrary } from './stepped-clock.ts';

const USAGE =
  'usage: npm run chaos -- [--seed N | --seeds A-B] [--minutes M] [--without-deduplication]';

const SEED = 1;
const MINUTES = 0.25;
const MINUTES_MAX = 24 * 60;

const TOLD = 'Batches were not told apart, and the count is wrong: the harness tells it.';
const UNTOLD = 'Batches were not told apart, and the harness did NOT tell it.';

/** As a shell says it of a command that SIGINT has ended. */
const INTERRUPTED = 130;

interface Wanted {
  readonly seeds: readonly number[];
  readonly minutes: number;
  readonly isForgetful: boolean;
}

function readWanted(): Wanted {
  const { values } = readCommandLine({
    options: {
      seed: { type: 'string' },
      seeds: { type: 'string' },
      minutes: { type: 'string' },
      'without-deduplication': { type: 'boolean' },
    },
  });
  const isForgetful = values['without-deduplication'] ?? false;
  return { seeds: readSeeds(values), minutes: readMinutes(values.minutes), isForgetful };
}

function readSeeds({ seed, seeds }: { seed?: string; seeds?: string }): number[] {
  if (seeds === undefined) return [wholeNumber('seed', seed, { least: 0, fallback: SEED })];
  if (seed !== undefined) throw new UsageError('either --seed or --seeds');
  const [first, last] = /^(\d{1,9})-(\d{1,9})$/.exec(seeds)?.slice(1).map(Number) ?? [];
  if (first === undefined || last === undefined || last < first) {
    throw new UsageError(`--seeds is A-B, not ${seeds}`);
  }
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

function readMinutes(text: string | undefined): number {
  const minutes = Number(text ?? MINUTES);
  if (minutes > 0 && minutes <= MINUTES_MAX) return minutes;
  throw new UsageError(`--minutes is a number up to ${MINUTES_MAX}, not ${text}`);
}

await runProgram(USAGE, async () => {
  const { seeds, ...wanted } = readWanted();
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => stop.abort(new Error(`ended by ${signal}`)));
  }
  const machine = lookAround();
  console.log(HEADINGS);
  const outcomes: Outcome[] = [];
  let faults = 0;
  for (const seed of seeds) {
    const schedule = drawSchedule(new Random(seed), wanted.minutes * 60_000);
    const outcome = await runSeed({ ...wanted, ...machine, seed, schedule, signal: stop.signal });
    if (outcome === undefined) return INTERRUPTED;
    outcomes.push(outcome);
    faults += schedule.length;
  }
  console.log(summaryOf(outcomes, faults));
  if (wanted.isForgetful) {
    // In a short run of one seed perhaps nothing came twice.
    const isTold = outcomes.some(({ difference }) => difference > 0);
    console.log(isTold ? TOLD : UNTOLD);
  }
  return outcomes.every(isAsWritten) ? 0 : 1;
});

/** What this machine has for faults. */
function lookAround(): Pick<RunOptions, 'hasJournal' | 'clockLibrary'> {
  const obstacle = journaldObstacle();
  const clockLibrary = findClockLibrary();
  if (obstacle !== undefined) console.log(`without a journal: ${obstacle}`);
  if (clockLibrary === undefined) console.log('without steps of clocks: no libfaketime');
  return { hasJournal: obstacle === undefined, clockLibrary };
}

/** Prints what became of it; undefined when it was interrupted. */
async function runSeed(seeded: Omit<RunOptions, 'folder'>): Promise<Outcome | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'dropcast-chaos-'));
  const options = { ...seeded, folder };
  try {
    const outcome = await run(options);
    console.log(rowOf(options, outcome));
    if (isAsWritten(outcome)) rmSync(folder, { recursive: true });
    else reportFailure(options, outcome);
    return outcome;
  } catch (cause) {
    if (!seeded.signal.aborted) {
      throw new Error(`seed ${seeded.seed} broke; logs and store: ${folder}`, { cause });
    }
    rmSync(folder, { recursive: true });
    return undefined;
  }
}

function isAsWritten({ unequal, complaints }: Outcome): boolean {
  return unequal.length === 0 && complaints.length === 0;
}
