/**
 * The memory of recent five-tuples: tells a new connection from a retransmit and from one packet
 * logged by two rules, and finds the line that a `calico-response-*` line answers. It lives over
 * rollovers, knows no observation point, and is bounded: a ring in which the newest takes the place
 * of the oldest-inserted, found through connection-index.ts. Hot: `recall` runs for each line
 * and allocates nothing.
 *
 *        first line             |t − first| ≤ RETRANSMIT_HORIZON_US
 *   ───▶ NEW ────────▶ known ─┬───────────────▶ RETRANSMIT ──▶ known
 *         ▲                   ├─ same IP ID, within DUPLICATE_HORIZON_US ▶ DUPLICATE ──▶ known
 *         └── beyond ─────────┘
 */
import * as limits from '../../flow/limits.ts';
import {
  addSlot,
  ageOf,
  bucketAt,
  bucketEnd,
  type ConnectionIndex,
  createConnectionIndex,
  hasTag,
  isTagged,
} from './connection-index.ts';
import * as layout from './connection-layout.ts';
import * as keys from './flow-key.ts';
import * as keyLayout from './key-layout.ts';
import type { Pending } from './pending.ts';
import * as pendings from './pending-layout.ts';
import { copyQuad, isSameQuad } from './quads.ts';
import { HEAP, type TableMemory } from './table-memory.ts';

// Copies: see flow-key.ts.
const { DUPLICATE_HORIZON_US, RETRANSMIT_HORIZON_US } = limits;
const { DST, POINT, PORT, PORTS, PROTOCOL_MASK, SHAPE, SRC } = keyLayout;
const { IP_ID, PENDING_WORDS, TUPLE_HASH } = pendings;
const { ENTRY_DOUBLES, ENTRY_FIRST_US, ENTRY_IP_ID, ENTRY_LAST, ENTRY_PORTS } = layout;
const { DUPLICATE, ENTRY_WORDS, NEW, RETRANSMIT } = layout;
const { RING_COUNT, RING_NEXT, RING_SEQUENCE, RING_WORDS } = layout;

/** In SHAPE: the kind of the response that was counted; 0: none yet. */
const OUTCOME_SHIFT = 16;
const SHAPE_MASK = 0xffff;

export interface Connections {
  readonly max: number;
  /** RING_COUNT, RING_NEXT and RING_SEQUENCE. */
  readonly ring: Int32Array;
  readonly entries: Int32Array;
  /** The same memory. */
  readonly timesUs: Float64Array;
  readonly index: ConnectionIndex;
  /** Ever evicted; one element, so that counting allocates nothing. */
  readonly evicted: Float64Array;
}

export function createConnections(max: number, memory: TableMemory = HEAP): Connections {
  const timesUs = memory.float64(max * ENTRY_DOUBLES);
  const ring = memory.int32(RING_WORDS);
  ring[RING_SEQUENCE] = max + 1;
  return {
    max,
    ring,
    entries: new Int32Array(timesUs.buffer, timesUs.byteOffset, max * ENTRY_WORDS),
    timesUs,
    index: createConnectionIndex(max, memory),
    evicted: memory.float64(1),
  };
}

/**
 * Reads each bucket that recalling the pending lines needs: reads that do not depend on each other
 * wait for memory together. Returns what it read, lest the reads be compiled away.
 */
export function warmConnections(connections: Connections, pending: Pending): number {
  const { index } = connections;
  const { count, words } = pending;
  const { slots } = index;
  let warmth = 0;
  for (let i = 0; i < count; i++) {
    const first = bucketAt(index, words[i * PENDING_WORDS + TUPLE_HASH]!);
    warmth ^= slots[first]! ^ slots[bucketEnd(first) - 1]!;
  }
  return warmth;
}

/** Number of the entry with the five-tuple of the pending line at `at` in `words`, or -1. */
export function findConnection(connections: Connections, words: Int32Array, at: number): number {
  const { index } = connections;
  const hash = words[at + TUPLE_HASH]!;
  const first = bucketAt(index, hash);
  const entry = isTagged(index, hash, first) ? findTagged(connections, words, at, first) : -1;
  return entry >= 0 || index.spilledCount === 0 ? entry : findSpilled(connections, words, at);
}

function findTagged(
  connections: Connections,
  words: Int32Array,
  at: number,
  first: number,
): number {
  const { index, entries } = connections;
  const hash = words[at + TUPLE_HASH]!;
  for (let slot = first; slot < bucketEnd(first); slot++) {
    if (!hasTag(index, hash, slot)) continue;
    const entry = entryOf(connections, index.slots[slot]!);
    if (entry >= 0 && isTuple(entries, entry * ENTRY_WORDS, words, at)) return entry;
  }
  return -1;
}

function findSpilled(connections: Connections, words: Int32Array, at: number): number {
  const { spilled, spilledCount } = connections.index;
  for (let i = 0; i < spilledCount; i++) {
    const entry = entryOf(connections, spilled[i]!);
    if (entry >= 0 && isTuple(connections.entries, entry * ENTRY_WORDS, words, at)) return entry;
  }
  return -1;
}

