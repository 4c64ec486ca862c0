/** The tables of sheets (sheet.ts): what edges add up to in each hour, and in all. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { borrowedBytesOf, type Row } from './row.ts';
import type { SheetFile } from './sheet.ts';
import { readTally, type Tally, writeTally } from './tally.ts';
import { readTotal, type Total, writeTotal } from './total.ts';

/** Every method runs inside the caller's transaction. */
export class SheetTables {
  readonly #bucket: StatementSync;
  readonly #putBucket: StatementSync;
  readonly #deleteBucket: StatementSync;
  readonly #total: StatementSync;
  readonly #putTotal: StatementSync;
  readonly #deleteTotal: StatementSync;

  constructor(db: DatabaseSync) {
    this.#bucket = db.prepare('SELECT counts FROM bucket WHERE hour = ? AND sheet = ?');
    this.#putBucket = db.prepare('INSERT OR REPLACE INTO bucket VALUES (?, ?, ?)');
    this.#deleteBucket = db.prepare('DELETE FROM bucket WHERE hour = ? AND sheet = ?');
    this.#total = db.prepare('SELECT counts FROM total WHERE sheet = ?');
    this.#putTotal = db.prepare('INSERT OR REPLACE INTO total VALUES (?, ?)');
    this.#deleteTotal = db.prepare('DELETE FROM total WHERE sheet = ?');
  }

  /** What edges add up to in `hour`. */
  buckets(hour: number): SheetFile<Tally> {
    return {
      load: (sheet) => countsOf(this.#bucket.get(hour, sheet)),
      store: (sheet, bytes) => void this.#putBucket.run(hour, sheet, bytes),
      read: (reader) => readTally(reader, hour),
      write: (out, tally) => writeTally(out, tally, hour),
    };
  }

  get totals(): SheetFile<Total> {
    return {
      load: (sheet) => countsOf(this.#total.get(sheet)),
      store: (sheet, bytes) => void this.#putTotal.run(sheet, bytes),
      read: readTotal,
      write: writeTotal,
    };
  }

  deleteBuckets(hour: number, sheet: number): void {
    this.#deleteBucket.run(hour, sheet);
  }

  deleteTotals(sheet: number): void {
    this.#deleteTotal.run(sheet);
  }
}

function countsOf(row: Row | undefined): Uint8Array | undefined {
  return row && borrowedBytesOf(row, 'counts');
}
