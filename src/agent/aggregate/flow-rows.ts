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
import * as keys from './flow-key.ts';
import { indexSlots } from './hash.ts';
import { clearSourcePorts, createSourcePorts, type SourcePorts } from './source-ports.ts';

// Copies: see flow-key.ts.
const { KEY_WORDS, LEVEL_SHIFT, SHAPE } = keys;

/** Levels: what a row stands for. Above EXACT, 1 + the index into OVERFLOW_LEVELS. */
export const EXACT = 0;
export const ADDRESS = 1;
export const PORT_LEVEL = 2;
export const ALL = 3;
export const LEVELS = [EXACT, ADDRESS, PORT_LEVEL, ALL] as const;

// Words of a row: its key, the key's hash, the union of TCP flags.
const ROW_HASH = KEY_WORDS;
export const TCP_FLAGS = KEY_WORDS + 1;
export const ROW_WORDS = 16;

// Counts of a row: doubles, since a table that is not taken for a day passes 2³².
export const LINES = 0;
export const DUPLICATES = 1;
export const CONNECTIONS = 2;
export const BYTES = 3;
export const FIRST_US = 4;
export const LAST_US = 5;
/** Outcomes follow in the order of the response kinds (points.ts): ANSWERED is OUTCOMES + 1. */
export const OUTCOMES = 5;
export const ROW_COUNTS = 9;

export interface FlowRows {
  readonly words: Int32Array;
  readonly counts: Float64Array;
  readonly sourcePorts: SourcePorts;
  /** HyperLogLog registers of the overflow rows; the first belong to the first row above EXACT. */
  readonly addressRegisters: Uint8Array;
  readonly index: Int32Array;
  /** By level: its first row, its rows in use, and how many it may have. */
  readonly starts: Int32Array;
  readonly used: Int32Array;
  readonly limits: Int32Array;
}

export function createFlowRows(flowsMax: number, overflowMax: number): FlowRows {
  const limits = Int32Array.of(flowsMax, overflowMax, overflowMax, 1);
  const starts = Int32Array.of(0, flowsMax, flowsMax + overflowMax, flowsMax + 2 * overflowMax);
  const total = starts[ALL]! + 1;
  return {
    words: new Int32Array(total * ROW_WORDS),
    counts: new Float64Array(total * ROW_COUNTS),
    sourcePorts: createSourcePorts(total),
    addressRegisters: new Uint8Array((total - flowsMax) * REGISTERS),
    index: new Int32Array(indexSlots(total)),
    starts,
    used: new Int32Array(LEVELS.length),
    limits,
  };
}

/** The row of `key`, made when it is new; -1 when it is new and its level has no room. */
export function placeRow(rows: FlowRows, key: Int32Array): number {
  const { index, words } = rows;
  const mask = index.length - 1;
  const hash = keys.hashKey(key);
  let slot = hash & mask;
  for (; index[slot] !== 0; slot = (slot + 1) & mask) {
    const row = index[slot]! - 1;
    const at = row * ROW_WORDS;
    if (words[at + ROW_HASH] === hash && isKey(words, at, key)) return row;
  }
  return addRow(rows, key, hash, slot);
}

function isKey(words: Int32Array, at: number, key: Int32Array): boolean {
  for (let i = 0; i < KEY_WORDS; i++) {
    if (words[at + i] !== key[i]) return false;
  }
  return true;
}

function addRow(rows: FlowRows, key: Int32Array, hash: number, slot: number): number {
  const { words, counts, used } = rows;
  const level = key[SHAPE]! >>> LEVEL_SHIFT;
  if (used[level]! >= rows.limits[level]!) return -1;
  const row = rows.starts[level]! + used[level]!;
  used[level]!++;
  rows.index[slot] = row + 1;
  const at = row * ROW_WORDS;
  for (let i = 0; i < KEY_WORDS; i++) words[at + i] = key[i]!;
  words[at + ROW_HASH] = hash;
  words[at + TCP_FLAGS] = 0;
  clearSourcePorts(rows.sourcePorts, row);
  if (level !== EXACT)
    rows.addressRegisters.fill(0, registersAt(rows, row), registersAt(rows, row + 1));
  counts.fill(0, row * ROW_COUNTS, (row + 1) * ROW_COUNTS);
  counts[row * ROW_COUNTS + FIRST_US] = Number.POSITIVE_INFINITY;
  return row;
}

/** Where the address registers of an overflow row begin. */
export function registersAt(rows: FlowRows, row: number): number {
  return (row - rows.starts[ADDRESS]!) * REGISTERS;
}

/** Rows in use. */
export function countRows(rows: FlowRows): number {
  return rows.used.reduce((sum, used) => sum + used, 0);
}

/** Forgets all rows. */
export function clearRows(rows: FlowRows): void {
  rows.index.fill(0);
  rows.used.fill(0);
}
