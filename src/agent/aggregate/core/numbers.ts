/**
 * Numbers and addresses of a LOG line, read where they stand: sixteen or eight bytes at a time,
 * without a branch that depends on how long they are. How long a field is comes first and from
 * little, since the next one waits for it; whether it is right is told beside, and nobody waits.
 * AssemblyScript: `usize` is an address in the core's memory.
 */

const BLANK: u8 = 0x20;
const COLON: u8 = 0x3a;
const DOT: u8 = 0x2e;
const ZERO: u8 = 0x30;
const ZEROS: u64 = 0x3030303030303030;
const TOPS: u64 = 0x8080808080808080;
/** Lifts what is above 9 into a byte's highest bit. */
const ABOVE_NINE: u64 = 0x7676767676767676;

/** Above every number and octet: what is not as the kernel prints it. */
const WRONG: u32 = 0xffffffff;

/** Eight bytes of text as digits: what is above 9 is none. */
export function digitsAt(at: usize): u64 {
  return load<u64>(at) ^ ZEROS;
}

/** Bits of the digits in front of the first byte that is none. */
export function bitsOf(digits: u64): u64 {
  return ctz(((digits + ABOVE_NINE) | digits) & TOPS) & 0x78;
}

/** Bytes of so many bits and the blank behind them. */
export function bytesOf(bits: u64): usize {
  return <usize>(bits >> 3) + 1;
}

/** A decimal of up to seven digits, no leading zero, with its blank; WRONG for anything else. */
export function numberOf(digits: u64, bits: u64): u32 {
  const isEnded = <u8>(digits >> bits) == (BLANK ^ ZERO);
  const isPadded = bits > 8 && (digits & 0xff) == 0;
  const isRight = bits - 8 < 56 && isEnded && !isPadded;
  return isRight ? eightDigits(digits << (64 - bits)) : WRONG;
}

/** Eight digits, the first one in the lowest byte. */
function eightDigits(digits: u64): u32 {
  const pairs = digits * 10 + (digits >> 8);
  const low = (pairs & 0x000000ff000000ff) * 0x000f424000000064;
  const high = ((pairs >> 16) & 0x000000ff000000ff) * 0x0000271000000001;
  return <u32>((low + high) >> 32);
}

/** Bytes in front of the first blank; 16 if there is none among so many. */
export function wordBytes(text: v128): i32 {
  return ctz(i8x16.bitmask(i8x16.eq(text, i8x16.splat(BLANK))) | 0x10000);
}

/** Whether the `length` bytes of `text` are digits and three dots. */
export function isQuad(text: v128, length: i32): bool {
  const whole = (1 << length) - 1;
  const digits = i8x16.bitmask(i8x16.lt_u(i8x16.sub(text, i8x16.splat(ZERO)), i8x16.splat(10)));
  const dots = i8x16.bitmask(i8x16.eq(text, i8x16.splat(DOT))) & whole;
  return popcnt(dots) == 3 && ((digits & whole) | dots) == whole;
}

/** The address that the quad at `at` tells; `isRight` of its octets is in the upper half. */
export function readQuad(at: usize, text: v128, length: i32): u64 {
  const dots = i8x16.bitmask(i8x16.eq(text, i8x16.splat(DOT)));
  const dots2 = dots & (dots - 1);
  const first = ctz(dots);
  const second = ctz(dots2);
  const third = ctz(dots2 & (dots2 - 1));
  const a = octet(at + first, first);
  const b = octet(at + second, second - first - 1);
  const c = octet(at + third, third - second - 1);
  const d = octet(at + length, length - third - 1);
  const high = (<u64>((a | b | c | d) >> 8)) << 32;
  return high | ((a << 24) | (b << 16) | (c << 8) | d);
}

/** The number of `length` digits in front of `end`; 0x100 and more if it is no octet. */
function octet(end: usize, length: i32): u32 {
  const digits = (load<u32>(end - 4) ^ <u32>ZEROS) & (-1 << (32 - 8 * length));
  const value = (digits >> 24) + ((digits >> 16) & 0xff) * 10 + ((digits >> 8) & 0xff) * 100;
  const least: u32 = length == 3 ? 100 : length == 2 ? 10 : 0;
  return <u32>(length - 1) < 3 && value >= least ? value : 0x100;
}

/** Bytes of an IPv6 address, which the kernel prints in full, and its blank. */
export const IPV6_BYTES: i32 = 40;

/** Such an address, as four words, to `to`; false if it is none. Letters are lower case. */
export function readIpv6(at: usize, to: usize): bool {
  const colon = i8x16.splat(COLON);
  const colons =
    (i8x16.bitmask(i8x16.eq(v128.load(at), colon)) & 0x4210) ^
    0x4210 ^
    (i8x16.bitmask(i8x16.eq(v128.load(at, 16), colon)) & 0x2108) ^
    0x2108;
  if (colons != 0 || load<u8>(at, 34) != COLON || load<u8>(at, 39) != BLANK) return false;
  const high = i64x2.replace_lane(i64x2.splat(eightHex(at)), 1, eightHex(at + 10));
  const low = i64x2.replace_lane(i64x2.splat(eightHex(at + 20)), 1, eightHex(at + 30));
  if (!areHex(high) || !areHex(low)) return false;
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
