/**
 * The rollover: all flows of the table as objects, for attribution. Not hot: once a window, and the
 * only place of this stage that makes text. The memory of recent connections stays; observation
 * points that nothing refers to are forgotten when they run short, since their names come from
 * packets' surroundings and pods come and go.
 */
import type { Flow, ObservationPoint } from '../../flow/flow.ts';
import type { FlowList } from '../../flow/flow-list.ts';
import { markPoints, renamePoints } from './connections.ts';
import { countPending } from './count-pending.ts';
import { clearRows } from './flow-rows.ts';
import type { FlowTable } from './flow-table.ts';
import { POINT } from './key-layout.ts';
import { pointText } from './point-bytes.ts';
import { clearRuns } from './point-runs.ts';
import { agePoints, arePointsScarce } from './points.ts';
import { rowFlow } from './row-flow.ts';
import { LEVELS, ROW_WORDS } from './row-layout.ts';

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
 * shared.
 */
export function lend(table: FlowTable, use: (flows: FlowList) => void): void {
  countPending(table);
  const texts: Texts = new Map();
  use({ length: table.rows.count, [Symbol.iterator]: () => flowsOf(table, texts) });
  clearRows(table.rows);
  table.core?.forgetRows();
  if (arePointsScarce(table.points)) forgetPoints(table);
}

type Texts = Map<number, ObservationPoint>;

function* flowsOf(table: FlowTable, texts: Texts): Generator<Flow> {
  const { rows, origin } = table;
  for (const level of LEVELS) {
    const end = rows.starts[level]! + rows.used[level]!;
    for (let row = rows.starts[level]!; row < end; row++) {
      const point = rows.words[row * ROW_WORDS + POINT]!;
      yield rowFlow(rows, row, { origin, point: textOf(table, texts, point) });
    }
  }
}

function textOf(table: FlowTable, texts: Texts, point: number): ObservationPoint {
  const known = texts.get(point);
  if (known !== undefined) return known;
  const { arena, offsets, lengths } = table.points;
  const text = pointText(arena, offsets[point]!, lengths[point]!);
  texts.set(point, text);
  return text;
}

function forgetPoints(table: FlowTable): void {
  clearRuns(table.pointRuns);
  table.core?.forgetPoints();
  const kept = new Uint8Array(table.points.count);
  markPoints(table.connections, kept);
  renamePoints(table.connections, agePoints(table.points, kept));
}
