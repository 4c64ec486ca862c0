/**
 * The passes of count-pending.ts over the pending lines, for the usual ones: each goes on from line
 * `from` and returns the first that it leaves to the pass written in TypeScript (a response, a new
 * flow, a full sample …), having touched nothing of it. What is done here leaves the same bytes
 * there (test/agent/aggregate/core.test.ts). AssemblyScript.
 */
import {
  DUPLICATE_HORIZON_US,
  RETRANSMIT_HORIZON_US,
  SOURCE_PORTS_MAX,
} from '../../../flow/limits.ts';
import * as ring from '../connection-layout.ts';
import * as key from '../key-layout.ts';
import { FLAGS, IP_ID, KEY_HASH, KIND, LEN, SOURCE, TUPLE_HASH } from '../pending-layout.ts';
import * as row from '../row-layout.ts';
import { rememberRow, rowOf } from './flows.ts';
import { hashWord } from './hash.ts';
import {
  bucketMask,
  cursors,
  entries,
  evicted,
  get,
  lineAt,
  pendingFlows,
  pendingRows,
  pendingTimesUs,
  put,
  registers,
  ringMax,
  ringState,
  rowCounts,
  rowIndex,
  rowWords,
  sequenceBits,
  slots,
  sourceCounts,
  sourceSamples,
} from './memory.ts';

/** What was read ahead: kept, or the reads would be compiled away. */
export let warmth: i32 = 0;

const LOGGED: i32 = 0;
const REGISTERS: i32 = 64;
const REGISTER_BITS: i32 = 6;
const IN_REGISTERS: i32 = SOURCE_PORTS_MAX + 1;
const NOWHERE: usize = 0;

function bucketOf(hash: i32): usize {
  return slots + <usize>((hash & bucketMask) * ring.BUCKET_SLOTS * 4);
}

/** Finds or remembers connections; KIND becomes NEW, RETRANSMIT or DUPLICATE. */
export function recall(from: i32, count: i32): i32 {
  let read = 0;
  for (let i = from; i < count; i++) {
    const bucket = bucketOf(get(lineAt(i), TUPLE_HASH));
    read ^= load<i32>(bucket) ^ load<i32>(bucket, 60);
  }
  warmth = read;
  for (let i = from; i < count; i++) {
    const line = lineAt(i);
    if (get(line, KIND) != LOGGED) return i;
    const known = findEntry(line);
    const entry = known == NOWHERE ? makeRoom(line) : known;
    if (entry == NOWHERE) return i;
    put(
      line,
      KIND,
      meet(entry, line, known != NOWHERE, load<f64>(pendingTimesUs + ((<usize>i) << 3))),
    );
  }
  return count;
}

/** The entry with the line's five-tuple. */
function findEntry(line: usize): usize {
  const hash = get(line, TUPLE_HASH);
  const bucket = bucketOf(hash);
  let tagged = tags(bucket, hash) | (tags(bucket + 16, hash) << 4);
  tagged |= (tags(bucket + 32, hash) << 8) | (tags(bucket + 48, hash) << 12);
  while (tagged != 0) {
    const entry = entryOf(load<i32>(bucket + ((<usize>ctz(tagged)) << 2)));
    if (entry != NOWHERE && isTuple(entry, line)) return entry;
    tagged &= tagged - 1;
  }
  return NOWHERE;
}

/** Which of four slots have the tag of `hash`. */
function tags(four: usize, hash: i32): i32 {
  const others = i32x4.shr_u(v128.xor(v128.load(four), i32x4.splat(hash)), sequenceBits);
  return i32x4.bitmask(i32x4.eq(others, i32x4.splat(0)));
}

function entryOf(word: i32): usize {
  const age = (get(ringState, ring.RING_SEQUENCE) - word) & ((1 << sequenceBits) - 1);
  if (age == 0 || age > get(ringState, ring.RING_COUNT)) return NOWHERE;
  const next = get(ringState, ring.RING_NEXT);
  const entry = age <= next ? next - age : next - age + ringMax;
  return entries + <usize>(entry * ring.ENTRY_WORDS * 4);
}

function isTuple(entry: usize, line: usize): bool {
  const source = v128.xor(v128.load(entry), v128.load(line));
  const destination = v128.xor(v128.load(entry, 16), v128.load(line, 16));
  if (v128.any_true(v128.or(source, destination))) return false;
  const shape = (get(entry, key.SHAPE) ^ get(line, key.SHAPE)) & key.PROTOCOL_MASK;
  return shape == 0 && get(entry, ring.ENTRY_PORTS) == get(line, key.PORTS);
}

/** The next entry of the ring, with the line's five-tuple; NOWHERE if a bucket is too full. */
function makeRoom(line: usize): usize {
  const sequence = get(ringState, ring.RING_SEQUENCE);
  const count = get(ringState, ring.RING_COUNT);
  const next = get(ringState, ring.RING_NEXT);
  const hash = get(line, TUPLE_HASH);
  const bucket = hash & bucketMask;
  const cursor = <i32>load<u8>(cursors + bucket);
  const slot = bucketOf(hash) + ((<usize>cursor) << 2);
  const sequenceMask = (1 << sequenceBits) - 1;
  const live = count == ringMax ? count - 1 : count;
  if (((sequence - load<i32>(slot)) & sequenceMask) <= live) return NOWHERE;
  if (live != count) store<f64>(evicted, load<f64>(evicted) + 1);
  store<i32>(slot, (hash & ~sequenceMask) | (sequence & sequenceMask));
  store<u8>(cursors + bucket, (cursor + 1) & (ring.BUCKET_SLOTS - 1));
  put(ringState, ring.RING_COUNT, live + 1);
  put(ringState, ring.RING_NEXT, next + 1 == ringMax ? 0 : next + 1);
  put(ringState, ring.RING_SEQUENCE, sequence + 1);
  const entry = entries + <usize>(next * ring.ENTRY_WORDS * 4);
  v128.store(entry, v128.load(line));
  v128.store(entry, v128.load(line, 16), 16);
  put(entry, ring.ENTRY_PORTS, get(line, key.PORTS));
  return entry;
}

