/** What edges add up to, in all of their hours or in some, as questions come to them. */
import type { DatabaseSync } from 'node:sqlite';
import { HOUR_US } from '../../flow/time.ts';
import type { Span } from '../history.ts';
import { SheetCursor } from './sheet-cursor.ts';
import { SheetTables } from './sheet-tables.ts';
import { addTally, type Tally } from './tally.ts';
import type { Total } from './total.ts';

export class SumReader {
  readonly #tables: SheetTables;

  constructor(db: DatabaseSync) {
    this.#tables = new SheetTables(db);
  }

  /** What each of `edges` adds up to in `hour`; those that were not seen are passed over. */
  *read(hour: number, edges: readonly number[]): Generator<readonly [edge: number, Tally]> {
    const cursor = new SheetCursor(this.#tables.buckets(hour));
    for (const edge of edges) {
      const tally = cursor.find(edge);
      if (tally !== undefined) yield [edge, tally];
    }
  }

  /** What edges add up to in all hours, one edge after the other. */
  totals(): SheetCursor<Total> {
    return new SheetCursor(this.#tables.totals);
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

/** Hours of an edge that lie in the span. */
export function hoursInSpan(all: readonly number[], { first, last }: ReturnType<typeof hoursOf>) {
  const isWhole = all.length > 0 && all[0]! >= first && all.at(-1)! <= last;
  const hours = isWhole ? all : all.filter((hour) => hour >= first && hour <= last);
  return { hours, isWhole };
}
