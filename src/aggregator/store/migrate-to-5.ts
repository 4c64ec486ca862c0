/**
 * From version 4, where each edge and hour had a row of its own, to 5, where edges lie side by side
 * in sheets. The counts themselves stay as they were.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { ByteWriter } from '../../wire/byte-writer.ts';
import { borrowedBytesOf, numberOf, type Row } from './row.ts';
import { EDGE_INDEXES, edgeTable, SHEETS } from './schema.ts';
import { encodeSheet, Sheet, type Slots, sheetOf, slotOf } from './sheet.ts';

/** One row for each edge and hour: many, so that they are walked and never all held. */
const BUCKETS = 'SELECT hour, edge, counts FROM bucket_4 ORDER BY hour, edge';
const TOTALS = 'SELECT 0 AS hour, edge, hours, counts FROM total_4 ORDER BY edge';

/** In the order of the index that they have now. */
const EDGES = `
${edgeTable('edge_5')}
INSERT INTO edge_5 SELECT * FROM edge;
DROP TABLE edge;
ALTER TABLE edge_5 RENAME TO edge;
${EDGE_INDEXES}`;

/** Runs inside the caller's transaction. */
export function migrateTo5(db: DatabaseSync): void {
  db.exec('ALTER TABLE bucket RENAME TO bucket_4; ALTER TABLE total RENAME TO total_4;');
  db.exec(SHEETS);
  const putBucket = db.prepare('INSERT INTO bucket VALUES (?, ?, ?)');
  const putTotal = db.prepare('INSERT INTO total VALUES (?, ?)');
  gather(db.prepare(BUCKETS), writeCounts, ({ hour, sheet }, bytes) => {
    putBucket.run(hour, sheet, bytes);
  });
  gather(db.prepare(TOTALS), writeTotal, ({ sheet }, bytes) => putTotal.run(sheet, bytes));
  db.exec(`DROP TABLE bucket_4; DROP TABLE total_4; ${EDGES}`);
}

interface Place {
  readonly hour: number;
  readonly sheet: number;
}

/** Puts rows that come in order into sheets. */
function gather(
  select: StatementSync,
  write: (out: ByteWriter, row: Row) => void,
  put: (place: Place, bytes: Uint8Array) => void,
): void {
  const out = new ByteWriter(0);
  let place: Place | undefined;
  let slots: Slots<Row> = [];
  const end = () => place && put(place, encodeSheet(out, new Sheet(), slots, write));
  for (const row of select.iterate()) {
    const [hour, edge] = [numberOf(row, 'hour'), numberOf(row, 'edge')];
    const sheet = sheetOf(edge);
    if (place?.hour !== hour || place.sheet !== sheet) {
      end();
      place = { hour, sheet };
      slots = [];
    }
    slots[slotOf(edge)] = row;
  }
  end();
}

function writeCounts(out: ByteWriter, row: Row): void {
  out.append(borrowedBytesOf(row, 'counts'));
}

/** Hours have their length before them now. */
function writeTotal(out: ByteWriter, row: Row): void {
  const hours = borrowedBytesOf(row, 'hours');
  out.reserve(LENGTH_BYTES_MAX);
  out.varint(hours.length);
  out.append(hours);
  out.append(borrowedBytesOf(row, 'counts'));
}

const LENGTH_BYTES_MAX = 8;
