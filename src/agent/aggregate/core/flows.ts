/**
 * Flows by the text of their addresses (IPv6: by their words): a cache line each, for those seen
 * lately. A line whose texts, ports and point are known has its addresses, their hash and mostly
 * its row without a look at what the texts say; only new ones are read.
 *
 *   0 … 31                  32 … 47                               48    52   56      60
 *   both ends of each text  SHAPE with lengths, PORT, POINT, HOUR  HASH  ROW  SOURCE  DESTINATION
 */
import * as key from '../key-layout.ts';
import { TUPLE_HASH } from '../pending-layout.ts';
import { isQuad, NO_QUAD, readQuad } from './addresses.ts';
import { scrambleWord } from './hash.ts';
import { flows, get, put, seed } from './memory.ts';

const KEY: usize = 32;
const HASH: usize = 48;
/** Row + 1; 0 where it is not known yet. */
const ROW: usize = 52;
const SOURCE: usize = 56;
const DESTINATION: usize = 60;
const FLOW_BYTES_LOG2: u32 = 6;
/** One place for all flows with a hash: hot-core.ts has the room. */
const FLOWS_LOG2: u32 = 14;
/** How long both texts are lies above SHAPE; instead, where a place has both addresses as words. */
const LENGTHS_SHIFT: i32 = 16;
const SHAPE_MASK: i32 = 0xffff;
export const IPV6: i32 = 1 << 24;
const MAPPED_WORD: i32 = 0xffff;

/**
 * The place of the flow of a line whose ends and lengths putTexts has left there, with names of
 * this hash.
 */
export function flowPlace(line: usize, names: u64): usize {
  const what = get(line, key.SHAPE) | (get(line, key.PORT) << 16);
  const mixed =
    (load<u64>(line) * 0x9e3779b97f4a7c15) ^
    (load<u64>(line, 8) * 0xc2b2ae3d27d4eb4f) ^
    (load<u64>(line, 16) * 0x165667b19e3779f9) ^
    (load<u64>(line, 24) * 0xff51afd7ed558ccd) ^
    (<u64>(<u32>what) * 0x9fb21c651e98df25) ^
    names;
  const hash = (mixed ^ (mixed >> 29)) * 0xd6e8feb86659fd93;
  return flows + ((<usize>(hash >> (64 - FLOWS_LOG2))) << FLOW_BYTES_LOG2);
}

/**
 * Puts POINT and the addresses of the line, if they are not there, and the hash of both as
 * TUPLE_HASH; `source` is where the first one begins. False if they are no addresses.
 */
export function findFlow(place: usize, line: usize, source: usize, point: i32): bool {
  const lengths = get(line, TUPLE_HASH);
  const known = keyOf(line, point);
  const texts = v128.load(line);
  const others = v128.load(line, 16);
  const differing = v128.or(
    v128.or(v128.xor(v128.load(place), texts), v128.xor(v128.load(place, 16), others)),
    v128.xor(v128.load(place, KEY), known),
  );
  if (v128.any_true(differing)) {
    if (!read(place, line, source)) return false;
    v128.store(place, texts);
    v128.store(place, others, 16);
    v128.store(place, known, KEY);
    store<i32>(place, 0, ROW);
  }
  put(line, key.POINT, point);
  if (lengths != IPV6) {
    putMapped(line + (key.SRC << 2), load<i32>(place, SOURCE));
    putMapped(line + (key.DST << 2), load<i32>(place, DESTINATION));
  }
  put(line, TUPLE_HASH, load<i32>(place, HASH));
  return true;
}

/**
 * Puts where the texts begin and end, and how long they are, into the words of a line: what a flow
 * is found by.
 */
export function putTexts(line: usize, source: usize, sourceBytes: usize, bytes: usize): void {
  const destination = source + sourceBytes + 5;
  store<u64>(line, load<u64>(source));
  store<u64>(line, load<u64>(source + sourceBytes - 8), 8);
  store<u64>(line, load<u64>(destination), 16);
  store<u64>(line, load<u64>(destination + bytes - 8), 24);
  put(line, TUPLE_HASH, (<i32>((sourceBytes << 4) | bytes)) << LENGTHS_SHIFT);
}

/** Fills what the texts stand for; false, and nothing filled, if they are no addresses. */
function read(place: usize, line: usize, start: usize): bool {
  const lengths = get(line, TUPLE_HASH);
  if (lengths == IPV6) {
    let sum: u32 = 0;
    for (let i = 0; i < key.DST + 4; i++) sum += scrambleWord(get(line, i), i, seed);
    store<u32>(place, sum, HASH);
    return true;
  }
  const sourceBytes = lengths >> (LENGTHS_SHIFT + 4);
  const source = readQuad(start, sourceBytes);
  const destination = readQuad(start + sourceBytes + 5, (lengths >> LENGTHS_SHIFT) & 0xf);
  if (((source | destination) & NO_QUAD) != 0) return false;
  store<u32>(place, <u32>source, SOURCE);
  store<u32>(place, <u32>destination, DESTINATION);
  const hash = scrambleWord(<i32>source, 3, seed) + scrambleWord(<i32>destination, 7, seed);
  store<u32>(place, hash, HASH);
  return true;
}

/** Whether both texts of the line, the first one at `start`, are addresses. */
export function areTexts(line: usize, start: usize): bool {
  const lengths = get(line, TUPLE_HASH);
  if (lengths == IPV6) return true;
  const sourceBytes = lengths >> (LENGTHS_SHIFT + 4);
  if (!isQuad(start, sourceBytes)) return false;
  return isQuad(start + sourceBytes + 5, (lengths >> LENGTHS_SHIFT) & 0xf);
}

function putMapped(at: usize, word: i32): void {
  v128.store(at, mapped(word));
}

function isMapped(at: usize, word: i32): bool {
  return !v128.any_true(v128.xor(v128.load(at), mapped(word)));
}

function mapped(word: i32): v128 {
  return i32x4.replace_lane(i32x4(0, 0, MAPPED_WORD, 0), 3, word);
}

/** As a place has it. The line has no POINT yet: a vector would wait for a word just stored. */
function keyOf(line: usize, point: i32): v128 {
  const words = v128.load(line, key.SHAPE << 2);
  const lengths = v128.load_zero<u32>(line + (TUPLE_HASH << 2));
  return i32x4.replace_lane(v128.or(words, lengths), <u8>(key.POINT - key.SHAPE), point);
}

/** -1 where it is not known. */
export function rowOf(place: usize): i32 {
  return load<i32>(place, ROW) - 1;
}

/** Remembers the row of the line's flow, unless another flow has taken its place. */
export function rememberRow(place: usize, line: usize, row: i32): void {
  const differing = v128.xor(v128.load(place, KEY), v128.load(line, key.SHAPE << 2));
  // But for lengths: TUPLE_HASH is no longer what they are.
  const isStill = !v128.any_true(v128.and(differing, i32x4(SHAPE_MASK, -1, -1, -1)));
  if (isStill && areAddresses(place, line)) store<i32>(place, row + 1, ROW);
}

/** Whether the line's addresses are the flow's. No pair of IPv6 stands for one of IPv4. */
function areAddresses(place: usize, line: usize): bool {
  if ((load<i32>(place, KEY) & IPV6) != 0) {
    const source = v128.xor(v128.load(place), v128.load(line));
    return !v128.any_true(v128.or(source, v128.xor(v128.load(place, 16), v128.load(line, 16))));
  }
  return (
    isMapped(line, load<i32>(place, SOURCE)) && isMapped(line + 16, load<i32>(place, DESTINATION))
  );
}
