/**
 * From version 3, whose buckets had a column for each count and lay edge by edge, to 4, where they
 * are short and lie hour by hour, and where edges have totals. Some 100,000 rows a second.
 */
import type { DatabaseSync } from 'node:sqlite';
import { ByteReader } from '../../wire/byte-reader.ts';
import { ByteWriter } from '../../wire/byte-writer.ts';
import { writeHours } from './hour-runs.ts';
import { HourSums } from './hour-sums.ts';
import { bytesOf, numberOf, type Row, textOf } from './row.ts';
import { END_INDEX, HOUR_SUM } from './schema.ts';
import { addTally, NO_HOUR, type Tally, writeTally } from './tally.ts';

/** Edge by edge, each of them hour by hour. */
const SELECT = `
SELECT bucket_3.*, edge.origin FROM bucket_3 JOIN edge ON edge.id = bucket_3.edge
ORDER BY bucket_3.edge, bucket_3.hour`;

const SUMS = `
CREATE TABLE bucket (
  hour INTEGER NOT NULL,
  edge INTEGER NOT NULL,
  counts BLOB NOT NULL,
  PRIMARY KEY (hour, edge)
) STRICT, WITHOUT ROWID;

CREATE TABLE total (
  edge INTEGER PRIMARY KEY,
  hours BLOB NOT NULL,
  counts BLOB NOT NULL
) STRICT;
${HOUR_SUM}`;

interface Total {
  readonly edge: number;
  readonly hours: number[];
  readonly tally: Tally;
}

/** Runs inside the caller's transaction. */
export function migrateTo4(db: DatabaseSync): void {
  db.exec(`ALTER TABLE bucket RENAME TO bucket_3; ${SUMS}`);
  const putBucket = db.prepare('INSERT INTO bucket VALUES (?, ?, ?)');
  const putTotal = db.prepare('INSERT INTO total VALUES (?, ?, ?)');
  const sums = new HourSums(db);
  const [counts, runs] = [new ByteWriter(0), new ByteWriter(0)];
  const countsOf = (tally: Tally, hour: number) =>
    written(counts, () => writeTally(counts, tally, hour));
  const put = ({ edge, hours, tally }: Total) => {
    const all = written(runs, () => writeHours(runs, hours));
    putTotal.run(edge, new ByteReader(all).field(), countsOf(tally, NO_HOUR));
  };
  let total: Total | undefined;
  for (const row of db.prepare(SELECT).iterate()) {
    const [edge, hour] = [numberOf(row, 'edge'), numberOf(row, 'hour')];
    const isLevel = textOf(row, 'origin') === 'conntrack';
    const tally = tallyOfRow(row);
    putBucket.run(hour, edge, countsOf(tally, hour));
    sums.add(hour, tally, isLevel);
    if (total && total.edge !== edge) put(total);
    if (total?.edge === edge) addTally(total.tally, tally, isLevel);
    else total = { edge, hours: [], tally };
    total.hours.push(hour);
  }
  if (total) put(total);
  sums.write();
  db.exec(`DROP TABLE bucket_3; ${END_INDEX}`);
}

/** What `write` appends to `out`, instead of what that held. */
function written(out: ByteWriter, write: () => void): Uint8Array {
  out.at = 0;
  write();
  return out.written();
}

function tallyOfRow(row: Row): Tally {
  return {
    lines: numberOf(row, 'lines'),
    duplicates: numberOf(row, 'duplicates'),
    connections: numberOf(row, 'connections'),
    bytes: numberOf(row, 'bytes'),
    tcpFlags: numberOf(row, 'tcp_flags'),
    firstSeenUs: numberOf(row, 'first_seen_us'),
    lastSeenUs: numberOf(row, 'last_seen_us'),
    sourcePorts: JSON.parse(textOf(row, 'source_ports')),
    sourcePortRegisters: bytesOf(row, 'source_port_registers'),
    addressRegisters: bytesOf(row, 'address_registers'),
    answered: numberOf(row, 'answered'),
    refused: numberOf(row, 'refused'),
    unreachable: numberOf(row, 'unreachable'),
  };
}
