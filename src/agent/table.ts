/** The flow table (aggregate/) as pipeline and replay see it. */
import type { Flow } from '../flow/flow.ts';
import type { Origin } from '../flow/origin.ts';
import type { PrefixMatcher } from '../parser/prefix.ts';
import { createFlowTable, isFull, readCounters, size } from './aggregate/flow-table.ts';
import { compileCore, type HotCore, openHotCore } from './aggregate/hot-core.ts';
import { load, type Outcomes, observe, observeUsual } from './aggregate/observe.ts';
import { type LentFlows, lend, take } from './aggregate/take.ts';
import type { RecordBlock } from './sources/source.ts';

export interface ObservingTable {
  /** Counts record `i` of `block`, parsed into `packet`. All arguments are borrowed. */
  observe(block: RecordBlock, packet: Int32Array, i: number): void;
  /** Parses and counts usual lines by itself; undefined where there is none. */
  readonly core?: TableCore | undefined;
}

export interface TableCore {
  /** Makes the block the one that observeUsual is about; false: it is not for the core. */
  load(block: RecordBlock, prefixes?: PrefixMatcher): boolean;
  /**
   * Observes its records from `from` on, for as long as it knows their kind; returns the first
   * other. Adds what became of them to `told`.
   */
  observeUsual(from: number, count: number, told: Outcomes): number;
}

export interface Table extends ObservingTable {
  /** Live flows. */
  readonly size: number;
  /** Can so many records be observed without giving up detail? */
  hasRoomFor(records: number): boolean;
  /** Response lines since the last call whose first line is not known any more. */
  takeUnmatched(): number;
  /** Gives all flows to `use`, which keeps none of them; then removes them. */
  lend(use: (flows: LentFlows) => void): void;
  /** Removes and returns all flows. */
  take(): Flow[];
}

/**
 * An empty table of at most `flowsMax` flows in detail, for lines of this origin, with a core of
 * its own or without one.
 */
export function openTable(flowsMax: number, origin: Origin, core?: HotCore | undefined): Table {
  const table = createFlowTable({ flowsMax, origin, core });
  let unmatched = 0;
  return {
    get size() {
      return size(table);
    },
    observe: (block, packet, i) => observe(table, block, packet, i),
    core: core && {
      load: (block, prefixes) => load(table, block, prefixes),
      observeUsual: (from, count, told) => observeUsual(table, from, count, told),
    },
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

/**
 * A core for one table, compiled from `path`. Undefined where that cannot be: `tell` hears why, and
 * all lines go through parser and table, which takes more time.
 */
export function openCore(tell: (why: string) => void, path?: string): HotCore | undefined {
  try {
    return openHotCore(compileCore(path));
  } catch (error) {
    tell(`lines are counted without the compiled core, more slowly: ${(error as Error).message}`);
    return undefined;
  }
}
