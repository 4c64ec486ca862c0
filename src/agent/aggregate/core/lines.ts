/**
 * Usual LOG lines, as one more pending line each: what parser, points and observe.ts make of them
 * together. `takeLines` stops at the first line of another kind, which is then theirs: whatever is
 * taken here is a FLOW there, with the same words, or PARTIAL (outcome.ts), and what is passed over
 * is IGNORED there, or REJECTED for the same reason (refused.ts). The tests core*.test.ts compare.
 *
 * Every step reads forward from fixed places, a few dozen bytes behind what it found right; a line
 * counts only if the last step ends at its end exactly, so nothing behind it has a say.
 */
import * as key from '../key-layout.ts';
import { FLAGS, KIND, PENDING_MAX } from '../pending-layout.ts';
import { PASSED, PENDING } from '../tally-layout.ts';
import { isForeign } from './foreign.ts';
import { sourceBehind } from './link.ts';
import { hexEnd, longEnd } from './long-numbers.ts';
import {
  bytes,
  ends,
  get,
  lineAt,
  pendingTimesUs,
  prefix,
  prefixBytes,
  put,
  starts,
  tally,
  timesUs,
} from './memory.ts';
import { behind, blanks, first, wrong } from './numbers.ts';
import { beginLine, clearTally, countOutcomes, endsOpen, isPartial } from './outcome.ts';
import { scanPacket } from './packet.ts';
import {
  askNames,
  noteFlow,
  noteNames,
  noteRecord,
  placeLines,
  recordOf,
  touchPlaces,
} from './places.ts';
import { isRefused } from './refused.ts';

const BLANK: u8 = 0x20;
const _MARK_0: u64 = 0x303d4b52414d20; // ` MARK=0`
const SEVEN: u64 = 0xffffffffffffff;
const _UID_: u64 = 0x3d44495520; // Five.
const _GID_: u64 = 0x3d44494720;
const FIVE: u64 = 0xffffffffff;
const LOGGED: i32 = 0;

const TCP: i32 = 6;
const UDP: i32 = 17;
const ACK: i32 = 0x10;
const SYN: i32 = 0x02;
const RST: i32 = 0x04;
const EPHEMERAL_FIRST: i32 = 32_768;
const WELL_KNOWN_END: i32 = 1024;

/** Lines scanned before they are placed: few behind one that has no place. */
let reach: i32 = PENDING_MAX;
/** The hour of the line before, and when it began. */
let hour: i32 = 0;
let hourUs: f64 = 0;
/** The first line that scanLines did not take. */
let scannedEnd: i32 = 0;

/**
 * Takes lines from `from` on, `known` being pending already, while they are usual or none of ours
 * and fewer than `room` are pending; returns the first that it leaves, or `end`. The tally tells
 * how many are pending, and how many were passed over.
 */
export function takeLines(from: i32, end: i32, known: i32, room: i32): i32 {
  let count = known;
  let next = from;
  let isLeft = false;
  clearTally();
  while (!isLeft && next < end && count < room) {
    const most = min(room, count + reach);
    const scanned = scanLines(next, end, count, most);
    touchPlaces(count, scanned);
    count = placeLines(count, scanned);
    const isPlaced = count == scanned;
    next = isPlaced ? scannedEnd : recordOf(count);
    if (!isPlaced) askNames(count);
    countOutcomes(count, next);
    isLeft = !isPlaced || (scannedEnd < end && scanned < most);
    reach = isPlaced ? min(2 * reach, PENDING_MAX) : 1;
  }
  store<i32>(tally, count, PENDING << 2);
  store<i32>(tally, next - from - (count - known), PASSED << 2);
  return next;
}

/**
 * Reads usual lines into those pending, up to `room`; returns how many are pending now, and
 * scannedEnd tells where it has stopped.
 */
