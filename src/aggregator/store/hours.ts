/**
 * What is kept of each agent and hour of its records: how many rows it has there, so that one node
 * cannot fill the disk, and how much of the hour it has read, which is what coverage rests on.
 * Counts are gathered in memory during a batch and written with it. Every method runs inside the
 * caller's transaction.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { OVERFLOW_LEVELS, type OverflowLevel } from '../../flow/flow.ts';
import { HOUR_US } from '../../flow/time.ts';
import { numberOf } from './row.ts';

/**
 * Each level of detail less may still add rows when the finer ones may not: an eighth of the limit,
 * as agents do with their table. The last level has one row per origin and hour.
 */
const COARSER_SHARE = 1 / 8;

/**
 * Hours that one heartbeat may tell of: after a longer silence only its end counts as observed,
 * which is less than the truth, never more.
 */
const HOURS_TOLD_MAX = 168;

interface Count {
  readonly agent: number;
  readonly hour: number;
  readonly stored: number;
  added: number;
}

export class Hours {
  readonly #rowsMax: number;
  readonly #select: StatementSync;
  readonly #addRows: StatementSync;
  readonly #addObserved: StatementSync;
  /** Of the batch that is being applied. */
  readonly #counts = new Map<string, Count>();

  /** `rowsMax`: rows of one agent in one hour before new ones lose detail. */
  constructor(db: DatabaseSync, rowsMax: number) {
    this.#rowsMax = rowsMax;
    this.#select = db.prepare('SELECT buckets FROM hour WHERE agent = ? AND hour = ?');
    this.#addRows = db.prepare(
      `INSERT INTO hour VALUES (?, ?, ?, 0)
       ON CONFLICT DO UPDATE SET buckets = buckets + excluded.buckets`,
    );
    this.#addObserved = db.prepare(
      `INSERT INTO hour VALUES (?, ?, 0, ?)
       ON CONFLICT DO UPDATE SET observed_us = min(observed_us + excluded.observed_us, ${HOUR_US})`,
    );
  }

  /** Whether one more row at `level` (undefined: in full detail) is within the agent's share. */
  hasRoom(agent: number, hour: number, level: OverflowLevel | undefined): boolean {
    if (level === 'all') return true;
    const steps = level === undefined ? 0 : OVERFLOW_LEVELS.indexOf(level) + 1;
    const { stored, added } = this.#count(agent, hour);
    return stored + added < this.#rowsMax * (1 + steps * COARSER_SHARE);
  }

  countRow(agent: number, hour: number): void {
    this.#count(agent, hour).added++;
  }

  /** Writes what the batch has added. */
  write(): void {
    for (const { agent, hour, added } of this.#counts.values()) {
      if (added > 0) this.#addRows.run(agent, hour, added);
    }
    this.#counts.clear();
  }

  /** Forgets what a batch had added that is rolled back. */
  forget(): void {
    this.#counts.clear();
  }

  /** Everything after `fromUs` up to `toUs` was read. */
  addObserved(agent: number, fromUs: number, toUs: number): void {
    let atUs = Math.max(fromUs, toUs - HOURS_TOLD_MAX * HOUR_US);
    while (atUs < toUs) {
      const hour = Math.floor(atUs / HOUR_US);
      const endUs = Math.min((hour + 1) * HOUR_US, toUs);
      this.#addObserved.run(agent, hour, endUs - atUs);
      atUs = endUs;
    }
  }

  #count(agent: number, hour: number): Count {
    const key = `${agent} ${hour}`;
    const known = this.#counts.get(key);
    if (known) return known;
    const row = this.#select.get(agent, hour);
    const count = { agent, hour, stored: row ? numberOf(row, 'buckets') : 0, added: 0 };
    this.#counts.set(key, count);
    return count;
  }
}
