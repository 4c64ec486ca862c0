/**
 * The pass `warm` of count-pending.ts: reads ahead what the other passes will need. Lines of a flow
 * table are random places in megabytes; reads that do not depend on each other wait for them
 * together, many in a short loop.
 */
import { warmBuckets } from './connections.ts';
import { keep } from './memory.ts';
import { warmRows } from './rows.ts';

export function warm(count: i32): void {
  keep(warmBuckets(count) ^ warmRows(count));
}
