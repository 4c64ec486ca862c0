/** The flow table (aggregate/) as pipeline and replay see it. */
import type { Flow } from '../flow/flow.ts';
import type { FlowList } from '../flow/flow-list.ts';
import type { Origin } from '../flow/origin.ts';
import { createFlowTable, isFull, readCounters, size } from './aggregate/flow-table.ts';
import { observe } from './aggregate/observe.ts';
import { lend, take } from './aggregate/take.ts';
import type { RecordBlock } from './sources/source.ts';

export interface ObservingTable {
  /** Counts record `i` of `block`, parsed into `packet`. All arguments are borrowed. */
  observe(block: RecordBlock, packet: Int32Array, i: number): void;
}

export interface Table extends ObservingTable {
  /** Live flows. */
  readonly size: number;
  /** Can so many records be observed without giving up detail? */
  hasRoomFor(records: number): boolean;
  /** Response lines since the last call whose first line is not known any more. */
  takeUnmatched(): number;
  /** Gives all flows to `use`, which keeps none of them; then removes them. */
  lend(use: (flows: FlowList) => void): void;
  /** Removes and returns all flows. */
  take(): Flow[];
}

/** An empty table of at most `flowsMax` flows in detail, for lines of this origin. */
export function openTable(flowsMax: number, origin: Origin): Table {
  const table = createFlowTable({ flowsMax, origin });
  let unmatched = 0;
  return {
    get size() {
      return size(table);
    },
    observe: (block, packet, i) => observe(table, block, packet, i),
    hasRoomFor: (records) => !isFull(table) && size(table) + records <= flowsMax,
    takeUnmatched: () => {
      const before = unmatched;
      unmatched = readCounters(table).responsesUnmatched;
      return unmatched - before;
    },
    lend: (use) => lend(table, use),
    take: () => take(table),
  };
}
