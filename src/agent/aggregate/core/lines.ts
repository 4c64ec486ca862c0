/**
 * The usual LOG line, from its prefix to its last blank, as one more pending line: what parser,
 * point-runs.ts and observe.ts make of it together. `takeLines` stops at the first line of another
 * kind, which is then theirs: whatever is taken here is a FLOW there, with the same words
 * (test/agent/aggregate/core.test.ts). AssemblyScript.
 *
 * Every step reads forward from fixed places, at most READ_AHEAD bytes behind what it found right;
 * the line counts only if the last step ends at its end exactly, so nothing behind it has a say.
 */
import * as key from '../key-layout.ts';
import { FLAGS, KEY_HASH, KIND, PENDING_WORDS, TUPLE_HASH } from '../pending-layout.ts';
import * as run from '../run-layout.ts';
import { finishHash, hashAddresses, hashKey, hashTuple } from './hash.ts';
import { scanPacket } from './packet.ts';

/** Places of the table's arrays and of the block, and the table's seed: set by hot-core.ts. */
export let bytes: usize = 0;
export let starts: usize = 0;
export let ends: usize = 0;
export let timesUs: usize = 0;
export let prefix: usize = 0;
export let prefixBytes: i32 = 0;
export let runs: usize = 0;
export let kinds: usize = 0;
export let pending: usize = 0;
export let pendingTimesUs: usize = 0;
export let seed: i32 = 0;
const BLANK: u8 = 0x20;
const OUT_: u32 = 0x3d54554f; // `OUT=`
const MAC_: u32 = 0x3d43414d;
const MARK: u32 = 0x4b52414d;
const EQUALS_0X: u32 = 0x78303d;
const TEXT_BYTES_MIN: i32 = 100;
const TEXT_BYTES_MAX: i32 = 975;
const NAME_BYTES_MAX: i32 = 15;
const MAC_BYTES: i32 = 41;
const LOGGED: i32 = 0;

const TCP: i32 = 6;
const UDP: i32 = 17;
const ACK: i32 = 0x10;
const SYN: i32 = 0x02;
const RST: i32 = 0x04;
const EPHEMERAL_FIRST: i32 = 32_768;
const WELL_KNOWN_END: i32 = 1024;

/**
 * Takes lines from `from` on, `pending` being pending already, while they are usual; returns the
 * first that is not, or `end`. There is room for all.
 */
export function takeLines(from: i32, end: i32, pendingCount: i32): i32 {
  let line = pending + <usize>(pendingCount * PENDING_WORDS * 4);
  for (let i = from; i < end; i++) {
    const start = bytes + load<i32>(starts + ((<usize>i) << 2));
    const stop = bytes + load<i32>(ends + ((<usize>i) << 2));
    const timeUs = load<f64>(timesUs + ((<usize>i) << 3));
    if (!takeLine(start, stop, line, timeUs)) return i;
    store<f64>(pendingTimesUs + ((<usize>(pendingCount + i - from)) << 3), timeUs);
    line += PENDING_WORDS * 4;
  }
  return end;
}

function takeLine(start: usize, end: usize, line: usize, timeUs: f64): bool {
  const body = prefixBytes - 3;
  const length = <i32>(end - start);
  if (length - body < TEXT_BYTES_MIN || length > TEXT_BYTES_MAX) return false;
  if (load<u8>(end - 1) != BLANK || !isPrefixed(start)) return false;
  const inStart = start + prefixBytes;
  const inEnd = nameEnd(inStart);
  if (inEnd == 0 || load<u32>(inEnd, 1) != OUT_) return false;
  const outStart = inEnd + 5;
  const outEnd = nameEnd(outStart);
  if (outEnd == 0) return false;
  let at = outEnd + 1;
  if (load<u32>(at) == MAC_) {
    if (inStart == inEnd || at + 4 + MAC_BYTES >= end || !isMac(at + 4)) return false;
    at += 4 + MAC_BYTES + 1;
  }
  at = scanPacket(at, line);
  if (at != 0 && at < end && load<u32>(at) == MARK) at = markEnd(at + 4);
  if (at != end) return false;
  const spans =
    body |
    ((<i32>(inStart - start)) << 8) |
    ((<i32>(inEnd - start)) << 16) |
    ((<i32>(outStart - start)) << 24);
  const point = findPoint(start, <i32>(outEnd - start), spans);
  if (point < 0 || load<u8>(kinds + point) != LOGGED) return false;
  finishLine(line, point, timeUs);
  return true;
}

/** The word of a pending line. */
function put(line: usize, word: i32, value: i32): void {
  store<i32>(line + ((<usize>word) << 2), value);
}

function finishLine(line: usize, point: i32, timeUs: f64): void {
  const shape = load<i32>(line, key.SHAPE << 2);
  const ports = load<i32>(line, key.PORTS << 2);
  const isReply = isReplyPacket(shape & 0xff, ports, load<i32>(line, FLAGS << 2));
  put(line, key.SHAPE, isReply ? shape | key.IS_REPLY : shape);
  put(line, key.PORT, isReply ? <i32>(<u32>ports >> 16) : ports & 0xffff);
  put(line, key.POINT, point);
  put(line, key.HOUR, <i32>floor(timeUs / <f64>key.HOUR_US));
  put(line, KIND, LOGGED);
  const addresses = hashAddresses(line, seed);
  put(line, TUPLE_HASH, hashTuple(line, seed, addresses));
  put(line, KEY_HASH, hashKey(line, seed, addresses));
}

