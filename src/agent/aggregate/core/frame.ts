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
/** Bytes in which line ends are looked for at once: few behind a record that is not usual. */
const REACH_MIN: usize = 1024;
const REACH_MAX: usize = 16384;

/**
 * Indexes records from offset `from` on behind the `count` there are, for as long as they are usual
 * and fewer than `room`. Returns where the last of them begins, -1 if there is none; the tally
 * tells how many there are now.
 */
export function frameRun(from: i32, to: i32, count: i32, room: i32): i32 {
  const end = bytes + to;
  let at = bytes + from;
  let last: usize = 0;
  let i = count;
  let searched = at;
  let reach = REACH_MIN;
  let isUsual = true;
  while (isUsual && searched < end && i < room) {
    // No byte is more than one line.
    const until = min(end, min(searched + reach, searched + <usize>(room - i)));
    const found = findLineEnds(searched, until, i);
    searched = until;
    for (; i < found; i++) {
      const lineEnd = bytes + load<i32>(ends + ((<usize>i) << 2));
      const text = textStart(at);
      if (text == 0 || load<u8>(lineEnd - 1) == CARRIAGE_RETURN) {
        isUsual = false;
        break;
      }
      store<i32>(starts + ((<usize>i) << 2), <i32>(text - bytes));
      store<f64>(timesUs + ((<usize>i) << 3), 0);
      last = at;
      at = lineEnd + 1;
    }
    reach = min<usize>(2 * reach, REACH_MAX);
  }
  store<i32>(tally, i);
  return last == 0 ? -1 : <i32>(last - bytes);
}

/**
 * Puts the ends of the lines from `start` to `end` where those from line `first` on lie; returns
 * how many there are then. In which of 64 bytes a line ends cannot be foreseen: no branch.
 */
function findLineEnds(start: usize, end: usize, first: i32): i32 {
  let place = ends + ((<usize>first) << 2);
  let at = start;
  for (; at + 64 <= end; at += 64) place = putEnds(place, at, lineFeeds(at));
  if (at < end) place = putEnds(place, at, lineFeeds(at) & (((<u64>1) << (<u64>(end - at))) - 1));
  return <i32>((place - ends) >> 2);
}

/** Puts where each of `feeds` is; nobody looks at the first if there is none. */
function putEnds(place: usize, at: usize, feeds: u64): usize {
  const offset = <i32>(at - bytes);
  store<i32>(place, offset + <i32>ctz(feeds));
  const rest = feeds & (feeds - 1);
  const next = place + ((<usize>(feeds != 0)) << 2);
  // Seldom: a line as short as this.
  return rest == 0 ? next : putMoreEnds(next, offset, rest);
}

function putMoreEnds(first: usize, offset: i32, feeds: u64): usize {
  let place = first;
  for (let rest = feeds; rest != 0; rest &= rest - 1) {
    store<i32>(place, offset + <i32>ctz(rest));
    place += 4;
  }
  return place;
}

/** Which bytes of a header are no digits, as it was in the record before, and where it ends. */
let shape: i32 = 0;
let firstComma: usize = 0;
let secondComma: usize = 0;

/** Offset of the text of the record at `start`, 0 if its header is not usual. */
function textStart(start: usize): usize {
  const all = (nonDigits(v128.load(start)) & 0xffff) | (nonDigits(v128.load(start, 16)) << 16);
  if (all != shape && !learnShape(all)) return 0;
  if (load<u8>(start) > SEVEN) return 0;
  if (load<u8>(start, 1) != COMMA) return 0;
  if (load<u8>(start + firstComma) != COMMA) return 0;
  const end = start + secondComma;
  if ((load<u32>(end) & THREE) == FLAGS_END) return end + 3;
  return load<u8>(end) == COMMA ? flagsEnd(end + 1) : 0;
}

/** Two numbers behind one digit and what should be a comma: their lengths change seldom. */
function learnShape(all: i32): bool {
  const numbers = all & ~3;
  const comma = ctz(numbers);
  const end = ctz(numbers & (numbers - 1));
  if ((all & 3) != 2) return false;
  if (comma < 3 || comma > 2 + DIGITS_MAX) return false;
  if (end - comma < 2 || end - comma > 1 + DIGITS_MAX) return false;
  if (end > 31) return false;
  shape = all;
  firstComma = comma;
  secondComma = end;
  return true;
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
