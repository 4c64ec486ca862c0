/**
 * Addresses as the kernel prints them, sixteen bytes at a time. IPv4 is read only where a line's
 * flow is not known by its text (flows.ts), IPv6 always.
 */
import * as key from '../key-layout.ts';
import { blanks, first } from './numbers.ts';
import { lineEnd } from './outcome.ts';

const BLANK: u8 = 0x20;
const COLON: u8 = 0x3a;
const DOT: u8 = 0x2e;
const ZERO: u8 = 0x30;
const ZEROS: u32 = 0x30303030;
const DST_: u32 = 0x3d545344;
const MAPPED_WORD: i32 = 0xffff;
const QUAD_BYTES_MAX: usize = 15;
const IPV6_BYTES: i32 = 39;
/** No address. */
export const NO_QUAD: u64 = 1 << 32;

/** The address that the `length` bytes at `at` tell, or NO_QUAD. */
export function readQuad(at: usize, length: i32): u64 {
  const text = v128.load(at);
  const whole = (1 << length) - 1;
  const digits = i8x16.bitmask(i8x16.lt_u(i8x16.sub(text, i8x16.splat(ZERO)), i8x16.splat(10)));
  const dots = i8x16.bitmask(i8x16.eq(text, i8x16.splat(DOT))) & whole;
  if (popcnt(dots) != 3 || ((digits & whole) | dots) != whole) return NO_QUAD;
  let address: u32 = 0;
  let start = 0;
  for (let rest = dots | (1 << length); rest != 0; rest &= rest - 1) {
    const end = ctz(rest);
    const value = octet(at + end, end - start);
    if (value > 0xff) return NO_QUAD;
    address = (address << 8) | value;
    start = end + 1;
  }
  return address;
}

/** Where the quad at `at` ends, at a blank or with the line; 0 if it is none. */
export function quadEnd(at: usize): usize {
  const length = min(first(blanks(at)), lineEnd - at);
  return length <= QUAD_BYTES_MAX && isQuad(at, length) ? at + length : 0;
}

export function isQuad(at: usize, length: usize): bool {
  return (readQuad(at, <i32>length) & NO_QUAD) == 0;
}

/** The number of `length` digits in front of `end`; more than an octet if it is none. */
function octet(end: usize, length: i32): u32 {
  const digits = (load<u32>(end - 4) ^ ZEROS) & (-1 << (32 - 8 * length));
  const value = (digits >> 24) + ((digits >> 16) & 0xff) * 10 + ((digits >> 8) & 0xff) * 100;
  const least: u32 = length == 3 ? 100 : length == 2 ? 10 : 0;
  return <u32>(length - 1) < 3 && value >= least ? value : 0x100;
}

/** Puts both addresses, the first one at `start`; the offset behind them, 0 if they are none. */
export function scanIpv6Pair(start: usize, line: usize): usize {
  const next = start + IPV6_BYTES + 5;
  if (load<u8>(start, IPV6_BYTES) != BLANK) return 0;
  if (load<u32>(start, IPV6_BYTES + 1) != DST_) return 0;
  const to = line + (key.SRC << 2);
  if (!readIpv6(start, to)) return 0;
  if (!readIpv6(next, to + 16)) return 0;
  return isMapped(to) && isMapped(to + 16) ? 0 : next + IPV6_BYTES;
}

/** Its hash is IPv4's: for the table in TypeScript. */
function isMapped(words: usize): bool {
  return load<u64>(words) == 0 && load<i32>(words, 8) == MAPPED_WORD;
}

/** An address as four words to `to`; false if it is none. Letters are lower case. */
function readIpv6(at: usize, to: usize): bool {
  const colon = i8x16.splat(COLON);
  const colons =
    (i8x16.bitmask(i8x16.eq(v128.load(at), colon)) & 0x4210) ^
    0x4210 ^
    (i8x16.bitmask(i8x16.eq(v128.load(at, 16), colon)) & 0x2108) ^
    0x2108;
  if (colons != 0) return false;
  if (load<u8>(at, 34) != COLON) return false;
  const high = i64x2.replace_lane(i64x2.splat(eightHex(at)), 1, eightHex(at + 10));
  const low = i64x2.replace_lane(i64x2.splat(eightHex(at + 20)), 1, eightHex(at + 30));
  if (!areHex(high)) return false;
  if (!areHex(low)) return false;
  const bytes = i8x16.narrow_i16x8_u(hexBytes(high), hexBytes(low));
  v128.store(to, v128.swizzle(bytes, i8x16(3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12)));
  return true;
}

/** Two groups of four digits, without the colon between them. */
function eightHex(at: usize): u64 {
  return <u64>load<u32>(at) | ((<u64>load<u32>(at, 5)) << 32);
}

function areHex(text: v128): bool {
  const digits = i8x16.lt_u(i8x16.sub(text, i8x16.splat(ZERO)), i8x16.splat(10));
  const letters = i8x16.lt_u(i8x16.sub(text, i8x16.splat(0x61)), i8x16.splat(6));
  return i8x16.all_true(v128.or(digits, letters));
}

/** Sixteen digits as eight bytes, each in a lane of sixteen bits. */
function hexBytes(text: v128): v128 {
  const isLetter = i8x16.gt_u(text, i8x16.splat(0x39));
  const ones = v128.and(text, i8x16.splat(0x0f));
  const digits = i8x16.add(ones, v128.and(isLetter, i8x16.splat(9)));
  return v128.or(i16x8.shl(v128.and(digits, i16x8.splat(0x00ff)), 4), i16x8.shr_u(digits, 8));
}
