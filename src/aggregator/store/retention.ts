/**
 * Forgets old hours, a part at a time: the buckets of one sheet, and with them those of its edges
 * that have no hour left and the ends that nobody else has. What stays is added up anew, since
 * neither first times nor sketches can be taken back. Every part leaves the file whole; one that
 * was begun and not ended is ended the next time.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { ByteWriter } from '../../wire/byte-writer.ts';
import { isLevelEdge } from './edge-rows.ts';
import { borrowedBytesOf, numberOf, type Row } from './row.ts';
import { encodeSheet, Sheet, type Slots, slotOf } from './sheet.ts';
import { SheetTables } from './sheet-tables.ts';
import { HoursOfEdges, SumReader } from './span-sums.ts';
import { readTotal, type Total } from './total.ts';

/** Sheets looked through in one part, where there is nothing to forget. */
const PAGE_SHEETS = 64;

const SELECT = `
SELECT sheet, counts FROM total WHERE sheet > ? ORDER BY sheet LIMIT ${PAGE_SHEETS}`;

const DELETE_END = `
DELETE FROM endpoint WHERE id = ?
  AND NOT EXISTS (SELECT 1 FROM edge WHERE source = endpoint.id)
  AND NOT EXISTS (SELECT 1 FROM edge WHERE destination = endpoint.id)`;

/** Of each agent; but for the newest, by which other sources of its node know where it got to. */
const DELETE_READINGS = `
DELETE FROM reading WHERE agent = $agent AND hour <
  (SELECT max(hour) FROM reading WHERE agent = $agent AND hour < $hour)`;

/** Where the next part begins, and how many buckets this one forgot. */
export interface ForgottenPart {
  readonly after: number;
  readonly buckets: number;
  /** Edges or ends went: their ids mean nothing any more. */
  readonly hasEdges: boolean;
}

/** What an edge of a sheet adds up to, and how many of its hours are gone. */
interface Kept {
  readonly edge: number;
  readonly total: Total;
  readonly gone: number;
}

/** Every method runs inside the caller's transaction. */
export class Retention {
  readonly #sums: SumReader;
  readonly #tables: SheetTables;
  readonly #select: StatementSync;
  readonly #selectEdge: StatementSync;
  readonly #deleteEdge: StatementSync;
  readonly #deleteEnd: StatementSync;
  readonly #deleteSums: StatementSync;
  readonly #deleteHours: StatementSync;
  readonly #deleteReadings: StatementSync;
  readonly #selectAgents: StatementSync;
  readonly #out = new ByteWriter(0);

  constructor(db: DatabaseSync) {
    this.#sums = new SumReader(db);
    this.#tables = new SheetTables(db);
    this.#select = db.prepare(SELECT);
    this.#selectEdge = db.prepare('SELECT source, destination, origin FROM edge WHERE id = ?');
    this.#deleteEdge = db.prepare('DELETE FROM edge WHERE id = ?');
    this.#deleteEnd = db.prepare(DELETE_END);
    this.#deleteSums = db.prepare('DELETE FROM hour_sum WHERE hour < ?');
    this.#deleteHours = db.prepare('DELETE FROM hour WHERE agent = ? AND hour < ?');
    this.#deleteReadings = db.prepare(DELETE_READINGS);
    this.#selectAgents = db.prepare('SELECT id FROM agent');
  }

  /** Forgets hours before `hour` of the next sheets after `after`; undefined: there are none. */
  forgetPart(hour: number, after: number): ForgottenPart | undefined {
    let last: number | undefined;
    for (const row of this.#select.all(after)) {
      last = numberOf(row, 'sheet');
      const all = edgesOf(row, last, hour);
      const buckets = all.reduce((sum, { gone }) => sum + gone, 0);
      if (buckets === 0) continue;
      const hasEdges = all.some(isGone);
      this.#forget(last, all);
      return { after: last, buckets, hasEdges };
    }
    return last === undefined ? undefined : { after: last, buckets: 0, hasEdges: false };
  }

  #forget(sheet: number, all: readonly Kept[]): void {
    const hours = new Set(all.flatMap(({ total, gone }) => total.hours.slice(0, gone)));
    for (const hour of hours) this.#tables.deleteBuckets(hour, sheet);
    for (const { edge } of all.filter(isGone)) this.#deleteEdgeOf(edge);
    const left = all.filter((each) => !isGone(each));
    if (left.length === 0) this.#tables.deleteTotals(sheet);
    else this.#putTotals(sheet, this.#summedAnew(left));
  }

  #deleteEdgeOf(edge: number): void {
    const row = this.#selectEdge.get(edge);
    if (row === undefined) return;
    this.#deleteEdge.run(edge);
    this.#deleteEnd.run(numberOf(row, 'source'));
    this.#deleteEnd.run(numberOf(row, 'destination'));
  }

  #summedAnew(all: readonly Kept[]): Map<number, Total> {
    const totals = new Map(all.map(({ edge, total }) => [edge, total]));
    const wanted = new HoursOfEdges();
    const levels = new Set<number>();
    for (const { edge, total, gone } of all) {
      if (gone === 0) continue;
      total.hours.splice(0, gone);
      wanted.add(edge, total.hours);
      if (isLevelEdge(this.#selectEdge.get(edge)!)) levels.add(edge);
    }
    for (const [edge, tally] of this.#sums.sums(wanted, (each) => levels.has(each))) {
      totals.set(edge, { hours: totals.get(edge)!.hours, tally });
    }
    return totals;
  }

  #putTotals(sheet: number, totals: ReadonlyMap<number, Total>): void {
    const slots: Slots<Total> = [];
    for (const [edge, total] of totals) slots[slotOf(edge)] = total;
    const { store, write } = this.#tables.totals;
    store(sheet, encodeSheet(this.#out, new Sheet(), slots, write));
  }

  /**
   * What all edges added up to, how long nodes were observed and what their clocks said; when no
   * edge has it any more.
   */
  forgetSums(hour: number): void {
    this.#deleteSums.run(hour);
    for (const row of this.#selectAgents.all()) {
      const agent = numberOf(row, 'id');
      this.#deleteHours.run(agent, hour);
      this.#deleteReadings.run({ $agent: agent, $hour: hour });
    }
  }
}

/** Of a row of totals; hours before `hour` are gone. */
function edgesOf(row: Row, number: number, hour: number): Kept[] {
  const sheet = new Sheet(borrowedBytesOf(row, 'counts'));
  return sheet.edges(number).map((edge) => {
    const total = readTotal(sheet.find(edge)!);
    const at = total.hours.findIndex((each) => each >= hour);
    return { edge, total, gone: at < 0 ? total.hours.length : at };
  });
}

function isGone({ total, gone }: Kept): boolean {
  return gone === total.hours.length;
}
