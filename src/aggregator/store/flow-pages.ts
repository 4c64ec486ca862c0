/** Flows by hour, as they were counted, in pages. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { EdgeFilter } from '../../flow/edge.ts';
import type { NodeFlow } from '../store.ts';
import { EdgeRows } from './edge-rows.ts';
import { borrowedBytesOf, numberOf, type Row, textOf } from './row.ts';
import { inSnapshot } from './snapshot.ts';
import { decodeTally, type Tally } from './tally.ts';

/** Rows looked at in one go, whether they match or not: a few milliseconds. */
const PAGE_ROWS_MAX = 2_000;

const SELECT = `
SELECT hour, edge, counts FROM bucket WHERE (hour, edge) > (?, ?)
ORDER BY hour, edge LIMIT ${PAGE_ROWS_MAX}`;

export class FlowPages {
  readonly #db: DatabaseSync;
  readonly #select: StatementSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#select = db.prepare(SELECT);
  }

  /** Blocks of flows; no statement stays open between them. */
  async *read(filter: EdgeFilter): AsyncGenerator<readonly NodeFlow[]> {
    const { protocol, port } = filter;
    const rows = new EdgeRows(this.#db, { protocol, port, replies: true });
    for (let after = { hour: -1, edge: -1 }; ; ) {
      const { last, block } = inSnapshot(this.#db, () => {
        const buckets = this.#select.all(after.hour, after.edge);
        return { last: buckets.at(-1), block: this.#block(rows, buckets, filter) };
      });
      if (last === undefined) return;
      if (block.length > 0) yield block;
      after = { hour: numberOf(last, 'hour'), edge: numberOf(last, 'edge') };
      await new Promise(setImmediate);
    }
  }

  #block(rows: EdgeRows, buckets: readonly Row[], filter: EdgeFilter): NodeFlow[] {
    const ids = [...new Set(buckets.map((bucket) => numberOf(bucket, 'edge')))];
    const edges = new Map(rows.read(ids).map((row) => [numberOf(row, 'id'), row]));
    return buckets.flatMap((bucket) => {
      const hour = numberOf(bucket, 'hour');
      const row = edges.get(numberOf(bucket, 'edge'));
      const tally = decodeTally(borrowedBytesOf(bucket, 'counts'), hour);
      if (row === undefined || !isInTime(tally, filter)) return [];
      const place = { cluster: textOf(row, 'cluster'), node: textOf(row, 'node') };
      return [{ ...place, flow: rows.flow(row, hour, tally) }];
    });
  }
}

function isInTime({ firstSeenUs, lastSeenUs }: Tally, { sinceUs, untilUs }: EdgeFilter): boolean {
  if (sinceUs !== undefined && lastSeenUs < sinceUs) return false;
  return untilUs === undefined || firstSeenUs <= untilUs;
}
