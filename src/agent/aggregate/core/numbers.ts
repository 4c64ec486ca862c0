/**
 * Decimals, read where they stand, without a branch that depends on how long they are. How long a
 * field is comes first and from little, since the next one waits for it; its value and whether it
 * is right are told beside, and nobody waits for them.
 */

const ZEROS: u64 = 0x3030303030303030;
/** Vectors lie in memory: as constants they are made anew at each use. */
const ZERO_16: usize = memory.data<u64>([0x3030303030303030, 0x3030303030303030], 16);
const ABOVE_NINE_16: usize = memory.data<u64>([0x7676767676767676, 0x7676767676767676], 16);
const TOPS: u64 = 0x8080808080808080;
/** Lifts what is above 9 into a byte's highest bit. */
const ABOVE_NINE: u64 = 0x7676767676767676;

/** Which of sixteen bytes are no digits, and the bit behind them. */
export function nonDigits(text: v128): i32 {
  const digits = i8x16.sub(text, v128.load(ZERO_16));
  return i8x16.bitmask(i8x16.add_sat_u(digits, v128.load(ABOVE_NINE_16))) | 0x10000;
}

/** Not 0 if a number since it was 0 is wrong: told here, so that no step waits for a value. */
export let wrong: i32 = 0;

export function clearWrong(): void {
  wrong = 0;
}

/** Where the number at `at`, of no more than `most`, ends. */
export function numberEnd(at: usize, most: u32): usize {
  const length = digitsAt(at);
  decimal(at, length, most);
  return at + length;
}

/** How many digits stand at `at`, up to eight. */
export function digitsAt(at: usize): i32 {
  const digits = load<u64>(at) ^ ZEROS;
  return <i32>ctz(((digits + ABOVE_NINE) | digits) & TOPS) >> 3;
}

/** The decimal of `length` digits at `at`: no leading zero, and no more than `most`. */
export function decimal(at: usize, length: i32, most: u32): u32 {
  const digits = load<u64>(at) ^ ZEROS;
  // The last digit in the highest byte, nothing in front of the first one.
  const shifted = digits << (64 - ((<u64>length) << 3));
  const pairs = shifted * 10 + (shifted >> 8);
  const low = (pairs & 0x000000ff000000ff) * 0x000f424000000064;
  const high = ((pairs >> 16) & 0x000000ff000000ff) * 0x0000271000000001;
  const value = <u32>((low + high) >> 32);
  const isPadded = i32(length > 1) & i32((digits & 0xff) == 0);
  wrong |= i32(value > most) | i32(<u32>(length - 1) > 7) | isPadded;
  return value;
}