function scanLines(from: i32, end: i32, known: i32, room: i32): i32 {
  let count = known;
  let i = from;
  for (; i < end && count < room; i++) {
    const start = bytes + load<i32>(starts + ((<usize>i) << 2));
    const stop = bytes + load<i32>(ends + ((<usize>i) << 2));
    if (!isPrefixed(start)) {
      if (!isForeign(start, stop)) break;
      continue;
    }
    const timeUs = load<f64>(timesUs + ((<usize>i) << 3));
    if (!scanLine(start, stop, count)) {
      if (!isRefused(i, start, stop)) break;
      continue;
    }
    noteRecord(count, i);
    store<f64>(pendingTimesUs + ((<usize>count) << 3), timeUs);
    put(lineAt(count), key.HOUR, hourOf(timeUs));
    count++;
  }
  scannedEnd = i;
  return count;
}

/** Mostly that of the line before: a division less. */
function hourOf(timeUs: f64): i32 {
  if (timeUs < hourUs || timeUs >= hourUs + <f64>key.HOUR_US) {
    hour = <i32>floor(timeUs / <f64>key.HOUR_US);
    hourUs = <f64>hour * <f64>key.HOUR_US;
  }
  return hour;
}

function scanLine(start: usize, end: usize, i: i32): bool {
  beginLine(start, end);
  const line = lineAt(i);
  const body = start + prefixBytes - 3;
  const names = blanks(body);
  const inEnd = body + first(names);
  const outEnd = body + first(behind(names));
  const source = sourceBehind(outEnd, inEnd != body + 3);
  if (source == 0) return false;
  let at = scanPacket(source, line);
  if (at == 0) return false;
  if (at + 1 < end) at = ownerEnd(at);
  if (at + 1 < end) at = markEnd(at);
  if ((at + 1 != end || load<u8>(at) != BLANK) && !endsOpen(at)) return false;
  if (wrong != 0 && !isPartial(i)) return false;
  finishLine(line);
  noteFlow(i, source, noteNames(i, body, inEnd, outEnd));
  return true;
}

/** From what the text tells to what is counted by. */
function finishLine(line: usize): void {
  const shape = get(line, key.SHAPE);
  const ports = get(line, key.PORTS);
  const isReply = isReplyPacket(shape & 0xff, ports, get(line, FLAGS));
  put(line, key.SHAPE, isReply ? shape | key.IS_REPLY : shape);
  put(line, key.PORT, isReply ? <i32>(<u32>ports >> 16) : ports & 0xffff);
  put(line, KIND, LOGGED);
}

/** Whether the text begins with the prefix; few are shorter or longer than one or two vectors. */
function isPrefixed(start: usize): bool {
  const tail = <usize>prefixBytes - 16;
  if (tail > 16) return isOddlyPrefixed(start);
  const head = v128.xor(v128.load(start), v128.load(prefix));
  return !v128.any_true(v128.or(head, v128.xor(v128.load(start + tail), v128.load(prefix + tail))));
}

/** The same of any prefix, which is padded to whole vectors. */
function isOddlyPrefixed(start: usize): bool {
  let at = 0;
  for (; at + 16 <= prefixBytes; at += 16) {
    if (v128.any_true(v128.xor(v128.load(start + at), v128.load(prefix + at)))) return false;
  }
  const same = i8x16.bitmask(i8x16.eq(v128.load(start + at), v128.load(prefix + at)));
  return (~same & ((1 << (prefixBytes - at)) - 1)) == 0;
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

/** ` UID=n GID=n` if they are there; 0 if there is one alone. */
function ownerEnd(start: usize): usize {
  if ((load<u64>(start) & FIVE) != _UID_) return start;
  const at = longEnd(start + 5);
  return (load<u64>(at) & FIVE) == _GID_ ? longEnd(at + 5) : 0;
}

/** ` MARK=0x` and up to eight digits as `%x` prints them; 0 if they are not there. */
function markEnd(owner: usize): usize {
  if ((load<u64>(owner) & SEVEN) != _MARK_0) return 0;
  return load<u8>(owner, 7) == 0x78 ? hexEnd(owner + 8) : 0;
}
