/**
 * The observation point of a line, by the names of its interfaces as they stand there. A node has
 * few of them, so they are looked up as a whole. Of plain ones that are not known the table is
 * asked (askNames), other lines are the parser's; both teach the core what they found (learn), so
 * that names are not checked here.
 *
 *   calico-packet: IN=cali0123456789a OUT=eth0 MAC=ee:ee:…:08:00 SRC=10.65.0.59 DST=…
 *   └── prefix ──┘└──────── names ───────────┘
 */
import { names, ones } from './memory.ts';

/** A place, a cache line: the names, the rest zero; how many bytes they have; the point. */
const LENGTH: usize = 48;
const POINT: usize = 52;
const PLACE_BYTES: usize = 64;
/** Where names may begin: every other place; hot-core.ts has the room. */
const STARTS_LOG2: u32 = 12;
/** Places from there on where they may stand. */
const REACH: usize = 4;

/** The point of the `length` bytes of names from `body` on, from their place on; or -1. */
export function findPoint(start: usize, body: usize, length: i32): i32 {
  const place = findPlace(start, body, length);
  return place == 0 ? -1 : load<i32>(place, POINT);
}

/** The place of names; 0 where they are not known. */
function findPlace(start: usize, body: usize, length: i32): usize {
  let place = start;
  for (let i: usize = 0; i < REACH; i++) {
    if (isAt(place, body, length)) return place;
    place += PLACE_BYTES;
  }
  return 0;
}

/** Of names by their ends. */
export function namesHash(inEnd: usize, outEnd: usize): u64 {
  const mixed =
    (load<u64>(inEnd - 8) * 0x9e3779b97f4a7c15) ^ (load<u64>(outEnd - 8) * 0xc2b2ae3d27d4eb4f);
  return (mixed ^ (mixed >> 29)) * 0xd6e8feb86659fd93;
}

/** The first place where names with this hash may stand. */
export function namesPlace(hash: u64): usize {
  return names + <usize>(hash >> (64 - STARTS_LOG2)) * 2 * PLACE_BYTES;
}

function isAt(place: usize, body: usize, length: i32): bool {
  const mask = ones + 48 - length;
  const a = v128.xor(v128.load(place), v128.and(v128.load(body), v128.load(mask)));
  const b = v128.xor(v128.load(place, 16), v128.and(v128.load(body, 16), v128.load(mask, 16)));
  const c = v128.xor(v128.load(place, 32), v128.and(v128.load(body, 32), v128.load(mask, 32)));
  return !v128.any_true(v128.or(v128.or(a, b), c)) && load<i32>(place, LENGTH) == length;
}

/** Remembers the point of names of at most 48 bytes, of which parser and table say what it is. */
export function learn(body: usize, inEnd: usize, outEnd: usize, point: i32): void {
  const start = namesPlace(namesHash(inEnd, outEnd));
  let place = findPlace(start, body, <i32>(outEnd - body));
  if (place == 0) place = makeRoom(start);
  memory.copy(place, body, outEnd - body);
  store<i32>(place, <i32>(outEnd - body), LENGTH);
  store<i32>(place, point, POINT);
}

/** The first free place; where there is none, the last one's names are forgotten. */
function makeRoom(start: usize): usize {
  const last = start + (REACH - 1) * PLACE_BYTES;
  let place = start;
  while (place < last && load<i32>(place, LENGTH) != 0) place += PLACE_BYTES;
  memory.fill(place, 0, PLACE_BYTES);
  return place;
}
