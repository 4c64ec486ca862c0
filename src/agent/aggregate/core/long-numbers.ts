/** Numbers of up to 32 bits, decimal and hexadecimal: seldom, so read digit by digit. */
import { lowerDigits } from './link.ts';
import { noteWrong } from './numbers.ts';

const ZERO: u8 = 0x30;
const DIGITS_MAX: usize = 10;
const LONG_MAX: u64 = 0xffffffff;
const WRONG: u64 = 1 << 32;

/** Where the number at `at`, of 32 bits, ends. */
export function longEnd(at: usize): usize {
  let value: u64 = 0;
  let next = at;
  for (; next <= at + DIGITS_MAX; next++) {
    const digit = load<u8>(next) - ZERO;
    if (digit > 9) break;
    value = value * 10 + <u64>digit;
  }
  const length = next - at;
  const isPadded = length > 1 && load<u8>(at) == ZERO;
  if (length == 0 || length > DIGITS_MAX || isPadded || value > LONG_MAX) noteWrong(WRONG);
  return next;
}

/** Where up to eight digits as `%x` prints them end; 0 if there are none. */
export function hexEnd(at: usize): usize {
  const length = <usize>ctz(~lowerDigits(at));
  const isPadded = length > 1 && load<u8>(at) == ZERO;
  return length > 0 && length <= 8 && !isPadded ? at + length : 0;
}

/** Whether exactly eight of them stand at `at`, as `%08x` prints them. */
export function isHexWord(at: usize): bool {
  return (lowerDigits(at) & 0x1ff) == 0xff;
}
