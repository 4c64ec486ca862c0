/**
 * Lines that are none of ours: by how they begin or, where any prefix counts, by the keys that they
 * do not have. The parser says IGNORED of each.
 */
import { isAnyOurs, openings } from './memory.ts';

const EQUALS_16: usize = memory.data<u64>([0x3d3d3d3d3d3d3d3d, 0x3d3d3d3d3d3d3d3d], 16);

// What stands in front of `=` in the keys that the parser looks for: IN in capitals, the others in
// small letters, too.
const IN: u16 = 0x4e49;
const RC: u16 = 0x4352;
const ST: u16 = 0x5453;
const TO: u16 = 0x4f54;
const PT: u16 = 0x5450;
const LOWER: u16 = 0x2020;

/** Whether the parser ignores the text, whatever it says. */
export function isForeign(start: usize, end: usize): bool {
  return isAnyOurs ? isKeyless(start, end) : !canOpen(start);
}

/** Whether one of our lines can begin with these four bytes. */
function canOpen(start: usize): bool {
  const first = load<u8>(openings + load<u8>(start));
  const second = load<u8>(openings + load<u8>(start, 1)) >> 1;
  const third = load<u8>(openings + load<u8>(start, 2)) >> 2;
  const fourth = load<u8>(openings + load<u8>(start, 3)) >> 3;
  return (first & second & third & fourth & 1) != 0;
}

/** Whether nothing in the text ends like a key; what stands in front of it may look like one. */
function isKeyless(start: usize, end: usize): bool {
  for (let at = start; at < end; at += 16) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(at), v128.load(EQUALS_16)));
    for (let rest = found; rest != 0; rest &= rest - 1) {
      const equals = at + <usize>ctz(rest);
      if (equals < end && canEndKey(load<u16>(equals - 2))) return false;
    }
  }
  return true;
}

function canEndKey(letters: u16): bool {
  if (letters == IN) return true;
  const upper = letters & ~LOWER;
  return upper == RC || upper == ST || upper == TO || upper == PT;
}
