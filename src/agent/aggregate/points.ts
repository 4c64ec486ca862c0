/**
 * Observation points as small numbers: (prefix, in-interface, out-interface) of each line, interned
 * without making text. An open-addressing index finds the candidate by hash and the bytes are
 * always compared, so two points are never mixed. Hot: `internPoint` runs for each line, allocates
 * nothing. Bounded: past `max` a line goes to a catch-all point, until `agePoints` makes room. What
 * only depends on the point (is it a response? which side is outside?) is decided once.
 *
 * Arena record, in words: lengths (prefix | in << 8 | out << 16), then the bytes of each of the
 * three, padded to words.
 */
import * as slots from '../../parser/packet.ts';
import { finishHash, indexSlots, scrambleWord } from './hash.ts';
import {
  inLength,
  inOffset,
  outLength,
  outOffset,
  prefixLength,
  prefixOffset,
  startsWith,
  wordsOf,
} from './point-bytes.ts';

const { BODY_START, HAS_OUT, IN_END, IN_START, LINE_HAS, OUT_END, OUT_START, TEXT_START } = slots;

/** Kinds of points; anything but LOGGED is a `calico-response-*` line. */
export const LOGGED = 0;
export const ANSWERED = 1;
export const REFUSED = 2;
export const UNREACHABLE = 3;

/** Catch-all points have the number of their kind; LOGGED's is also the point without any name. */
export const CATCH_ALLS = 4;

/** nft's limit without the final NUL (include/net/netfilter/nf_log.h: NF_LOG_PREFIXLEN 128). */
const PREFIX_BYTES_MAX = 127;

/** IFNAMSIZ is 16 with NUL; each byte may come as an escape `\xNN`. */
const INTERFACE_BYTES_MAX = 60;

const CANDIDATE_WORDS = 1 + wordsOf(PREFIX_BYTES_MAX) + 2 * wordsOf(INTERFACE_BYTES_MAX);

/**
 * Arena words for each point on average: 80 bytes, a full iptables prefix and two full interface
 * names.
 */
const ARENA_WORDS_EACH = 20;

const HASH_SEED = 0x2c1b3c6d;
const COLON = 0x3a;
const BLANK = 0x20;

export interface Points {
  readonly max: number;
  count: number;
  readonly arena: Int32Array;
  arenaUsed: number;
  readonly offsets: Int32Array;
  readonly hashes: Int32Array;
  /** LOGGED, ANSWERED, REFUSED or UNREACHABLE. */
  readonly kinds: Uint8Array;
  /** 1 where the source, 0 where the destination is the end that is no workload of this node. */
  readonly isSourceOutside: Uint8Array;
  readonly index: Int32Array;
  readonly candidate: Int32Array;
  candidateSize: number;
  /** Bytes that prefix names of responses begin with, by kind. */
  readonly responsePrefixes: readonly Uint8Array[];
  readonly workloadInterface: Uint8Array;
}

export interface PointNames {
  /** Felix: logConnectionTransitionsPrefix. */
  readonly responsePrefix: string;
  /** Felix: interfacePrefix. */
  readonly workloadInterface: string;
}

export function createPoints(max: number, names: PointNames): Points {
  const total = max + CATCH_ALLS;
  const encoder = new TextEncoder();
  const points: Points = {
    max: total,
    count: CATCH_ALLS,
    arena: new Int32Array(total * ARENA_WORDS_EACH),
    arenaUsed: CATCH_ALLS,
    offsets: new Int32Array(total),
    hashes: new Int32Array(total),
    kinds: new Uint8Array(total),
    isSourceOutside: new Uint8Array(total),
    index: new Int32Array(indexSlots(total)),
    candidate: new Int32Array(CANDIDATE_WORDS),
    candidateSize: 1,
    responsePrefixes: ['-est', '-rst', '-icmp-err'].map((end) =>
      encoder.encode(names.responsePrefix + end),
    ),
    workloadInterface: encoder.encode(names.workloadInterface),
  };
  for (let point = 0; point < CATCH_ALLS; point++) {
    points.offsets[point] = point;
    points.kinds[point] = point;
  }
  points.hashes[LOGGED] = hashCandidate(points);
  indexPoint(points, LOGGED);
  return points;
}

/** True when the next unknown point may find no room. */
export function arePointsFull(points: Points): boolean {
  return points.count >= points.max || points.arenaUsed + CANDIDATE_WORDS > points.arena.length;
}

/**
 * True when it is time to forget points: three quarters of the numbers or of the arena are used.
 */
export function arePointsScarce(points: Points): boolean {
  return points.count > points.max * 0.75 || points.arenaUsed > points.arena.length * 0.75;
}

/**
 * Number of the point at which the line was logged; a catch-all of the line's kind when there is no
 * room.
 */
export function internPoint(points: Points, bytes: Uint8Array, packet: Int32Array): number {
  fillCandidate(points, bytes, packet);
  const hash = hashCandidate(points);
  const index = points.index;
  const mask = index.length - 1;
  for (let slot = hash & mask; index[slot] !== 0; slot = (slot + 1) & mask) {
    const point = index[slot]! - 1;
    if (points.hashes[point] === hash && isSame(points, point)) return point;
  }
  return addPoint(points, hash);
}