/** As in reply.ts. */
function isReplyPacket(protocol: i32, ports: i32, flags: i32): bool {
  const source = <i32>(<u32>ports >> 16);
  const destination = ports & 0xffff;
  if (protocol == TCP) {
    const isFromServer = destination >= EPHEMERAL_FIRST && source < EPHEMERAL_FIRST;
    return (flags & ACK) != 0 && ((flags & SYN) != 0 || ((flags & RST) != 0 && isFromServer));
  }
  return protocol == UDP && source < WELL_KNOWN_END && destination >= EPHEMERAL_FIRST;
}

/** Whether the text begins with the prefix, which is padded to whole vectors. */
function isPrefixed(start: usize): bool {
  let at = 0;
  for (; at + 16 <= prefixBytes; at += 16) {
    if (v128.any_true(v128.xor(v128.load(start + at), v128.load(prefix + at)))) return false;
  }
  const same = i8x16.bitmask(i8x16.eq(v128.load(start + at), v128.load(prefix + at)));
  return (~same & ((1 << (prefixBytes - at)) - 1)) == 0;
}

/** Where the blank behind an interface's name of plain characters stands; 0 for other names. */
function nameEnd(start: usize): usize {
  const text = v128.load(start);
  const odd = v128.or(
    v128.or(i8x16.le_u(text, i8x16.splat(BLANK)), i8x16.ge_u(text, i8x16.splat(0x7f))),
    v128.or(
      i8x16.eq(text, i8x16.splat(0x2f)),
      v128.or(i8x16.eq(text, i8x16.splat(0x3a)), i8x16.eq(text, i8x16.splat(0x5c))),
    ),
  );
  const end = start + ctz(i8x16.bitmask(odd) | 0x10000);
  return load<u8>(end) == BLANK && <i32>(end - start) <= NAME_BYTES_MAX ? end : 0;
}

/** Fourteen octets: thirteen colons at every third place, and the blank. */
function isMac(start: usize): bool {
  const colon = i8x16.splat(0x3a);
  const missing =
    (~i8x16.bitmask(i8x16.eq(v128.load(start), colon)) & 0x4924) |
    (~i8x16.bitmask(i8x16.eq(v128.load(start, 16), colon)) & 0x2492) |
    (~i8x16.bitmask(i8x16.eq(v128.load(start, 32), colon)) & 0x49);
  return missing == 0 && load<u8>(start, MAC_BYTES) == BLANK && load<u8>(start) != BLANK;
}

/** `=0x`, up to eight digits as `%x` prints them, and the blank; 0 for anything else. */
function markEnd(start: usize): usize {
  if ((load<u32>(start) & 0xffffff) != EQUALS_0X) return 0;
  const text = v128.load(start, 3);
  const digits = i8x16.lt_u(i8x16.sub(text, i8x16.splat(0x30)), i8x16.splat(10));
  const letters = i8x16.lt_u(i8x16.sub(text, i8x16.splat(0x61)), i8x16.splat(6));
  const length = ctz(~i8x16.bitmask(v128.or(digits, letters)));
  const end = start + 3 + length;
  const isPadded = length > 1 && load<u8>(start, 3) == 0x30;
  return length > 0 && length <= 8 && !isPadded && load<u8>(end) == BLANK ? end + 1 : 0;
}

/** The point whose run has the same bytes, as findPoint of point-runs.ts knows it; else -1. */
function findPoint(start: usize, length: i32, spans: i32): i32 {
  if (length > run.RUN_BYTES_MAX) return -1;
  const end = start + length - 4;
  const head = load<i32>(start + max((spans & 0xff) - 6, 0));
  const inside = load<i32>(start + max(((spans >> 16) & 0xff) - 4, 0));
  const outside = load<i32>(end) ^ (load<i32>(end - 4) * 0x9e3779b1);
  const mixed =
    (spans * 0x85ebca77) ^ (head * 0x2c1b3c6d) ^ (inside * 0x297a2d39) ^ outside ^ length;
  const place = runs + (finishHash(mixed) & (run.RUNS - 1)) * run.RUN_WORDS * 4;
  if (load<i32>(place, run.SPANS << 2) != spans || load<i32>(place, run.LENGTH << 2) != length)
    return -1;
  return isRun(place + (run.TEXT << 2), start, length) ? load<i32>(place, run.RUN_POINT << 2) : -1;
}

function isRun(known: usize, start: usize, length: i32): bool {
  const whole = (length - 1) >> 2;
  let differing: u32 = 0;
  for (let word = 0; word < whole; word++) {
    differing |= load<u32>(known + ((<usize>word) << 2)) ^ load<u32>(start + ((<usize>word) << 2));
  }
  return (
    (differing | (load<u32>(known + ((<usize>whole) << 2)) ^ load<u32>(start + length - 4))) == 0
  );
}
