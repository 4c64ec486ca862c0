/**
 * The head of a line, from `IN=` to behind the first `SRC=`: names of interfaces and mostly
 * a MAC address. A node writes few different ones, so a head is known as a whole, by its bytes,
 * with the observation point that it stands for, or it is not known and parser and table have the
 * line. They teach the core what they found (learn), so that nothing is checked here.
 *
 *   calico-packet: IN=cali0123456789a OUT=eth0 MAC=ee:…:00 SRC=10.65.0.59 DST=…
 *   └── prefix ──┘└────────────────────── head ─────────────┘
 */
import { heads, isSame, wordBytes } from './memory.ts';

/** A place: length and point of a head, then its text. */
const POINT: usize = 4;
const TEXT: usize = 16;
const PLACE_BYTES_LOG2: u32 = 7;
const PLACES_LOG2: u32 = 13;
const MAC_: u32 = 0x3d43414d;
/** `MAC=` and fourteen octets, and a blank. */
const MAC_BYTES: i32 = 46;
/** The last octets of the source's, from behind `SRC=`. */
const SOURCE_MAC_BACK: i32 = 19;

/**
 * Where the head of the line whose `IN=` is at `body` ends, if it has one: nothing is checked but
 * what is needed to tell.
 */
function headEnd(body: usize): usize {
  const out = body + 3 + wordBytes(body + 3) + 5;
  const next = out + wordBytes(out) + 1;
  return load<u32>(next) == MAC_ ? next + MAC_BYTES + 4 : next + 4;
}

/** The first of the two places of a head; the other is its neighbour. */
function placeOf(body: usize, end: usize): usize {
  const mixed =
    (load<u64>(body, 3) * 0x9e3779b97f4a7c15) ^
    (load<u64>(body, 10) * 0xc2b2ae3d27d4eb4f) ^
    (load<u64>(end - SOURCE_MAC_BACK) * 0x165667b19e3779f9);
  const outside = load<u64>(end - (MAC_BYTES + 13));
  const hash = (mixed ^ (mixed >> 29) ^ outside) * 0xd6e8feb86659fd93;
  return heads + ((<usize>(hash >> (64 - PLACES_LOG2))) << PLACE_BYTES_LOG2);
}

function isAt(place: usize, body: usize, length: i32): bool {
  return load<i32>(place) == length && isSame(place + TEXT, body, length);
}

/** The place of the head of the line whose `IN=` is at `body`, 0 if it is not known. */
export function findHead(body: usize): usize {
  const end = headEnd(body);
  const length = <i32>(end - body);
  const place = placeOf(body, end);
  if (isAt(place, body, length)) return place;
  const neighbour = place ^ (1 << PLACE_BYTES_LOG2);
  return isAt(neighbour, body, length) ? neighbour : 0;
}

export function headBytes(place: usize): i32 {
  return load<i32>(place);
}

export function pointOf(place: usize): i32 {
  return load<i32>(place, POINT);
}

/**
 * Remembers the head of `length` bytes at `body`, at least 16 and at most 112, of which parser and
 * table say that it is as usual.
 */
export function learn(body: usize, length: i32, point: i32): void {
  if (findHead(body) != 0) return;
  const place = placeOf(body, body + length);
  // The older one goes on in the other place.
  memory.copy(place ^ (1 << PLACE_BYTES_LOG2), place, 1 << PLACE_BYTES_LOG2);
  store<i32>(place, length);
  store<i32>(place, point, POINT);
  memory.copy(place + TEXT, body, length);
}
