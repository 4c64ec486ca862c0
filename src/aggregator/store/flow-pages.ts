/** Flows by hour, as they were counted, in pages. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { EdgeHints } from '../history.ts';
import type { NodeFlow } from '../store.ts';
import { EdgeRows } from './edge-rows.ts';
import { borrowedBytesOf, numberOf, type Row, textOf } from './row.ts';
import { Sheet } from './sheet.ts';
import { inSnapshot } from './snapshot.ts';
import { readTally, type Tally } from './tally.ts';

/** Sheets looked at in one go: some two thousand flows, a few milliseconds. */
const PAGE_SHEETS = 8;

const SELECT = `
SELECT hour, sheet, counts FROM bucket WHERE (hour, sheet) > (?, ?)
ORDER BY hour, sheet LIMIT ${PAGE_SHEETS}`;

export class FlowPages {
  readonly #db: DatabaseSync;
  readonly #select: StatementSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#select = db.prepare(SELECT);
  }

  /** Blocks of flows; no statement stays open between them. */
  async *read(filter: EdgeHints, signal?: AbortSignal): AsyncGenerator<readonly NodeFlow[]> {
    const { protocol, port } = filter;
    const rows = new EdgeRows(this.#db, { protocol, port, replies: true });
    for (let after = { hour: -1, sheet: -1 }; ; ) {
      signal?.throwIfAborted();
      const { last, block } = inSnapshot(this.#db, () => {
        const sheets = this.#select.all(after.hour, after.sheet);
        const block = sheets.flatMap((sheet) => this.#flowsOf(rows, sheet, filter));
        return { last: sheets.at(-1), block };
      });
      if (last === undefined) return;
      if (block.length > 0) yield block;
      after = { hour: numberOf(last, 'hour'), sheet: numberOf(last, 'sheet') };
      await new Promise(setImmediate);
    }
  }

  #flowsOf(rows: EdgeRows, bucket: Row, filter: EdgeHints): NodeFlow[] {
    const hour = numberOf(bucket, 'hour');
    const sheet = new Sheet(borrowedBytesOf(bucket, 'counts'));
    const edges = sheet.edges(numberOf(bucket, 'sheet'));
    return rows.read(edges).flatMap((row) => {
      const tally = readTally(sheet.find(numberOf(row, 'id'))!, hour);
      if (!isInTime(tally, filter)) return [];
      const place = { cluster: textOf(row, 'cluster'), node: textOf(row, 'node') };
      return [{ ...place, flow: rows.flow(row, hour, tally) }];
    });
  }
}

function isInTime({ firstSeenUs, lastSeenUs }: Tally, { sinceUs, untilUs }: EdgeHints): boolean {
  if (sinceUs !== undefined && lastSeenUs < sinceUs) return false;
  return untilUs === undefined || firstSeenUs <= untilUs;
}
