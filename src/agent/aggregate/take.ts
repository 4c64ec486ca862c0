/**
 * The rollover: all flows of the table as objects, for attribution, or straight into bytes
 * (row-writer.ts). Not hot: once a window, and beside that one the only place that makes text. The
 * memory of recent connections stays; observation points that nothing refers to are forgotten when
 * they run short, since their names come from packets' surroundings and pods come and go.
 */
import type { Flow, ObservationPoint } from '../../flow/flow.ts';
import type { FlowList } from '../../flow/flow-list.ts';
import { addLines, type FlowTally } from '../../flow/flow-tally.ts';
import type { FlowEncoder } from '../../wire/flow-encoder.ts';
import { markPoints, renamePoints } from './connections.ts';
import { countPending } from './count-pending.ts';
import { clearRows } from './flow-rows.ts';
import type { FlowTable } from './flow-table.ts';
import { POINT } from './key-layout.ts';
import { pointText } from './point-bytes.ts';
import { clearRuns } from './point-runs.ts';
import { agePoints, arePointsScarce } from './points.ts';
import { rowFlow } from './row-flow.ts';
import { EXACT, LEVELS, ROW_WORDS } from './row-layout.ts';
import type { EndNames } from './row-writer.ts';

/** Who names flows (attribute/), whole ones and their ends. */
export interface FlowNames extends EndNames {
  nameFlow(flow: Flow): Flow;
}

export interface LentFlows extends FlowList {
  /**
   * Writes them as going through them, naming and encoding each would, in a fraction of its time;
   * tells what they add up to. Undefined: there is no core for it.
   */
  readonly write: ((encoder: FlowEncoder, names: FlowNames) => FlowTally) | undefined;
}

/** All flows, exact ones first, each level in order of appearance; then the table holds none. */
export function take(table: FlowTable): Flow[] {
  let taken: Flow[] = [];
  lend(table, (flows) => {
    taken = [...flows];
  });
  return taken;
}

/**
 * The same, made when `use` goes through them, and anew each time it does; the texts of points are
 * shared, also with flows of other times.
 */
export function lend(table: FlowTable, use: (flows: LentFlows) => void): void {
  countPending(table);
  const write =
    table.writer && ((encoder: FlowEncoder, names: FlowNames) => writeFlows(table, encoder, names));
  use({ length: table.rows.count, write, [Symbol.iterator]: () => flowsOf(table, LEVELS) });
  clearRows(table.rows);
  table.core?.forgetRows();
  if (arePointsScarce(table.points)) forgetPoints(table);
}

function writeFlows(table: FlowTable, encoder: FlowEncoder, names: FlowNames): FlowTally {
  const lines = new Map<string, number>();
  const textOf = (point: number) => pointTextOf(table, point);
  table.writer!.write(encoder, names, { lines, textOf });
  let overflowing = 0;
  for (const flow of flowsOf(table, COARSER)) {
    encoder.encodeFlow(names.nameFlow(flow));
    addLines(lines, flow.point.prefix, flow.lines);
    overflowing += 1;
  }
  return { flows: table.rows.count, overflowing, lines };
}

const COARSER = LEVELS.filter((level) => level !== EXACT);

function* flowsOf(table: FlowTable, levels: readonly number[]): Generator<Flow> {
  const { rows, origin } = table;
  for (const level of levels) {
    const end = rows.starts[level]! + rows.used[level]!;
    for (let row = rows.starts[level]!; row < end; row++) {
      const point = rows.words[row * ROW_WORDS + POINT]!;
      yield rowFlow(rows, row, { origin, point: pointTextOf(table, point) });
    }
  }
}

function pointTextOf({ points, texts }: FlowTable, point: number): ObservationPoint {
  const known = texts.get(point);
  if (known !== undefined) return known;
  const { arena, offsets, lengths } = points;
  const text = pointText(arena, offsets[point]!, lengths[point]!);
  texts.set(point, text);
  return text;
}

function forgetPoints(table: FlowTable): void {
  table.texts.clear();
  table.writer?.forgetPoints();
  clearRuns(table.pointRuns);
  table.core?.forgetPoints();
  const kept = new Uint8Array(table.points.count);
  markPoints(table.connections, kept);
  renamePoints(table.connections, agePoints(table.points, kept));
}
