/**
 * The memory of recent five-tuples: tells a new connection from a retransmit and from one packet
 * logged by two rules, and finds the line that a `calico-response-*` line answers. It lives over
 * rollovers, knows no observation point, and is bounded: a ring in which the newest takes the place
 * of the oldest-inserted, found through an open-addressing index. Hot: `recall` runs for each line
 * and allocates nothing.
 *
 *        first line             |t − first| ≤ RETRANSMIT_HORIZON_US
 *   ───▶ NEW ────────▶ known ─┬───────────────▶ RETRANSMIT ──▶ known
 *         ▲                   ├─ same IP ID, |t − last| ≤ DUPLICATE_HORIZON_US ▶ DUPLICATE ──▶ known
 *         └── beyond ─────────┘
 */
import * as limits from '../../flow/limits.ts';
import * as keys from './flow-key.ts';
import { indexSlots } from './hash.ts';

// Copies: see flow-key.ts.
const { DUPLICATE_HORIZON_US, RETRANSMIT_HORIZON_US } = limits;
const { DST, POINT, PORT, PORTS, PROTOCOL_MASK, SHAPE, SRC } = keys;

export const NEW = 0;
export const RETRANSMIT = 1;
export const DUPLICATE = 2;

// An entry: SRC, DST, SHAPE, PORT, POINT as in the key of its first line, then its own words.
const ENTRY_PORTS = 11;
const ENTRY_HASH = 12;
/** IP ID of the last line; -1 when it had none. */
const ENTRY_IP_ID = 13;
/** Kind of the response that was counted; 0: none yet. */
const ENTRY_OUTCOME = 14;
const ENTRY_WORDS = 16;

const FIRST_US = 0;
const LAST_US = 1;
const ENTRY_TIMES = 2;

export interface Connections {
  readonly max: number;
  count: number;
  /** Where the next new entry goes: the oldest one's place once the ring is full. */
  next: number;
  readonly entries: Int32Array;
  readonly timesUs: Float64Array;
  /**
   * Pairs: a five-tuple's hash, its entry + 1 (0: free). The hash spares the walk to entries of
   * others.
   */
  readonly index: Int32Array;
  /** Ever evicted; one element, so that counting allocates nothing. */
  readonly evicted: Float64Array;
}

export function createConnections(max: number): Connections {
  return {
    max,
    count: 0,
    next: 0,
    entries: new Int32Array(max * ENTRY_WORDS),
    timesUs: new Float64Array(max * ENTRY_TIMES),
    index: new Int32Array(2 * indexSlots(max)),
    evicted: new Float64Array(1),
  };
}

/** Number of the entry with the five-tuple in `key`, or -1. */
export function findConnection(connections: Connections, key: Int32Array): number {
  const { index, entries } = connections;
  const mask = index.length / 2 - 1;
  const hash = keys.hashTuple(key);
  for (let slot = hash & mask; index[2 * slot + 1] !== 0; slot = (slot + 1) & mask) {
    if (index[2 * slot] !== hash) continue;
    const entry = index[2 * slot + 1]! - 1;
    if (isTuple(entries, entry * ENTRY_WORDS, key)) return entry;
  }
  return -1;
}

function isTuple(entries: Int32Array, at: number, key: Int32Array): boolean {
  for (let i = SRC; i < DST + 4; i++) {
    if (entries[at + i] !== key[i]) return false;
  }
  const differing = (entries[at + SHAPE]! ^ key[SHAPE]!) & PROTOCOL_MASK;
  return differing === 0 && entries[at + ENTRY_PORTS] === key[PORTS];
}

/**
 * Remembers the line whose whole key is in `key`, seen at `nowUs[0]`, with the IPv4 ID `ipId` (-1:
 * none). Returns NEW, RETRANSMIT or DUPLICATE. Past its horizon a connection begins anew and keeps
 * its place in the ring.
 */
