/**
 * Forgets old hours, a part at a time: the buckets of some edges, and with them those edges that
 * have no hour left and the ends that nobody else has. What stays is added up anew, since neither
 * first times nor sketches can be taken back. Every part leaves the file whole; one that was begun
 * and not ended is ended the next time.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { ByteWriter } from '../../wire/byte-writer.ts';
import { decodeHours, encodeHours } from './hour-runs.ts';
import { borrowedBytesOf, numberOf, type Row, textOf } from './row.ts';
import { BucketReader, HoursOfEdges } from './span-sums.ts';
import { encodeTally, NO_HOUR } from './tally.ts';

/** Edges of one part: what a month of hours makes of them is some ten milliseconds of work. */
const PART_EDGES = 20;
/** Edges looked through in one part, where there is nothing to forget. */
const PAGE_EDGES = 2_000;

/** The next edges with their hours, after one. */
const SELECT = `
SELECT edge.id, edge.source, edge.destination, edge.origin, total.hours
FROM total CROSS JOIN edge ON edge.id = total.edge
WHERE total.edge > ? ORDER BY total.edge LIMIT ${PAGE_EDGES}`;

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

interface Stale {
  readonly row: Row;
  readonly gone: readonly number[];
  readonly left: readonly number[];
}

/** Every method runs inside the caller's transaction. */
export class Retention {
  readonly #buckets: BucketReader;
  readonly #select: StatementSync;
  readonly #deleteBucket: StatementSync;
  readonly #deleteTotal: StatementSync;
  readonly #deleteEdge: StatementSync;
  readonly #deleteEnd: StatementSync;
  readonly #putTotal: StatementSync;
  readonly #deleteSums: StatementSync;
  readonly #deleteHours: StatementSync;
  readonly #deleteReadings: StatementSync;
  readonly #selectAgents: StatementSync;
  readonly #counts = new ByteWriter(0);
  readonly #runs = new ByteWriter(0);

  constructor(db: DatabaseSync) {
    this.#buckets = new BucketReader(db);
    this.#select = db.prepare(SELECT);
    this.#deleteBucket = db.prepare('DELETE FROM bucket WHERE hour = ? AND edge = ?');
    this.#deleteTotal = db.prepare('DELETE FROM total WHERE edge = ?');
    this.#deleteEdge = db.prepare('DELETE FROM edge WHERE id = ?');
    this.#deleteEnd = db.prepare(DELETE_END);
    this.#putTotal = db.prepare('INSERT OR REPLACE INTO total VALUES (?, ?, ?)');
    this.#deleteSums = db.prepare('DELETE FROM hour_sum WHERE hour < ?');
    this.#deleteHours = db.prepare('DELETE FROM hour WHERE agent = ? AND hour < ?');
    this.#deleteReadings = db.prepare(DELETE_READINGS);
    this.#selectAgents = db.prepare('SELECT id FROM agent');
  }

  /** Forgets hours before `hour` of the next edges after `after`; undefined: there are none. */
  forgetPart(hour: number, after: number): ForgottenPart | undefined {
    const stale: Stale[] = [];
    let last = after;
    for (const row of this.#select.iterate(after)) {
      last = numberOf(row, 'id');
      const hours = decodeHours(borrowedBytesOf(row, 'hours'));
      const at = hours.findIndex((each) => each >= hour);
      const kept = at < 0 ? hours.length : at;
      if (kept > 0) stale.push({ row, gone: hours.slice(0, kept), left: hours.slice(kept) });
      if (stale.length === PART_EDGES) break;
    }
    if (last === after) return undefined;
    for (const each of stale) this.#forget(each);
    const buckets = stale.reduce((sum, { gone }) => sum + gone.length, 0);
    return { after: last, buckets, hasEdges: stale.some(({ left }) => left.length === 0) };
  }

  #forget({ row, gone, left }: Stale): void {
    const edge = numberOf(row, 'id');
    for (const hour of gone) this.#deleteBucket.run(hour, edge);
    if (left.length > 0) this.#sumAnew(row, left);
    else this.#deleteEdgeOf(row);
  }

  #deleteEdgeOf(row: Row): void {
    const edge = numberOf(row, 'id');
    this.#deleteTotal.run(edge);
    this.#deleteEdge.run(edge);
    this.#deleteEnd.run(numberOf(row, 'source'));
    this.#deleteEnd.run(numberOf(row, 'destination'));
  }

  #sumAnew(row: Row, hours: readonly number[]): void {
    const edge = numberOf(row, 'id');
    const wanted = new HoursOfEdges();
    wanted.add(edge, hours);
    const isLevel = textOf(row, 'origin') === 'conntrack';
    const total = this.#buckets.sums(wanted, () => isLevel).get(edge)!;
    const counts = encodeTally(this.#counts, total, NO_HOUR);
    this.#putTotal.run(edge, encodeHours(this.#runs, hours), counts);
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
