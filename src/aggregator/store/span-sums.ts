/** What edges add up to in some of their hours, out of their buckets. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { HOUR_US } from '../../flow/time.ts';
import type { Span } from '../history.ts';
import { decodeHours } from './hour-runs.ts';
import { borrowedBytesOf, numberOf, type Row } from './row.ts';
import { addTally, decodeTally, type Tally } from './tally.ts';

const SELECT = `
SELECT asked.value AS edge, bucket.counts FROM json_each(?) AS asked
  CROSS JOIN bucket ON bucket.hour = ? AND bucket.edge = asked.value`;

export class BucketReader {
  readonly #select: StatementSync;

  constructor(db: DatabaseSync) {
    this.#select = db.prepare(SELECT);
  }

  /** What each of `edges` adds up to in `hour`; those that were not seen are passed over. */
  *read(hour: number, edges: readonly number[]): Generator<readonly [edge: number, Tally]> {
    for (const row of this.#select.all(JSON.stringify(edges), hour)) {
      yield [numberOf(row, 'edge'), decodeTally(borrowedBytesOf(row, 'counts'), hour)];
    }
  }

  /** Sums over the hours of each edge; `isLevel` as in addTally. */
  sums(hours: HoursOfEdges, isLevel: (edge: number) => boolean): Map<number, Tally> {
    const sums = new Map<number, Tally>();
    for (const [hour, edges] of hours.byHour()) {
      for (const [edge, tally] of this.read(hour, edges)) {
        const sum = sums.get(edge);
        if (sum) addTally(sum, tally, isLevel(edge));
        else sums.set(edge, tally);
      }
    }
    return sums;
  }
}

/** Which edges are wanted in which hours. */
export class HoursOfEdges {
  readonly #edges = new Map<number, number[]>();
  /** Buckets in all. */
  size = 0;

  add(edge: number, hours: readonly number[]): void {
    for (const hour of hours) {
      const edges = this.#edges.get(hour);
      if (edges) edges.push(edge);
      else this.#edges.set(hour, [edge]);
    }
    this.size += hours.length;
  }

  byHour(): [hour: number, edges: number[]][] {
    return [...this.#edges].sort(([a], [b]) => a - b);
  }
}

/** First and last hour that overlap with it. */
export function hoursOf({ sinceUs = 0, untilUs = Number.POSITIVE_INFINITY }: Span) {
  return { first: Math.floor(sinceUs / HOUR_US), last: Math.floor(untilUs / HOUR_US) };
}

/** Hours of an edge's total that lie in the span. */
export function hoursInSpan(row: Row, { first, last }: ReturnType<typeof hoursOf>) {
  const all = decodeHours(borrowedBytesOf(row, 'hours'));
  const isWhole = all.length > 0 && all[0]! >= first && all.at(-1)! <= last;
  const hours = isWhole ? all : all.filter((hour) => hour >= first && hour <= last);
  return { hours, isWhole };
}