/** The entry that a slot or spilled number means; -1 when it was evicted. */
function entryOf(connections: Connections, word: number): number {
  const { index, max, ring } = connections;
  const age = ageOf(index, word, ring[RING_SEQUENCE]!);
  if (age === 0 || age > ring[RING_COUNT]!) return -1;
  const next = ring[RING_NEXT]!;
  return age <= next ? next - age : next - age + max;
}

function isTuple(entries: Int32Array, entry: number, words: Int32Array, at: number): boolean {
  if (!isSameQuad(entries, entry + SRC, words, at + SRC)) return false;
  if (!isSameQuad(entries, entry + DST, words, at + DST)) return false;
  const differing = (entries[entry + SHAPE]! ^ words[at + SHAPE]!) & PROTOCOL_MASK;
  return differing === 0 && entries[entry + ENTRY_PORTS] === words[at + PORTS];
}

/**
 * Remembers the pending line `i`. Returns NEW, RETRANSMIT or DUPLICATE. Past its horizon a
 * connection begins anew and keeps its place in the ring.
 */
export function recall(connections: Connections, pending: Pending, i: number): number {
  const { words } = pending;
  const from = i * PENDING_WORDS;
  const known = findConnection(connections, words, from);
  const entry = known < 0 ? makeRoom(connections, words, from) : known;
  const { entries, timesUs } = connections;
  const at = entry * ENTRY_WORDS;
  const first = entry * ENTRY_DOUBLES + ENTRY_FIRST_US;
  const now = pending.timesUs[i]!;
  const ipId = words[from + IP_ID]!;
  const age = now - timesUs[first]!;
  let novelty = NEW;
  if (known >= 0 && Math.abs(age) <= RETRANSMIT_HORIZON_US) {
    const isSamePacket =
      ipId >= 0 &&
      ipId === entries[at + ENTRY_IP_ID] &&
      Math.abs(age - entries[at + ENTRY_LAST]!) <= DUPLICATE_HORIZON_US;
    novelty = isSamePacket ? DUPLICATE : RETRANSMIT;
    entries[at + ENTRY_LAST] = age;
  } else {
    entries[at + SHAPE] = words[from + SHAPE]!;
    entries[at + POINT] = words[from + POINT]!;
    entries[at + ENTRY_LAST] = 0;
    timesUs[first] = now;
  }
  entries[at + ENTRY_IP_ID] = ipId;
  return novelty;
}

/** Puts the five-tuple at `from` at the ring's end, over the oldest entry if the ring is full. */
function makeRoom(connections: Connections, words: Int32Array, from: number): number {
  const { entries, max, ring } = connections;
  const next = ring[RING_NEXT]!;
  const sequence = ring[RING_SEQUENCE]!;
  if (ring[RING_COUNT] === max) {
    ring[RING_COUNT]!--;
    connections.evicted[0]!++;
  }
  const hash = words[from + TUPLE_HASH]!;
  addSlot(connections.index, hash, sequence, ring[RING_COUNT]!);
  ring[RING_COUNT]!++;
  ring[RING_NEXT] = next + 1 === max ? 0 : next + 1;
  ring[RING_SEQUENCE] = sequence + 1;
  const at = next * ENTRY_WORDS;
  copyQuad(entries, at + SRC, words, from + SRC);
  copyQuad(entries, at + DST, words, from + DST);
  entries[at + ENTRY_PORTS] = words[from + PORTS]!;
  return next;
}

/**
 * Sets the outcome (a response kind of points.ts) of an entry that has none yet; false if it has
 * one.
 */
export function settle(connections: Connections, entry: number, outcome: number): boolean {
  const at = entry * ENTRY_WORDS + SHAPE;
  if (connections.entries[at]! >>> OUTCOME_SHIFT !== 0) return false;
  connections.entries[at]! |= outcome << OUTCOME_SHIFT;
  return true;
}

/** Puts SHAPE, PORT, POINT and time of the entry's first line into the pending line `i`. */
export function restoreFirst(
  { entries, timesUs }: Connections,
  entry: number,
  pending: Pending,
  i: number,
): void {
  const { words } = pending;
  const at = entry * ENTRY_WORDS;
  const to = i * PENDING_WORDS;
  const shape = entries[at + SHAPE]! & SHAPE_MASK;
  words[to + SHAPE] = shape;
  words[to + PORT] = keys.portOf(shape, entries[at + ENTRY_PORTS]!);
  words[to + POINT] = entries[at + POINT]!;
  pending.timesUs[i] = timesUs[entry * ENTRY_DOUBLES + ENTRY_FIRST_US]!;
}

/** Marks every observation point that an entry refers to. */
export function markPoints(connections: Connections, kept: Uint8Array): void {
  for (let entry = 0; entry < connections.ring[RING_COUNT]!; entry++) {
    kept[connections.entries[entry * ENTRY_WORDS + POINT]!] = 1;
  }
}

/** Follows the points to their new numbers. */
export function renamePoints(connections: Connections, renamed: Int32Array): void {
  for (let entry = 0; entry < connections.ring[RING_COUNT]!; entry++) {
    const at = entry * ENTRY_WORDS + POINT;
    connections.entries[at] = renamed[connections.entries[at]!]!;
  }
}
