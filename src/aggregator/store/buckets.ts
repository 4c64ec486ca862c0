/**
 * Counts flows as batches come: into the bucket of their edge and hour, into the edge's total, and
 * into the hour's sum, all in the caller's transaction. They are gathered in memory, and written
 * when all flows of the transaction are counted. Where an agent has no room for more rows of an
 * hour, new flows are added to coarser ones. Counts stay exact; open connections (origin
 * `conntrack`) are a level, of which the largest stays.
 */
import assert from 'node:assert/strict';
import type { DatabaseSync } from 'node:sqlite';
import { coarsen } from '../../flow/coarsen.ts';
import { type Flow, OVERFLOW_LEVELS, type OverflowLevel } from '../../flow/flow.ts';
import { ByteWriter } from '../../wire/byte-writer.ts';
import type { Dictionary } from './dictionary.ts';
import { insertHour } from './hour-runs.ts';
import { HourSums } from './hour-sums.ts';
import type { Hours } from './hours.ts';
import { OpenSheets } from './sheet.ts';
import { SheetTables } from './sheet-tables.ts';
import { addTally, type Tally, tallyOf } from './tally.ts';
import type { Total } from './total.ts';

/** Every method runs inside the caller's transaction. */
export class Buckets {
  readonly #dictionary: Dictionary;
  readonly #hours: Hours;
  readonly #sums: HourSums;
  readonly #tables: SheetTables;
  readonly #totals: OpenSheets<Total>;
  readonly #byHour = new Map<number, OpenSheets<Tally>>();
  readonly #out = new ByteWriter(0);

  constructor(db: DatabaseSync, dictionary: Dictionary, hours: Hours) {
    this.#dictionary = dictionary;
    this.#hours = hours;
    this.#sums = new HourSums(db);
    this.#tables = new SheetTables(db);
    this.#totals = new OpenSheets(this.#tables.totals, this.#out);
  }

  /** Counts a flow of `agent`; gives the level to which it had to be coarsened. */
  add(agent: number, flow: Flow): OverflowLevel | undefined {
    if (this.#addAs(agent, flow)) return undefined;
    for (const level of OVERFLOW_LEVELS) {
      const coarser = coarsen(flow, level);
      if (coarser !== flow && this.#addAs(agent, coarser)) return level;
    }
    return assert.fail('there is always room for a flow without any detail');
  }

  /** Writes what was gathered. */
  write(): void {
    this.#hours.write();
    this.#sums.write();
    for (const sheets of this.#byHour.values()) sheets.write();
    this.#byHour.clear();
    this.#totals.write();
  }

  /** Forgets what was gathered in a transaction that is rolled back. */
  forget(): void {
    this.#hours.forget();
    this.#sums.forget();
    this.#byHour.clear();
    this.#totals.forget();
  }

  /** False, and nothing changed, where that would be one row too many. */
  #addAs(agent: number, flow: Flow): boolean {
    const hasRoom = this.#hours.hasRoom(agent, flow.hour, flow.overflow?.level);
    const edge = hasRoom
      ? this.#dictionary.edgeId(agent, flow)
      : this.#dictionary.knownEdgeId(agent, flow);
    if (edge === undefined) return false;
    const sheets = this.#sheetsOf(flow.hour);
    const known = sheets.get(edge);
    if (known === undefined && !hasRoom) return false;
    const isLevel = flow.origin === 'conntrack';
    const added = tallyOf(flow);
    this.#sums.add(flow.hour, added, isLevel);
    this.#addToTotal(edge, flow.hour, added, isLevel);
    if (known) {
      addTally(known, added, isLevel);
    } else {
      this.#hours.countRow(agent, flow.hour);
      sheets.set(edge, added);
    }
    return true;
  }

  #addToTotal(edge: number, hour: number, added: Tally, isLevel: boolean): void {
    const total = this.#totals.get(edge);
    if (total) {
      insertHour(total.hours, hour);
      addTally(total.tally, added, isLevel);
    } else {
      this.#totals.set(edge, { hours: [hour], tally: { ...added } });
    }
  }

  #sheetsOf(hour: number): OpenSheets<Tally> {
    const known = this.#byHour.get(hour);
    if (known) return known;
    const sheets = new OpenSheets(this.#tables.buckets(hour), this.#out);
    this.#byHour.set(hour, sheets);
    return sheets;
  }
}
