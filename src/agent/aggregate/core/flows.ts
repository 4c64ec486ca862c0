/**
 * Flows by the text of their addresses (IPv6: by their words): a cache line each, for those seen
 * lately. A line whose texts, ports and point are known has its addresses, their hash and mostly
 * its row without a look at what the texts say; only new ones are read.
 *
 *   0 … 31                  32       36     40     44    48    52   56      60
 *   both ends of each text  LENGTHS  POINT  WHAT   HOUR  HASH  ROW  SOURCE  DESTINATION
 */
import * as key from '../key-layout.ts';
import { TUPLE_HASH } from '../pending-layout.ts';
import { NO_QUAD, readQuad } from './addresses.ts';
import { scrambleWord } from './hash.ts';
import { flows, get, put, seed } from './memory.ts';

const LENGTHS: usize = 32;
const POINT: usize = 36;
const WHAT: usize = 40;
const HOUR: usize = 44;
const HASH: usize = 48;
/** Row + 1; 0 where it is not known yet. */
const ROW: usize = 52;
const SOURCE: usize = 56;
const DESTINATION: usize = 60;
const FLOW_BYTES_LOG2: u32 = 6;
/** One place for all flows with a hash: hot-core.ts has the room. */
const FLOWS_LOG2: u32 = 14;
/** Instead of LENGTHS, where a place has both addresses as words. */
export const IPV6: i32 = -1;
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
 * Puts the addresses of the line, if they are not there, and the hash of both as TUPLE_HASH;
 * `source` is where the first one begins. False if they are no addresses.
 */
export function findFlow(place: usize, line: usize, source: usize): bool {
  const what = get(line, key.SHAPE) | (get(line, key.PORT) << 16);
  const point = get(line, key.POINT);
  const hour = get(line, key.HOUR);
  const a = load<u64>(line);
  const b = load<u64>(line, 8);
  const c = load<u64>(line, 16);
  const d = load<u64>(line, 24);
  const lengths = get(line, TUPLE_HASH);
  let differing = (load<u64>(place) ^ a) | (load<u64>(place, 8) ^ b);
  differing |= (load<u64>(place, 16) ^ c) | (load<u64>(place, 24) ^ d);
  differing |= (load<i32>(place, LENGTHS) ^ lengths) | (load<i32>(place, POINT) ^ point);
  differing |= (load<i32>(place, WHAT) ^ what) | (load<i32>(place, HOUR) ^ hour);
  if (differing != 0) {
    if (!read(place, line, source)) return false;
    store<u64>(place, a);
    store<u64>(place, b, 8);
    store<u64>(place, c, 16);
    store<u64>(place, d, 24);
    store<i32>(place, lengths, LENGTHS);
    store<i32>(place, point, POINT);
    store<i32>(place, what, WHAT);
    store<i32>(place, hour, HOUR);
    store<i32>(place, 0, ROW);
  }
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
  put(line, TUPLE_HASH, ((<i32>sourceBytes) << 8) | <i32>bytes);
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
  const source = readQuad(start, lengths >> 8);
  const destination = readQuad(start + (lengths >> 8) + 5, lengths & 0xff);
  if (((source | destination) & NO_QUAD) != 0) return false;
  store<u32>(place, <u32>source, SOURCE);
  store<u32>(place, <u32>destination, DESTINATION);
  const hash = scrambleWord(<i32>source, 3, seed) + scrambleWord(<i32>destination, 7, seed);
  store<u32>(place, hash, HASH);
  return true;
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

/** -1 where it is not known. */
export function rowOf(place: usize): i32 {
  return load<i32>(place, ROW) - 1;
}

/** Remembers the row of the line's flow, unless another flow has taken its place. */
export function rememberRow(place: usize, line: usize, row: i32): void {
  const isStill =
    areAddresses(place, line) &&
    load<i32>(place, WHAT) == (get(line, key.SHAPE) | (get(line, key.PORT) << 16)) &&
    load<i32>(place, POINT) == get(line, key.POINT) &&
    load<i32>(place, HOUR) == get(line, key.HOUR);
  if (isStill) store<i32>(place, row + 1, ROW);
}

/** Whether the line's addresses are the flow's. No pair of IPv6 stands for one of IPv4. */
function areAddresses(place: usize, line: usize): bool {
  if (load<i32>(place, LENGTHS) == IPV6) {
    const source = v128.xor(v128.load(place), v128.load(line));
    return !v128.any_true(v128.or(source, v128.xor(v128.load(place, 16), v128.load(line, 16))));
  }
  return (
    isMapped(line, load<i32>(place, SOURCE)) && isMapped(line + 16, load<i32>(place, DESTINATION))
  );
}