/** The line's novelty, which the entry remembers. */
function meet(entry: usize, line: usize, isKnown: bool, now: f64): i32 {
  const ipId = get(line, IP_ID);
  const age = now - load<f64>(entry, ring.ENTRY_FIRST_US << 3);
  let novelty = ring.NEW;
  if (isKnown && abs(age) <= <f64>RETRANSMIT_HORIZON_US) {
    const since = abs(age - <f64>get(entry, ring.ENTRY_LAST));
    const isSame = ipId >= 0 && ipId == get(entry, ring.ENTRY_IP_ID);
    novelty = isSame && since <= <f64>DUPLICATE_HORIZON_US ? ring.DUPLICATE : ring.RETRANSMIT;
    put(entry, ring.ENTRY_LAST, <i32>age);
  } else {
    put(entry, key.SHAPE, get(line, key.SHAPE));
    put(entry, key.POINT, get(line, key.POINT));
    put(entry, ring.ENTRY_LAST, 0);
    store<f64>(entry, now, ring.ENTRY_FIRST_US << 3);
  }
  put(entry, ring.ENTRY_IP_ID, ipId);
  return novelty;
}

/** Finds the rows of flows that are in the table; `mask` is that of its index. */
export function land(from: i32, count: i32, mask: i32): i32 {
  for (let i = from; i < count; i++) {
    const line = lineAt(i);
    if (get(line, KIND) > ring.DUPLICATE) return i;
    const flow = <usize>load<i32>(pendingFlows + ((<usize>i) << 2));
    let found = flow == 0 ? -1 : rowOf(flow, line);
    if (found < 0) {
      found = findRow(line, mask);
      if (found < 0) return i;
      if (flow != 0) rememberRow(flow, line, found);
    }
    store<i32>(pendingRows + ((<usize>i) << 2), found);
  }
  return count;
}

function findRow(line: usize, mask: i32): i32 {
  const hash = get(line, KEY_HASH);
  let slot = hash & mask;
  let found = rowAt(slot);
  while (found >= 0 && (hashAt(slot) != hash || !isKey(found, line))) {
    slot = (slot + 1) & mask;
    found = rowAt(slot);
  }
  return found;
}

function hashAt(slot: i32): i32 {
  return load<i32>(rowIndex + ((<usize>slot) << 3));
}

function rowAt(slot: i32): i32 {
  return load<i32>(rowIndex + ((<usize>slot) << 3), 4) - 1;
}

function isKey(found: i32, line: usize): bool {
  const words = rowWords + <usize>(found * row.ROW_WORDS * 4);
  const source = v128.xor(v128.load(words), v128.load(line));
  const destination = v128.xor(v128.load(words, 16), v128.load(line, 16));
  const rest = v128.xor(v128.load(words, 32), v128.load(line, 32));
  return !v128.any_true(v128.or(v128.or(source, destination), rest));
}

/** Counts lines in their rows. */
export function count(from: i32, end: i32): i32 {
  for (let i = from; i < end; i++) {
    const line = lineAt(i);
    const kind = get(line, KIND);
    if (kind > ring.DUPLICATE) return i;
    const found = load<i32>(pendingRows + ((<usize>i) << 2));
    if (!addSourcePort(found, get(line, SOURCE))) return i;
    const now = load<f64>(pendingTimesUs + ((<usize>i) << 3));
    const counts = rowCounts + <usize>(found * row.ROW_COUNTS * 8);
    if (now < load<f64>(counts, row.FIRST_US << 3)) store<f64>(counts, now, row.FIRST_US << 3);
    if (now > load<f64>(counts, row.LAST_US << 3)) store<f64>(counts, now, row.LAST_US << 3);
    add(counts, row.LINES, 1);
    if (kind == ring.DUPLICATE) add(counts, row.DUPLICATES, 1);
    else add(counts, row.BYTES, <f64>(<u32>get(line, LEN)));
    if (kind == ring.NEW) add(counts, row.CONNECTIONS, 1);
    const words = rowWords + <usize>(found * row.ROW_WORDS * 4);
    put(words, row.TCP_FLAGS, get(words, row.TCP_FLAGS) | get(line, FLAGS));
  }
  return end;
}

function add(counts: usize, place: i32, more: f64): void {
  const at = counts + ((<usize>place) << 3);
  store<f64>(at, load<f64>(at) + more);
}

/** As in source-ports.ts; false where a full sample has to give way to registers. */
function addSourcePort(found: i32, port: i32): bool {
  if (port < 0) return true;
  const known = <i32>load<u8>(sourceCounts + found);
  if (known == IN_REGISTERS) {
    const hash = hashWord(port);
    const register = registers + <usize>(found * REGISTERS) + (hash >> (32 - REGISTER_BITS));
    const rank = clz((hash << REGISTER_BITS) | (1 << (REGISTER_BITS - 1))) + 1;
    if (rank > <u32>load<u8>(register)) store<u8>(register, rank);
    return true;
  }
  const sample = sourceSamples + <usize>(found * SOURCE_PORTS_MAX * 2);
  const same = i16x8.bitmask(i16x8.eq(v128.load(sample), i16x8.splat(<i16>port)));
  if ((same & ((1 << known) - 1)) != 0) return true;
  if (known == SOURCE_PORTS_MAX) return false;
  store<u16>(sample + ((<usize>known) << 1), <u16>port);
  store<u8>(sourceCounts + found, known + 1);
  return true;
}
