/**
 * The pass `recall` of count-pending.ts for usual lines: connections.ts and connection-index.ts of
 * the table once more, over the same memory. It goes on from line `from` and returns the first that
 * it leaves to them (a response, a bucket that overflows), having touched nothing of it.
 */
import { DUPLICATE_HORIZON_US, RETRANSMIT_HORIZON_US } from '../../../flow/limits.ts';
import * as ring from '../connection-layout.ts';
import * as key from '../key-layout.ts';
import { IP_ID, KIND, TUPLE_HASH } from '../pending-layout.ts';
import {
  bucketMask,
  cursors,
  entries,
  evicted,
  get,
  lineAt,
  pendingTimesUs,
  put,
  ringMax,
  ringState,
  sequenceBits,
  slots,
} from './memory.ts';

const LOGGED: i32 = 0;
const NOWHERE: usize = 0;

function bucketOf(hash: i32): usize {
  return slots + <usize>((hash & bucketMask) * ring.BUCKET_SLOTS * 4);
}

/** Reads ahead the buckets that recalling lines will need. */
export function warmBuckets(count: i32): i32 {
  let read = 0;
  for (let i = 0; i < count; i++) read ^= load<i32>(bucketOf(get(lineAt(i), TUPLE_HASH)));
  return read;
}

/** Finds or remembers connections; KIND becomes NEW, RETRANSMIT or DUPLICATE. */
export function recall(from: i32, count: i32): i32 {
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
  let tagged = taggedSlots(hash);
  while (tagged != 0) {
    const entry = entryOf(load<i32>(bucket + ((<usize>ctz(tagged)) << 2)));
    if (entry != NOWHERE && isTuple(entry, line)) return entry;
    tagged &= tagged - 1;
  }
  return NOWHERE;
}

/** Which slots of its bucket have the tag of `hash`. */
function taggedSlots(hash: i32): i32 {
  const bucket = bucketOf(hash);
  const low = tags(bucket, hash) | (tags(bucket + 16, hash) << 4);
  return low | (tags(bucket + 32, hash) << 8) | (tags(bucket + 48, hash) << 12);
}

/** Which of four slots have the tag of `hash`. */
function tags(four: usize, hash: i32): i32 {
  const others = i32x4.shr_u(v128.xor(v128.load(four), i32x4.splat(hash)), sequenceBits);
  return i32x4.bitmask(i32x4.eq(others, i32x4.splat(0)));
}

function entryOf(word: i32): usize {
  const age = ageOf(word);
  return age == 0 || age > get(ringState, ring.RING_COUNT) ? NOWHERE : entryBefore(age);
}

function ageOf(word: i32): i32 {
  return (get(ringState, ring.RING_SEQUENCE) - word) & ((1 << sequenceBits) - 1);
}

/** The entry that was new so many entries ago, as long as the ring has it. */
function entryBefore(age: i32): usize {
  const next = get(ringState, ring.RING_NEXT);
  const entry = age <= next ? next - age : max(next - age + ringMax, 0);
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