function fillCandidate(points: Points, bytes: Uint8Array, packet: Int32Array): void {
  const prefixStart = packet[TEXT_START]!;
  const inStart = packet[IN_START]!;
  const outStart = packet[OUT_START]!;
  const hasOut = (packet[LINE_HAS]! & HAS_OUT) !== 0;
  const prefixEnd = nameEnd(bytes, prefixStart, packet[BODY_START]!);
  const prefixBytes = Math.min(prefixEnd - prefixStart, PREFIX_BYTES_MAX);
  const inBytes = Math.min(packet[IN_END]! - inStart, INTERFACE_BYTES_MAX);
  const outBytes = hasOut ? Math.min(packet[OUT_END]! - outStart, INTERFACE_BYTES_MAX) : 0;
  points.candidate[0] = prefixBytes | (inBytes << 8) | (outBytes << 16);
  points.candidateSize = 1;
  packBytes(points, bytes, prefixStart, prefixStart + prefixBytes);
  packBytes(points, bytes, inStart, inStart + inBytes);
  packBytes(points, bytes, outStart, outStart + outBytes);
}

/** End of the prefix's name: without one trailing `: `, `:` or blank. */
function nameEnd(bytes: Uint8Array, start: number, end: number): number {
  let last = end;
  if (last > start && bytes[last - 1] === BLANK) last--;
  if (last > start && bytes[last - 1] === COLON) last--;
  return last;
}

/** Appends [start, end) to the candidate, little-endian and padded with zeros to a whole word. */
function packBytes(points: Points, bytes: Uint8Array, start: number, end: number): void {
  const words = points.candidate;
  let word = points.candidateSize;
  let i = start;
  for (; i + 4 <= end; i += 4) {
    words[word++] =
      bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
  }
  if (i < end) {
    let rest = 0;
    for (let shift = 0; i < end; i++, shift += 8) rest |= bytes[i]! << shift;
    words[word++] = rest;
  }
  points.candidateSize = word;
}

function hashCandidate(points: Points): number {
  const { candidate, candidateSize } = points;
  let hash = 0;
  for (let i = 0; i < candidateSize; i++)
    hash = (hash + scrambleWord(candidate[i]!, i, HASH_SEED)) | 0;
  return finishHash(hash);
}

function isSame(points: Points, point: number): boolean {
  const { arena, candidate, candidateSize } = points;
  const offset = points.offsets[point]!;
  for (let i = 0; i < candidateSize; i++) {
    if (arena[offset + i] !== candidate[i]) return false;
  }
  return true;
}

function addPoint(points: Points, hash: number): number {
  const { candidate, candidateSize, count, arenaUsed } = points;
  const kind = kindOf(points);
  if (arePointsFull(points)) return kind;
  points.arena.set(candidate.subarray(0, candidateSize), arenaUsed);
  points.offsets[count] = arenaUsed;
  points.hashes[count] = hash;
  points.kinds[count] = kind;
  points.isSourceOutside[count] = isSourceOutside(points) ? 1 : 0;
  points.count = count + 1;
  points.arenaUsed = arenaUsed + candidateSize;
  indexPoint(points, count);
  return count;
}

function indexPoint(points: Points, point: number): void {
  const mask = points.index.length - 1;
  let slot = points.hashes[point]! & mask;
  while (points.index[slot] !== 0) slot = (slot + 1) & mask;
  points.index[slot] = point + 1;
}

function kindOf(points: Points): number {
  const { candidate, responsePrefixes } = points;
  const length = prefixLength(candidate, 0);
  for (let i = 0; i < responsePrefixes.length; i++) {
    if (startsWith(candidate, prefixOffset(0), length, responsePrefixes[i]!)) return i + 1;
  }
  return LOGGED;
}

/**
 * The end behind no workload interface is outside; where both or neither are, the destination
 * counts as it.
 */
function isSourceOutside(points: Points): boolean {
  const { candidate, workloadInterface } = points;
  const isIn = startsWith(
    candidate,
    inOffset(candidate, 0),
    inLength(candidate, 0),
    workloadInterface,
  );
  const isOut = startsWith(
    candidate,
    outOffset(candidate, 0),
    outLength(candidate, 0),
    workloadInterface,
  );
  return isOut && !isIn;
}

/**
 * Forgets the points that are not marked in `kept` and moves the others together.
 * Returns each old point's new number (-1: forgotten); who keeps numbers must rename them.
 */
export function agePoints(points: Points, kept: Uint8Array): Int32Array {
  const renamed = new Int32Array(points.count).fill(-1);
  const { arena, offsets, count } = points;
  const arenaEnd = points.arenaUsed;
  points.index.fill(0);
  points.count = 0;
  points.arenaUsed = 0;
  for (let point = 0; point < count; point++) {
    if (point >= CATCH_ALLS && kept[point] === 0) continue;
    const end = point + 1 < count ? offsets[point + 1]! : arenaEnd;
    renamed[point] = movePoint(points, point, arena.subarray(offsets[point]!, end));
  }
  return renamed;
}

/** To a lower number and place: never over what is still to be moved. */
function movePoint(points: Points, point: number, record: Int32Array): number {
  const { count, arenaUsed } = points;
  points.arena.set(record, arenaUsed);
  points.offsets[count] = arenaUsed;
  points.hashes[count] = points.hashes[point]!;
  points.kinds[count] = points.kinds[point]!;
  points.isSourceOutside[count] = points.isSourceOutside[point]!;
  points.count = count + 1;
  points.arenaUsed = arenaUsed + record.length;
  if (count === LOGGED || count >= CATCH_ALLS) indexPoint(points, count);
  return count;
}
