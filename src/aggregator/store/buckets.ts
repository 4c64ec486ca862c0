/**
 * Counts flows as batches come: into the bucket of their edge and hour, into the edge's total, and
 * into the hour's sum, all in the caller's transaction. Where an agent has no room for more rows of
 * an hour, new flows are added to coarser ones. Counts stay exact; open connections (origin
 * `conntrack`) are a level, of which the largest stays.
 */
import assert from 'node:assert/strict';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { coarsen } from '../../flow/coarsen.ts';
import { type Flow, OVERFLOW_LEVELS, type OverflowLevel } from '../../flow/flow.ts';
import { ByteWriter } from '../../wire/byte-writer.ts';
import type { Dictionary } from './dictionary.ts';
import { decodeHours, encodeHours, insertHour } from './hour-runs.ts';
import { HourSums } from './hour-sums.ts';
import type { Hours } from './hours.ts';
import { borrowedBytesOf } from './row.ts';
import { addTally, decodeTally, encodeTally, NO_HOUR, type Tally, tallyOf } from './tally.ts';

/** Every method runs inside the caller's transaction. */
export class Buckets {
  readonly #dictionary: Dictionary;
  readonly #hours: Hours;
  readonly #sums: HourSums;
  readonly #select: StatementSync;
  readonly #put: StatementSync;
  readonly #selectTotal: StatementSync;
  readonly #putTotal: StatementSync;
  readonly #counts = new ByteWriter(0);
  readonly #runs = new ByteWriter(0);

  constructor(db: DatabaseSync, dictionary: Dictionary, hours: Hours) {
    this.#dictionary = dictionary;
    this.#hours = hours;
    this.#sums = new HourSums(db);
    this.#select = db.prepare('SELECT counts FROM bucket WHERE hour = ? AND edge = ?');
    this.#put = db.prepare('INSERT OR REPLACE INTO bucket VALUES (?, ?, ?)');
    this.#selectTotal = db.prepare('SELECT hours, counts FROM total WHERE edge = ?');
    this.#putTotal = db.prepare('INSERT OR REPLACE INTO total VALUES (?, ?, ?)');
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

  /** Writes what was gathered of the batch. */
  write(): void {
    this.#hours.write();
    this.#sums.write();
  }

  /** Forgets what was gathered of a batch that is rolled back. */
  forget(): void {
    this.#hours.forget();
    this.#sums.forget();
  }

  /** False, and nothing changed, where that would be one row too many. */
  #addAs(agent: number, flow: Flow): boolean {
    const hasRoom = this.#hours.hasRoom(agent, flow.hour, flow.overflow?.level);
    const edge = hasRoom
      ? this.#dictionary.edgeId(agent, flow)
      : this.#dictionary.knownEdgeId(agent, flow);
    const row = edge === undefined ? undefined : this.#select.get(flow.hour, edge);
    if (edge === undefined || (row === undefined && !hasRoom)) return false;
    if (row === undefined) this.#hours.countRow(agent, flow.hour);
    const known = row && decodeTally(borrowedBytesOf(row, 'counts'), flow.hour);
    this.#count(edge, flow, known);
    return true;
  }

  /** `known`: what the bucket holds. */
  #count(edge: number, flow: Flow, known: Tally | undefined): void {
    const { hour } = flow;
    const isLevel = flow.origin === 'conntrack';
    const added = tallyOf(flow);
    this.#sums.add(hour, added, isLevel);
    this.#addToTotal(edge, hour, added, isLevel);
    const sum = known ?? added;
    if (known) addTally(known, added, isLevel);
    this.#put.run(hour, edge, encodeTally(this.#counts, sum, hour));
  }

  #addToTotal(edge: number, hour: number, added: Tally, isLevel: boolean): void {
    const row = this.#selectTotal.get(edge);
    const total = row ? decodeTally(borrowedBytesOf(row, 'counts'), NO_HOUR) : added;
    const hours = row ? decodeHours(borrowedBytesOf(row, 'hours')) : [];
    insertHour(hours, hour);
    if (row) addTally(total, added, isLevel);
    const counts = encodeTally(this.#counts, total, NO_HOUR);
    this.#putTotal.run(edge, encodeHours(this.#runs, hours), counts);
  }
}
