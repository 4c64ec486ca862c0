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
/** Nearer to the block's end no run goes: a vector and a header. */
const MARGIN: usize = 64;

/**
 * Indexes records from offset `from` on behind the `count` there are, for as long as they are usual
 * and fewer than `room`. Returns where the last of them begins, -1 if there is none; the tally
 * tells how many there are now.
 */
export function frameRun(from: i32, to: i32, count: i32, room: i32): i32 {
  const end = bytes + to;
  let at = bytes + from;
  let last = -1;
  let i = count;
  for (; i < room && at + MARGIN <= end; i++) {
    const text = textStart(at);
    if (text == 0) break;
    const lineEnd = findLineEnd(text, end);
    if (lineEnd >= end) break;
    if (load<u8>(lineEnd - 1) == CARRIAGE_RETURN) break;
    store<i32>(starts + ((<usize>i) << 2), <i32>(text - bytes));
    store<i32>(ends + ((<usize>i) << 2), <i32>(lineEnd - bytes));
    store<f64>(timesUs + ((<usize>i) << 3), 0);
    last = <i32>(at - bytes);
    at = lineEnd + 1;
  }
  store<i32>(tally, i);
  return last;
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

/** Where the first line feed behind `start` is; `end` or more if it is not in front of it. */
function findLineEnd(start: usize, end: usize): usize {
  for (let at = start; at < end; at += 64) {
    const a = isLineFeed(at);
    const b = isLineFeed(at + 16);
    const c = isLineFeed(at + 32);
    const d = isLineFeed(at + 48);
    if (!v128.any_true(v128.or(v128.or(a, b), v128.or(c, d)))) continue;
    const low = <u64>i8x16.bitmask(a) | ((<u64>i8x16.bitmask(b)) << 16);
    const high = <u64>i8x16.bitmask(c) | ((<u64>i8x16.bitmask(d)) << 16);
    return at + <usize>ctz(low | (high << 32));
  }
  return end;
}

function isLineFeed(at: usize): v128 {
  return i8x16.eq(v128.load(at), v128.load(LINE_FEED_16));
}
