/**
 * What all edges add up to in an hour: one row for each hour, so that the series of all is read
 * from a few. Gathered in memory during a batch and written with it, in the caller's transaction.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { HourSum } from '../history.ts';
import { numberOf, type Row } from './row.ts';
import { COUNT_MAX, capped, type Tally } from './tally.ts';

const COUNTS = ['lines', 'connections', 'bytes', 'answered', 'refused', 'unreachable'] as const;

const ADD = `
INSERT INTO hour_sum VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
  ${COUNTS.map((name) => `${name} = min(${name} + excluded.${name}, ${COUNT_MAX})`).join(', ')}`;

/** A running sum. */
export type OpenHourSum = { -readonly [Name in keyof HourSum]: HourSum[Name] };

export class HourSums {
  readonly #add: StatementSync;
  /** Of the batch that is being applied. */
  readonly #added = new Map<number, OpenHourSum>();

  constructor(db: DatabaseSync) {
    this.#add = db.prepare(ADD);
  }

  add(hour: number, tally: Tally, isLevel: boolean): void {
    const sum = this.#added.get(hour) ?? emptyHourSum(hour);
    this.#added.set(hour, sum);
    addToHour(sum, tally, isLevel);
  }

  write(): void {
    for (const sum of this.#added.values()) {
      this.#add.run(sum.hour, ...COUNTS.map((name) => sum[name]));
    }
    this.#added.clear();
  }

  forget(): void {
    this.#added.clear();
  }
}

export function emptyHourSum(hour: number): OpenHourSum {
  return { hour, lines: 0, connections: 0, bytes: 0, answered: 0, refused: 0, unreachable: 0 };
}

/** `isLevel`: open connections do not add up. */
export function addToHour(sum: OpenHourSum, tally: Tally, isLevel: boolean): void {
  for (const name of COUNTS) {
    if (name !== 'connections' || !isLevel) sum[name] = capped(sum[name] + tally[name]);
  }
}

/** The row of an hour. */
export function hourSumOf(row: Row): HourSum {
  const sum = emptyHourSum(numberOf(row, 'hour'));
  for (const name of COUNTS) sum[name] = numberOf(row, name);
  return sum;
}
