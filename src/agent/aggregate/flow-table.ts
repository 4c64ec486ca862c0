/**
 * The flow table: all that observed LOG lines add up to until they are taken at a rollover. Second
 * stage of the agent, behind the parser (observe.ts) and before attribution (take.ts); while nobody
 * takes, it goes on folding. Invariant, always: lines of the flows taken and still here + their
 * outcomes + responses unmatched + responses repeated = lines observed. Memory is fixed at
 * creation.
 */
import type { ObservationPoint } from '../../flow/flow.ts';
import {
  CONNECTIONS_REMEMBERED_MAX,
  FLOWS_MAX,
  OVERFLOW_MAX,
  POINTS_MAX,
} from '../../flow/limits.ts';
import type { Origin } from '../../flow/origin.ts';
import { type Connections, createConnections } from './connections.ts';
import { countPending, REPEATED, UNMATCHED } from './count-pending.ts';
import { createFlowRows, type FlowRows } from './flow-rows.ts';
import { type HotCore, NO_PASSES, type Passes } from './hot-core.ts';
import { createPending, type Pending } from './pending.ts';
import { createPointRuns, type PointRuns } from './point-runs.ts';
import { arePointsFull, createPoints, type Points } from './points.ts';
import { EXACT } from './row-layout.ts';
import { RowWriter } from './row-writer.ts';
import { HEAP } from './table-memory.ts';

export interface FlowTableOptions {
  /** Of the lines that will be observed; `text` unless said otherwise. */
  readonly origin?: Origin;
  /** Does the usual lines' work; of this table alone. */
  readonly core?: HotCore | undefined;
  readonly flowsMax?: number;
  /** Rows of each overflow level but the last, which has one. */
  readonly overflowMax?: number;
  readonly connectionsMax?: number;
  readonly pointsMax?: number;
  /** What prefix names of responses begin with, before `-est`, `-rst` and `-icmp-err`. */
  readonly responsePrefix?: string;
  /** What names of workload interfaces begin with. */
  readonly workloadInterface?: string;
}

export interface FlowTable {
  readonly origin: Origin;
  readonly core: HotCore | undefined;
  readonly rows: FlowRows;
  readonly connections: Connections;
  readonly points: Points;
  readonly pointRuns: PointRuns;
  /** Of points, as far as somebody has asked. */
  readonly texts: Map<number, ObservationPoint>;
  /** Lines observed, but counted together with the next ones, at the latest when asked for. */
  readonly pending: Pending;
  /** What the core does of the passes of count-pending.ts: nothing without one. */
  readonly passes: Passes;
  /** Writes rows as bytes; undefined without a core. */
  readonly writer: RowWriter | undefined;
  /** Responses unmatched, responses repeated. */
  readonly responses: Float64Array;
}

/** An empty table with all the memory it will ever use. Every bound is a positive whole number. */
export function createFlowTable(options: FlowTableOptions = {}): FlowTable {
  const {
    origin = 'text',
    flowsMax = FLOWS_MAX,
    overflowMax = OVERFLOW_MAX,
    connectionsMax = CONNECTIONS_REMEMBERED_MAX,
    pointsMax = POINTS_MAX,
    responsePrefix = 'calico-response',
    workloadInterface = 'cali',
    core,
  } = options;
  for (const bound of [flowsMax, overflowMax, connectionsMax, pointsMax]) {
    if (Number.isInteger(bound) && bound > 0) continue;
    throw new RangeError(`a bound of the flow table is ${bound}`);
  }
  const memory = core?.memory ?? HEAP;
  const parts = {
    origin,
    core,
    rows: createFlowRows(flowsMax, overflowMax, memory),
    connections: createConnections(connectionsMax, memory),
    points: createPoints(pointsMax, { responsePrefix, workloadInterface }),
    pointRuns: createPointRuns(),
    texts: new Map<number, ObservationPoint>(),
    pending: createPending(memory),
    responses: new Float64Array(2),
  };
  const writer = core && new RowWriter(parts, core);
  return { ...parts, writer, passes: core?.bind(parts) ?? NO_PASSES };
}

/** Flows that `take` would return. */
export function size(table: FlowTable): number {
  countPending(table);
  return table.rows.count;
}

/** True when the next new flow may lose detail: time to `take`. */
export function isFull(table: FlowTable): boolean {
  countPending(table);
  const { used, limits } = table.rows;
  return used[EXACT]! >= limits[EXACT]! || arePointsFull(table.points);
}

/** Counts since the table was made. */
export interface FlowTableCounters {
  /** Responses to a connection that is not known (any more). */
  readonly responsesUnmatched: number;
  /** Responses to a connection whose outcome was known already. */
  readonly responsesRepeated: number;
  readonly connectionsEvicted: number;
}

export function readCounters(table: FlowTable): FlowTableCounters {
  countPending(table);
  return {
    responsesUnmatched: table.responses[UNMATCHED]!,
    responsesRepeated: table.responses[REPEATED]!,
    connectionsEvicted: table.connections.evicted[0]!,
  };
}
