/**
 * Decimals, read where they stand, without a branch that depends on how long they are. How long a
 * field is comes first and from little, since the next one waits for it; its value and whether it
 * is right are told beside, and nobody waits for them.
 */

const ZEROS: u64 = 0x3030303030303030;
/** Vectors lie in memory: as constants they are made anew at each use. */
export const ZERO_16: usize = memory.data<u64>([0x3030303030303030, 0x3030303030303030], 16);
export const BLANK_16: usize = memory.data<u64>([0x2020202020202020, 0x2020202020202020], 16);
export const ABOVE_NINE_16: usize = memory.data<u64>([0x7676767676767676, 0x7676767676767676], 16);
const TOPS: u64 = 0x8080808080808080;
/** Lifts what is above 9 into a byte's highest bit. */
const ABOVE_NINE: u64 = 0x7676767676767676;

/** Which of sixteen bytes are no digits, and the bit behind them. */
export function nonDigits(text: v128): i32 {
  const digits = i8x16.sub(text, v128.load(ZERO_16));
  return i8x16.bitmask(i8x16.add_sat_u(digits, v128.load(ABOVE_NINE_16))) | 0x10000;
}

/** A bit for each of 64 bytes that is a blank: where fields end, all at once. */
export function blanks(at: usize): u64 {
  const low = isBlank(at) | (isBlank(at + 16) << 16);
  return low | (isBlank(at + 32) << 32) | (isBlank(at + 48) << 48);
}

function isBlank(at: usize): u64 {
  return <u64>(<u32>i8x16.bitmask(i8x16.eq(v128.load(at), v128.load(BLANK_16))));
}

/** The same blanks but for the first. */
export function behind(blanks: u64): u64 {
  return blanks & (blanks - 1);
}

/** Where the first one is, 64 if there is none. */
export function first(blanks: u64): usize {
  return <usize>ctz(blanks);
}

/**
 * Of numbers of 0 … 6 bytes: where their digits stand in the eight bytes that they end, and the
 * least of them. None of these has no digits, or more than five.
 */
const SIZES: usize = memory.data<u64>(
  [
    0, 0x7fffffff, 0xff00000000000000, 0, 0xffff000000000000, 10, 0xffffff0000000000, 100,
    0xffffffff00000000, 1_000, 0xffffffffff000000, 10_000, 0, 0x7fffffff,
  ],
  16,
);
const SIZE_MAX: usize = 6;
const NINE_16: usize = memory.data<u64>([0x0909090909090909, 0x0909090909090909], 16);
const LOW_BYTES_8: usize = memory.data<u64>([0x00ff00ff00ff00ff, 0x00ff00ff00ff00ff], 16);
const TEN_8: usize = memory.data<u64>([0x000a000a000a000a, 0x000a000a000a000a], 16);
const HUNDRED_ONE_8: usize = memory.data<u64>([0x0001006400010064, 0x0001006400010064], 16);
const TEN_THOUSAND_4: usize = memory.data<u64>([0x0000271000002710, 0x0000271000002710], 16);
const SHORTS_MAX_4: usize = memory.data<u64>([0x0000ffff0000ffff, 0x0000ffff0000ffff], 16);

/** What is known of a number's bytes by how many they are. */
export function sizeOf(start: usize, end: usize): usize {
  return SIZES + (min(end - start, SIZE_MAX) << 4);
}

/** The digits of two numbers, eight places each, by their ends and sizes. */
export function twoNumbers(a: usize, aSize: usize, b: usize, bSize: usize): v128 {
  const text = v128.load_lane<u64>(b - 8, v128.load_zero<u64>(a - 8), 1);
  const places = v128.load_lane<u64>(bSize, v128.load_zero<u64>(aSize), 1);
  return v128.and(i8x16.sub(text, v128.load(ZERO_16)), places);
}

/** The least that numbers of these sizes can be. */
export function leastOf(a: usize, b: usize, c: usize, d: usize): v128 {
  const two = v128.load_lane<u32>(b + 8, v128.load_zero<u32>(a + 8), 1);
  return v128.load_lane<u32>(d + 8, v128.load_lane<u32>(c + 8, two, 2), 3);
}

/** Four numbers of sixteen bits by their digits; noted if one is wrong. */
export function shorts(ab: v128, cd: v128, least: v128): v128 {
  const others = v128.or(
    i8x16.sub_sat_u(ab, v128.load(NINE_16)),
    i8x16.sub_sat_u(cd, v128.load(NINE_16)),
  );
  const low = fours(ab);
  const high = fours(cd);
  const thousands = i32x4.shuffle(low, high, 0, 2, 4, 6);
  const rest = i32x4.shuffle(low, high, 1, 3, 5, 7);
  const values = i32x4.add(i32x4.mul(thousands, v128.load(TEN_THOUSAND_4)), rest);
  const misfits = v128.or(i32x4.gt_s(values, v128.load(SHORTS_MAX_4)), i32x4.gt_s(least, values));
  wrong |= i32(v128.any_true(v128.or(others, misfits)));
  return values;
}

/** Each four digits as a number. */
function fours(digits: v128): v128 {
  const tens = i16x8.mul(v128.and(digits, v128.load(LOW_BYTES_8)), v128.load(TEN_8));
  const pairs = i16x8.add(tens, i16x8.shr_u(digits, 8));
  return i32x4.dot_i16x8_s(pairs, v128.load(HUNDRED_ONE_8));
}

/** Not 0 if a number since it was 0 is wrong: told here, so that no step waits for a value. */
export let wrong: i32 = 0;

export function setWrong(value: i32): void {
  wrong = value;
}

/** Remembers what is wrong with any of the numbers that were joined with `|`. */
export function noteWrong(numbers: u64): void {
  wrong |= <i32>(numbers >> 32);
}

/** Notes a value of more than `most`. */
export function noteMore(value: i32, most: i32): void {
  wrong |= i32(value > most);
}

/** Where the number at `at`, of no more than `most`, ends. */
export function numberEnd(at: usize, most: u32): usize {
  const length = digitsAt(at);
  noteWrong(decimal(at, length, most));
  return at + length;
}

/** How many digits stand at `at`, up to eight. */
export function digitsAt(at: usize): usize {
  const digits = load<u64>(at) ^ ZEROS;
  return <usize>ctz(((digits + ABOVE_NINE) | digits) & TOPS) >> 3;
}

/**
 * The decimal of `length` bytes at `at`; not only in the low half if one is no digit, the first of
 * several is zero, or it is more than `most`.
 */
export function decimal(at: usize, length: usize, most: u32): u64 {
  const digits = load<u64>(at) ^ ZEROS;
  // The last digit in the highest byte, nothing in front of the first one.
  const own = digits << (64 - ((<u64>length) << 3));
  const pairs = own * 10 + (own >> 8);
  const low = (pairs & 0x000000ff000000ff) * 0x000f424000000064;
  const high = ((pairs >> 16) & 0x000000ff000000ff) * 0x0000271000000001;
  const value = (low + high) >> 32;
  const isOther = i32((((own + ABOVE_NINE) | own) & TOPS) != 0);
  const isPadded = i32(length > 1) & i32((digits & 0xff) == 0);
  const isWrong = i32(value > <u64>most) | i32(<u32>(length - 1) > 7) | isPadded | isOther;
  return value | ((<u64>isWrong) << 32);
}
