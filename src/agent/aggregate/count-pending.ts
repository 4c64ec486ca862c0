/**
 * Pending lines into connections and rows: the second half of `observe`. A line needs a
 * bucket of the connections' index and a flow's row: random places in megabytes. One line after the
 * other would wait for each; 64 at once, in passes that do one thing, wait together.
 *
 *   observe ──▶ pending ──64──▶ warm ──▶ recall ──▶ land ──▶ count
 *                               (reads)  connections  rows    rows
 *
 * Connections and rows know nothing of each other, so the passes give what line by line would give.
 * Hot: its share of a line is mostly a few dozen reads and writes in six cache lines: two of a
 * bucket and one of an entry (connections.ts), the row's key, counts, and ports or registers.
 */
import * as layout from './connection-layout.ts';
import * as memory from './connections.ts';
import * as keys from './flow-key.ts';
import * as flowRows from './flow-rows.ts';
import type { FlowTable } from './flow-table.ts';
import { NO_PASSES } from './hot-core.ts';
import * as keyLayout from './key-layout.ts';
import { landCoarser } from './overflow.ts';
import * as pendings from './pending-layout.ts';
import { LOGGED as LOGGED_KIND } from './points.ts';
import * as rowLayout from './row-layout.ts';
import { addSourcePort } from './source-ports.ts';

// Copies: see flow-key.ts.
const { DUPLICATE, NEW } = layout;
const { HOUR, HOUR_US, POINT } = keyLayout;
const { BYTES, CONNECTIONS, DUPLICATES, FIRST_US, LAST_US, LINES } = rowLayout;
const { ROW_COUNTS, ROW_OUTCOMES, TCP_FLAGS } = rowLayout;
const { FLAGS, KEY_HASH, KIND, LEN, PENDING_WORDS, SOURCE } = pendings;
const LOGGED = LOGGED_KIND;

/** Places in FlowTable's `responses`. */
export const UNMATCHED = 0;
export const REPEATED = 1;

/** KIND behind the novelties: a response that settles nothing; from SETTLED + 1 on, by kind. */
const SETTLED_NOTHING = 3;
const SETTLED = 4;

/** Counts what is pending. Nothing is allocated. */
export function countPending(table: FlowTable): void {
  const { pending } = table;
  if (pending.count === 0) return;
  if (table.passes === NO_PASSES) {
    pending.warmth = memory.warmConnections(table.connections, pending);
  }
  const { passes } = table;
  passes.warm(pending.count);
  recallPending(table);
  landPending(table);
  const { count } = pending;
  for (let i = passes.count(0, count); i < count; i = passes.count(i + 1, count)) {
    countLine(table, i);
  }
  pending.count = 0;
}

function recallPending(table: FlowTable): void {
  const { pending, connections, passes } = table;
  const { count, words } = pending;
  for (let i = passes.recall(0, count); i < count; i = passes.recall(i + 1, count)) {
    const at = i * PENDING_WORDS;
    const kind = words[at + KIND]!;
    words[at + KIND] =
      kind === LOGGED ? memory.recall(connections, pending, i) : settleAnswered(table, i, kind);
  }
}

/**
 * The outcome belongs to the flow and hour of the connection's first line, even if that was taken
 * already.
 */
function settleAnswered(table: FlowTable, i: number, kind: number): number {
  const { pending, connections } = table;
  const { words, seed } = pending;
  const at = i * PENDING_WORDS;
  const entry = memory.findConnection(connections, words, at);
  if (entry < 0) {
    table.responses[UNMATCHED]!++;
    return SETTLED_NOTHING;
  }
  if (!memory.settle(connections, entry, kind)) {
    table.responses[REPEATED]!++;
    return SETTLED_NOTHING;
  }
  memory.restoreFirst(connections, entry, pending, i);
  words[at + HOUR] = Math.floor(pending.timesUs[i]! / HOUR_US);
  words[at + KEY_HASH] = keys.hashKey(words, at, seed, keys.hashAddresses(words, at, seed));
  return SETTLED + kind;
}

function landPending(table: FlowTable): void {
  const { passes, pending, rows, points } = table;
  const { count, words } = pending;
  for (let i = passes.land(0, count); i < count; i = passes.land(i + 1, count)) {
    const at = i * PENDING_WORDS;
    if (words[at + KIND] === SETTLED_NOTHING) continue;
    let row = flowRows.placeRow(rows, words, at, words[at + KEY_HASH]!);
    if (row < 0) {
      const isSourceOutside = points.isSourceOutside[words[at + POINT]!] === 1;
      row = landCoarser(rows, pending, at, isSourceOutside);
    }
    pending.rows[i] = row;
  }
}

function countLine(table: FlowTable, i: number): void {
  const { pending, rows } = table;
  const { words } = pending;
  const at = i * PENDING_WORDS;
  const row = pending.rows[i]!;
  const kind = words[at + KIND]!;
  if (kind === SETTLED_NOTHING) return;
  const { counts } = rows;
  const first = row * ROW_COUNTS;
  const now = pending.timesUs[i]!;
  if (now < counts[first + FIRST_US]!) counts[first + FIRST_US] = now;
  if (now > counts[first + LAST_US]!) counts[first + LAST_US] = now;
  if (kind > SETTLED) {
    rows.outcomes[row * ROW_OUTCOMES + kind - SETTLED]!++;
    return;
  }
  counts[first + LINES]!++;
  if (kind === DUPLICATE) counts[first + DUPLICATES]!++;
  else counts[first + BYTES]! += words[at + LEN]! >>> 0;
  if (kind === NEW) counts[first + CONNECTIONS]!++;
  counts[first + TCP_FLAGS] = counts[first + TCP_FLAGS]! | words[at + FLAGS]!;
  const source = words[at + SOURCE]!;
  if (source >= 0) addSourcePort(rows.sourcePorts, row, source);
}