export function recall(
  connections: Connections,
  key: Int32Array,
  ipId: number,
  nowUs: Float64Array,
): number {
  const known = findConnection(connections, key);
  const entry = known < 0 ? makeRoom(connections, key) : known;
  const { entries, timesUs } = connections;
  const at = entry * ENTRY_WORDS;
  const times = entry * ENTRY_TIMES;
  const now = nowUs[0]!;
  let novelty = NEW;
  if (known >= 0 && Math.abs(now - timesUs[times + FIRST_US]!) <= RETRANSMIT_HORIZON_US) {
    const isSamePacket =
      ipId >= 0 &&
      ipId === entries[at + ENTRY_IP_ID] &&
      Math.abs(now - timesUs[times + LAST_US]!) <= DUPLICATE_HORIZON_US;
    novelty = isSamePacket ? DUPLICATE : RETRANSMIT;
  } else {
    entries[at + SHAPE] = key[SHAPE]!;
    entries[at + PORT] = key[PORT]!;
    entries[at + POINT] = key[POINT]!;
    entries[at + ENTRY_OUTCOME] = 0;
    timesUs[times + FIRST_US] = now;
  }
  entries[at + ENTRY_IP_ID] = ipId;
  timesUs[times + LAST_US] = now;
  return novelty;
}

/**
 * Puts a new entry with the five-tuple in `key` at the ring's end, over the oldest if it is full.
 */
function makeRoom(connections: Connections, key: Int32Array): number {
  const { entries, index, max } = connections;
  const entry = connections.next;
  connections.next = entry + 1 === max ? 0 : entry + 1;
  if (connections.count === max) evict(connections, entry);
  connections.count++;
  const at = entry * ENTRY_WORDS;
  const hash = keys.hashTuple(key);
  for (let i = SRC; i < DST + 4; i++) entries[at + i] = key[i]!;
  entries[at + SHAPE] = key[SHAPE]!;
  entries[at + ENTRY_PORTS] = key[PORTS]!;
  entries[at + ENTRY_HASH] = hash;
  const mask = index.length / 2 - 1;
  let slot = hash & mask;
  while (index[2 * slot + 1] !== 0) slot = (slot + 1) & mask;
  index[2 * slot] = hash;
  index[2 * slot + 1] = entry + 1;
  return entry;
}

function evict(connections: Connections, entry: number): void {
  const { entries, index } = connections;
  const mask = index.length / 2 - 1;
  let slot = entries[entry * ENTRY_WORDS + ENTRY_HASH]! & mask;
  while (index[2 * slot + 1] !== entry + 1) slot = (slot + 1) & mask;
  closeGap(index, slot);
  connections.count--;
  connections.evicted[0]!++;
}

/**
 * Moves later entries of the same run back, so that every entry stays reachable and no tombstone is
 * needed.
 */
function closeGap(index: Int32Array, emptied: number): void {
  const mask = index.length / 2 - 1;
  let gap = emptied;
  for (let slot = (gap + 1) & mask; index[2 * slot + 1] !== 0; slot = (slot + 1) & mask) {
    const home = index[2 * slot]! & mask;
    const isReachableFromGap = ((slot - home) & mask) >= ((slot - gap) & mask);
    if (!isReachableFromGap) continue;
    index[2 * gap] = index[2 * slot]!;
    index[2 * gap + 1] = index[2 * slot + 1]!;
    gap = slot;
  }
  index[2 * gap + 1] = 0;
}

/**
 * Sets the outcome (a response kind of points.ts) of an entry that has none yet; false if it has
 * one.
 */
export function settle(connections: Connections, entry: number, outcome: number): boolean {
  const at = entry * ENTRY_WORDS + ENTRY_OUTCOME;
  if (connections.entries[at] !== 0) return false;
  connections.entries[at] = outcome;
  return true;
}

/** Puts SHAPE, PORT and POINT of the entry's first line into `key` and its time into `nowUs[0]`. */
export function restoreKey(
  connections: Connections,
  entry: number,
  key: Int32Array,
  nowUs: Float64Array,
): void {
  const { entries, timesUs } = connections;
  const at = entry * ENTRY_WORDS;
  key[SHAPE] = entries[at + SHAPE]!;
  key[PORT] = entries[at + PORT]!;
  key[POINT] = entries[at + POINT]!;
  nowUs[0] = timesUs[entry * ENTRY_TIMES + FIRST_US]!;
}

/** Marks every observation point that an entry refers to. */
export function markPoints(connections: Connections, kept: Uint8Array): void {
  for (let entry = 0; entry < connections.count; entry++) {
    kept[connections.entries[entry * ENTRY_WORDS + POINT]!] = 1;
  }
}

/** Follows the points to their new numbers. */
export function renamePoints(connections: Connections, renamed: Int32Array): void {
  for (let entry = 0; entry < connections.count; entry++) {
    const at = entry * ENTRY_WORDS + POINT;
    connections.entries[at] = renamed[connections.entries[at]!]!;
  }
}
