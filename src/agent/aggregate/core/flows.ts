/**
 * Flows by the text of their addresses: a cache line each, for those of IPv4 seen lately. A line
 * whose texts, ports and point are known has its addresses, their hash and mostly its row without
 * a look at what the texts say; only new ones are read.
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
const MAPPED_WORD: i32 = 0xffff;

/**
 * Puts the addresses of the line, whose ends and lengths putTexts has left there, and the hash of
 * both as TUPLE_HASH; `source` is where the first one begins. Returns the flow's place, 0 if they
 * are no addresses.
 */
export function findFlow(line: usize, source: usize): usize {
  const what = get(line, key.SHAPE) | (get(line, key.PORT) << 16);
  const point = get(line, key.POINT);
  const hour = get(line, key.HOUR);
  const a = load<u64>(line);
  const b = load<u64>(line, 8);
  const c = load<u64>(line, 16);
  const d = load<u64>(line, 24);
  const lengths = get(line, TUPLE_HASH);
  const mixed =
    (a * 0x9e3779b97f4a7c15) ^
    (b * 0xc2b2ae3d27d4eb4f) ^
    (c * 0x165667b19e3779f9) ^
    (d * 0xff51afd7ed558ccd) ^
    (((<u64>what) << 32) | <u64>point);
  const hash = (mixed ^ (mixed >> 29)) * 0xd6e8feb86659fd93;
  const place = flows + ((<usize>(hash >> (64 - FLOWS_LOG2))) << FLOW_BYTES_LOG2);
  let differing = (load<u64>(place) ^ a) | (load<u64>(place, 8) ^ b);
  differing |= (load<u64>(place, 16) ^ c) | (load<u64>(place, 24) ^ d);
  differing |= (load<i32>(place, LENGTHS) ^ lengths) | (load<i32>(place, POINT) ^ point);
  differing |= (load<i32>(place, WHAT) ^ what) | (load<i32>(place, HOUR) ^ hour);
  if (differing != 0) {
    if (!read(place, source, lengths)) return 0;
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
  putMapped(line + (key.SRC << 2), load<i32>(place, SOURCE));
  putMapped(line + (key.DST << 2), load<i32>(place, DESTINATION));
  put(line, TUPLE_HASH, load<i32>(place, HASH));
  return place;
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
function read(place: usize, start: usize, lengths: i32): bool {
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
  v128.store(at, i32x4.replace_lane(i32x4(0, 0, MAPPED_WORD, 0), 3, word));
}

/** -1 where it is not known. */
export function rowOf(place: usize): i32 {
  return load<i32>(place, ROW) - 1;
}

/** Remembers the row of the line's flow, unless another flow has taken its place. */
export function rememberRow(place: usize, line: usize, row: i32): void {
  const isStill =
    load<i32>(place, SOURCE) == get(line, key.SRC + 3) &&
    load<i32>(place, DESTINATION) == get(line, key.DST + 3) &&
    load<i32>(place, WHAT) == (get(line, key.SHAPE) | (get(line, key.PORT) << 16)) &&
    load<i32>(place, POINT) == get(line, key.POINT) &&
    load<i32>(place, HOUR) == get(line, key.HOUR);
  if (isStill) store<i32>(place, row + 1, ROW);
}
