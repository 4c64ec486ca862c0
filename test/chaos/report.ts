/** What a person reads: a row for each run, and for one that failed all that replays it. */
import type { Outcome, RunOptions } from './run.ts';
import { formatFault } from './schedule.ts';

const COLUMNS: readonly (readonly [heading: string, width: number])[] = [
  ['seed', 6],
  ['faults', 7],
  ['starts', 7],
  ['fenced', 7],
  ['logs', 5],
  ['lines', 8],
  ['keys', 5],
  ['settled', 9],
  ['unequal', 8],
  ['difference', 11],
];

/** Unequal keys that are told one by one. */
const TOLD_MAX = 20;

export const HEADINGS = COLUMNS.map(([heading, width]) => heading.padStart(width)).join('');

export function rowOf({ seed, schedule }: RunOptions, outcome: Outcome): string {
  const { starts, fenced, generations, lines, keys } = outcome;
  const settled = `${(outcome.settledMs / 1_000).toFixed(1)} s`;
  const { unequal, difference } = outcome;
  const cells = [seed, schedule.length, starts, fenced, generations, lines, keys, settled];
  return [...cells, unequal.length, difference]
    .map((cell, column) => String(cell).padStart(COLUMNS[column]![1]))
    .join('');
}

/** Prints what was wrong, the faults in their order, and the command that replays them. */
export function reportFailure(options: RunOptions, outcome: Outcome): void {
  const { seed, minutes, folder, isForgetful } = options;
  for (const { key, written, counted } of outcome.unequal.slice(0, TOLD_MAX)) {
    console.log(`  ${key}: written ${written}, counted ${counted}`);
  }
  for (const complaint of outcome.complaints) console.log(`  ${complaint}`);
  console.log('  faults:');
  for (const scheduled of options.schedule) console.log(`  ${formatFault(scheduled)}`);
  const flag = isForgetful ? ' --without-deduplication' : '';
  console.log(`  logs and store: ${folder}`);
  console.log(`  again: npm run chaos -- --seed ${seed} --minutes ${minutes}${flag}`);
}

export function summaryOf(outcomes: readonly Outcome[], faults: number): string {
  const lines = outcomes.reduce((sum, outcome) => sum + outcome.lines, 0);
  const difference = outcomes.reduce((sum, outcome) => sum + outcome.difference, 0);
  const runs = outcomes.length;
  return `${runs} runs, ${faults} faults, ${lines} lines: difference ${difference}`;
}
