/**
 * The usual records of a kmsg file, indexed one after the other, as kmsg-run.ts does it:
 * `P,SEQUENCE,TIME,FLAGS;TEXT` with a priority of the kernel's own.
 */
import { bytes, ends, starts, tally, timesUs } from './memory.ts';
import { nonDigits } from './numbers.ts';

const COMMA: u8 = 0x2c;
const SEMICOLON: u8 = 0x3b;
const LINE_FEED: u8 = 0x0a;
const LINE_FEED_16: usize = memory.data<u64>([0x0a0a0a0a0a0a0a0a, 0x0a0a0a0a0a0a0a0a], 16);
const CARRIAGE_RETURN: u8 = 0x0d;
const SEVEN: u8 = 0x37;
/** `,-;` */
const FLAGS_END: u32 = 0x3b2d2c;
const THREE: u32 = 0xffffff;
const DIGITS_MAX: i32 = 15;
const FLAGS_BYTES_MAX: i32 = 24;
/** Line ends looked for at once: few behind a record that is not usual. */
const REACH_MIN: i32 = 4;
const REACH_MAX: i32 = 64;

/**
 * Indexes records from offset `from` on behind the `count` there are, for as long as they are usual
 * and fewer than `room`. Returns where the last of them begins, -1 if there is none; the tally
 * tells how many there are now.
 */
export function frameRun(from: i32, to: i32, count: i32, room: i32): i32 {
  let at = bytes + from;
  let last = -1;
  let i = count;
  let reach = REACH_MIN;
  let isUsual = true;
  while (isUsual) {
    const most = min(room, i + reach);
    const found = findLineEnds(at, bytes + to, i, most);
    isUsual = found == most && most < room;
    for (; i < found; i++) {
      const lineEnd = bytes + load<i32>(ends + ((<usize>i) << 2));
      const text = textStart(at);
      if (text == 0 || load<u8>(lineEnd - 1) == CARRIAGE_RETURN) {
        isUsual = false;
        break;
      }
      store<i32>(starts + ((<usize>i) << 2), <i32>(text - bytes));
      store<f64>(timesUs + ((<usize>i) << 3), 0);
      last = <i32>(at - bytes);
      at = lineEnd + 1;
    }
    reach = min(2 * reach, REACH_MAX);
  }
  store<i32>(tally, i);
  return last;
}

/**
 * Puts the ends of the lines in front of `end` where those from line `first` on lie, up to `most`;
 * returns how many there are then. In which of 64 bytes a line ends cannot be foreseen: no branch.
 */
function findLineEnds(start: usize, end: usize, first: i32, most: i32): i32 {
  let i = first;
  for (let at = start; at < end && i < most; at += 64) {
    let feeds = lineFeeds(at);
    if (end - at < 64) feeds &= ((<u64>1) << (<u64>(end - at))) - 1;
    putEnd(i, at, feeds);
    i += i32(feeds != 0);
    // Seldom: a line as short as this.
    for (feeds &= feeds - 1; feeds != 0 && i < most; feeds &= feeds - 1) putEnd(i++, at, feeds);
  }
  return i;
}

/** The first of `feeds`; nobody looks at it if there is none. */
function putEnd(i: i32, at: usize, feeds: u64): void {
  store<i32>(ends + ((<usize>i) << 2), <i32>(at - bytes) + <i32>ctz(feeds));
}

/** Offset of the text of the record at `start`, 0 if its header is not usual. */
function textStart(start: usize): usize {
  if (load<u8>(start) > SEVEN) return 0;
  if (load<u8>(start, 1) != COMMA) return 0;
  const others = nonDigits(v128.load(start));
  const more = nonDigits(v128.load(start, 16));
  if ((others & 1) != 0) return 0;
  const all = (others & 0xfffc) | (more << 16);
  const comma = ctz(all);
  const end = ctz(all & (all - 1));
  if (comma < 3) return 0;
  if (comma > 2 + DIGITS_MAX) return 0;
  if (end - comma < 2) return 0;
  if (end > 31) return 0;
  if (load<u8>(start + comma) != COMMA) return 0;
  if (end - comma > 1 + DIGITS_MAX) return 0;
  if ((load<u32>(start + end) & THREE) == FLAGS_END) return start + end + 3;
  return load<u8>(start + end) == COMMA ? flagsEnd(start + end + 1) : 0;
}

/** Behind the `;` that ends flags and caller; 0 if it is not near. */
function flagsEnd(flags: usize): usize {
  let at = flags;
  while (load<u8>(at) != SEMICOLON) {
    if (load<u8>(at) == LINE_FEED) return 0;
    if (at > flags + FLAGS_BYTES_MAX) return 0;
    at++;
  }
  return at + 1;
}

/** A bit for each of 64 bytes that is a line feed. */
function lineFeeds(at: usize): u64 {
  const low = isLineFeed(at) | (isLineFeed(at + 16) << 16);
  return low | (isLineFeed(at + 32) << 32) | (isLineFeed(at + 48) << 48);
}

function isLineFeed(at: usize): u64 {
  return <u64>(<u32>i8x16.bitmask(i8x16.eq(v128.load(at), v128.load(LINE_FEED_16))));
}
