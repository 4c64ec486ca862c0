/**
 * Decimals, read where they stand, without a branch that depends on how long they are. How long a
 * field is comes first and from little, since the next one waits for it; its value and whether it
 * is right are told beside, and nobody waits for them.
 */

const ZEROS: u64 = 0x3030303030303030;
const TOPS: u64 = 0x8080808080808080;
/** Lifts what is above 9 into a byte's highest bit. */
const ABOVE_NINE: u64 = 0x7676767676767676;
/** Above every number: what is not as the kernel prints it. */
const WRONG: u32 = 0xffffffff;

/** Which of sixteen bytes are no digits, and the bit behind them. */
export function nonDigits(text: v128): i32 {
  const digits = i8x16.sub(text, i8x16.splat(0x30));
  return i8x16.bitmask(i8x16.ge_u(digits, i8x16.splat(10))) | 0x10000;
}

/** Digits at `at`, up to eight. */
export function digitsAt(at: usize): i32 {
  const digits = load<u64>(at) ^ ZEROS;
  return <i32>ctz(((digits + ABOVE_NINE) | digits) & TOPS) >> 3;
}

/** The decimal of `length` digits at `at`, no leading zero; WRONG for none and for nine and more. */
export function decimal(at: usize, length: i32): u32 {
  const digits = load<u64>(at) ^ ZEROS;
  const isPadded = length > 1 && (digits & 0xff) == 0;
  if (<u32>(length - 1) > 7 || isPadded) return WRONG;
  // The last digit in the highest byte, nothing in front of the first one.
  const shifted = digits << (64 - ((<u64>length) << 3));
  const pairs = shifted * 10 + (shifted >> 8);
  const low = (pairs & 0x000000ff000000ff) * 0x000f424000000064;
  const high = ((pairs >> 16) & 0x000000ff000000ff) * 0x0000271000000001;
  return <u32>((low + high) >> 32);
}
