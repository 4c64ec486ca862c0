/**
 * The rows of the flow table: keys and counts in typed arrays, found through one open-addressing
 * index. Rows of one level (exact, then each overflow level) lie together and never take another
 * level's room, so that memory is fixed at creation. Hot: `placeRow` runs for each line and
 * allocates nothing.
 *
 *   exact: flowsMax          address: overflowMax   port: overflowMax   all: 1
 *   ├──────────────────────┼──────────────────────┼───────────────────┼───┤
 */
import { REGISTERS } from '../../flow/hyperloglog.ts';
import { indexSlots } from './hash.ts';
import * as keyLayout from './key-layout.ts';
import { isSameQuad } from './quads.ts';
import * as rowLayout from './row-layout.ts';
import { clearSourcePorts, createSourcePorts, type SourcePorts } from './source-ports.ts';
import type { TableMemory } from './table-memory.ts';

// Copies: see flow-key.ts.
const { KEY_WORDS, LEVEL_SHIFT, SHAPE } = keyLayout;
const { EXACT, ADDRESS, ALL, LEVELS, ROW_HASH, ROW_WORDS, FIRST_US, ROW_COUNTS, ROW_OUTCOMES } =
  rowLayout;

/** Slots of the index when it is empty; it doubles with the rows. */
const INDEX_SLOTS_MIN = 1024;

export interface FlowRows {
  readonly words: Int32Array;
  readonly counts: Float64Array;
  readonly outcomes: Float64Array;
  readonly sourcePorts: SourcePorts;
  /** HyperLogLog registers of the overflow rows; the first belong to the first row above EXACT. */
  readonly addressRegisters: Uint8Array;
  /**
   * Pairs: a key's hash, its row + 1 (0: free). Only the first `mask + 1` pairs are in use: an
   * index as small as its rows allow stays in the processor's cache.
   */
  readonly index: Int32Array;
  mask: number;
  /** Rows in use. */
  count: number;
  /** By level: its first row, its rows in use, and how many it may have. */
  readonly starts: Int32Array;
  readonly used: Int32Array;
  readonly limits: Int32Array;
}

export function createFlowRows(
  flowsMax: number,
  overflowMax: number,
  memory: TableMemory,
): FlowRows {
  const limits = Int32Array.of(flowsMax, overflowMax, overflowMax, 1);
  const starts = Int32Array.of(0, flowsMax, flowsMax + overflowMax, flowsMax + 2 * overflowMax);
  const total = starts[ALL]! + 1;
  return {
    words: memory.int32(total * ROW_WORDS),
    counts: memory.float64(total * ROW_COUNTS),
    outcomes: memory.float64(total * ROW_OUTCOMES),
    sourcePorts: createSourcePorts(total, memory),
    addressRegisters: new Uint8Array((total - flowsMax) * REGISTERS),
    index: memory.int32(2 * Math.max(INDEX_SLOTS_MIN, indexSlots(total))),
    mask: INDEX_SLOTS_MIN - 1,
    count: 0,
    starts,
    used: new Int32Array(LEVELS.length),
    limits,
  };
}

/**
 * The row of the key that begins at `from` in `key` and has the hash `hash`, made when it is new;
 * -1 when it is new and its level has no room.
 */
export function placeRow(rows: FlowRows, key: Int32Array, from: number, hash: number): number {
  const { index, words, mask } = rows;
  let slot = hash & mask;
  for (; index[2 * slot + 1] !== 0; slot = (slot + 1) & mask) {
    if (index[2 * slot] !== hash) continue;
    const row = index[2 * slot + 1]! - 1;
    if (isKey(words, row * ROW_WORDS, key, from)) return row;
  }
  const row = addRow(rows, key, from, hash);
  if (row < 0) return row;
  index[2 * slot] = hash;
  index[2 * slot + 1] = row + 1;
  if (2 * rows.count > mask) widenIndex(rows);
  return row;
}

/** Three quads: KEY_WORDS. */
function isKey(words: Int32Array, at: number, key: Int32Array, from: number): boolean {
  return (
    isSameQuad(words, at, key, from) &&
    isSameQuad(words, at + 4, key, from + 4) &&
    isSameQuad(words, at + 8, key, from + 8)
  );
}

function addRow(rows: FlowRows, key: Int32Array, from: number, hash: number): number {
  const { words, counts, used } = rows;
  const level = key[from + SHAPE]! >>> LEVEL_SHIFT;
  if (used[level]! >= rows.limits[level]!) return -1;
  const row = rows.starts[level]! + used[level]!;
  used[level]!++;
  rows.count++;
  const at = row * ROW_WORDS;
  for (let i = 0; i < KEY_WORDS; i++) words[at + i] = key[from + i]!;
  words[at + ROW_HASH] = hash;
  clearSourcePorts(rows.sourcePorts, row);
  if (level !== EXACT)
    rows.addressRegisters.fill(0, registersAt(rows, row), registersAt(rows, row + 1));
  counts.fill(0, row * ROW_COUNTS, (row + 1) * ROW_COUNTS);
  counts[row * ROW_COUNTS + FIRST_US] = Number.POSITIVE_INFINITY;
  rows.outcomes.fill(0, row * ROW_OUTCOMES, (row + 1) * ROW_OUTCOMES);
  return row;
}

/** Doubles the index in use. */
function widenIndex(rows: FlowRows): void {
  if (4 * (rows.mask + 1) > rows.index.length) return;
  rows.mask = 2 * rows.mask + 1;
  rows.index.fill(0, 0, 2 * (rows.mask + 1));
  for (const level of LEVELS) {
    const start = rows.starts[level]!;
    for (let row = start; row < start + rows.used[level]!; row++) indexRow(rows, row);
  }
}

function indexRow({ index, mask, words }: FlowRows, row: number): void {
  const hash = words[row * ROW_WORDS + ROW_HASH]!;
  let slot = hash & mask;
  while (index[2 * slot + 1] !== 0) slot = (slot + 1) & mask;
  index[2 * slot] = hash;
  index[2 * slot + 1] = row + 1;
}

/** Where the address registers of an overflow row begin. */
export function registersAt(rows: FlowRows, row: number): number {
  return (row - rows.starts[ADDRESS]!) * REGISTERS;
}

/** Forgets all rows. */
export function clearRows(rows: FlowRows): void {
  rows.index.fill(0, 0, 2 * (rows.mask + 1));
  rows.mask = INDEX_SLOTS_MIN - 1;
  rows.used.fill(0);
  rows.count = 0;
}
