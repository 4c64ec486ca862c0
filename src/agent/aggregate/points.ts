/**
 * Observation points as small numbers: (prefix, in-interface, out-interface) of each line, interned
 * without making text. An open-addressing index finds the candidate by a hash of samples, and the
 * bytes are always compared, so two points are never mixed. Hot: `internPoint` runs for each line,
 * allocates nothing. Bounded: past `max` a line goes to a catch-all point, until `agePoints` makes
 * room. What only depends on the point (is it a response? which side is outside?) is decided once.
 */
import * as slots from '../../parser/packet.ts';
import { finishHash, indexSlots, scrambleWord } from './hash.ts';
import { beginsWith, nameLength, nameStart } from './point-bytes.ts';

// Copies: see flow-key.ts.
const { BODY_START, HAS_OUT, IN_END, IN_START, LINE_HAS, OUT_END, OUT_START, TEXT_START } = slots;

/** Kinds of points; anything but LOGGED is a `calico-response-*` line. */
export const LOGGED = 0;
export const ANSWERED = 1;
export const REFUSED = 2;
export const UNREACHABLE = 3;

/** Catch-all points have the number of their kind; LOGGED's is also the point without any name. */
const CATCH_ALLS = 4;

/** nft's limit without the final NUL (include/net/netfilter/nf_log.h: NF_LOG_PREFIXLEN 128). */
const PREFIX_BYTES_MAX = 127;

/** IFNAMSIZ is 16 with NUL; each byte may come as an escape `\xNN`. */
const INTERFACE_BYTES_MAX = 60;
const POINT_BYTES_MAX = PREFIX_BYTES_MAX + 2 * INTERFACE_BYTES_MAX;

/** Arena bytes for each point on average: a full iptables prefix and two interface names fit. */
const ARENA_BYTES_EACH = 64;

/** Names of a point: prefix, in-interface, out-interface. */
const NAMES = 3;
const IN = 1;
const OUT = 2;

const HASH_SEED = 0x2c1b3c6d;
const COLON = 0x3a;
const BLANK = 0x20;

export interface Points {
  readonly max: number;
  count: number;
  /** The names of all points, end to end; behind `arenaUsed` the candidate's. */
  readonly arena: Uint8Array;
  arenaUsed: number;
  readonly offsets: Int32Array;
  /** Bytes of the names: prefix | in << 8 | out << 16. */
  readonly lengths: Int32Array;
  readonly hashes: Int32Array;
  /** LOGGED, ANSWERED, REFUSED or UNREACHABLE. */
  readonly kinds: Uint8Array;
  /** 1 where the source, 0 where the destination is the end that is no workload of this node. */
  readonly isSourceOutside: Uint8Array;
  readonly index: Int32Array;
  /** Scratch: where the names of the line at hand begin. */
  readonly starts: Int32Array;
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
    arena: new Uint8Array(total * ARENA_BYTES_EACH + POINT_BYTES_MAX),
    arenaUsed: 0,
    offsets: new Int32Array(total),
    lengths: new Int32Array(total),
    hashes: new Int32Array(total),
    kinds: new Uint8Array(total),
    isSourceOutside: new Uint8Array(total),
    index: new Int32Array(indexSlots(total)),
    starts: new Int32Array(NAMES),
    responsePrefixes: ['-est', '-rst', '-icmp-err'].map((end) =>
      encoder.encode(names.responsePrefix + end),
    ),
    workloadInterface: encoder.encode(names.workloadInterface),
  };
  for (let point = 0; point < CATCH_ALLS; point++) points.kinds[point] = point;
  points.hashes[LOGGED] = hashNames(points.starts, 0, points.arena);
  indexPoint(points, LOGGED);
  return points;
}

/** True when the next unknown point may find no room. */
export function arePointsFull(points: Points): boolean {
  return points.count >= points.max || points.arenaUsed + POINT_BYTES_MAX > points.arena.length;
}

/** True when it is time to forget points: three quarters of numbers or of the arena are used. */
export function arePointsScarce(points: Points): boolean {
  return points.count > points.max * 0.75 || points.arenaUsed > points.arena.length * 0.75;
}

/** Number of the point at which the line was logged; a catch-all of its kind without room. */
export function internPoint(points: Points, bytes: Uint8Array, packet: Int32Array): number {
  const { index, hashes, starts } = points;
  const lengths = findNames(starts, bytes, packet);
  const hash = hashNames(starts, lengths, bytes);
  const mask = index.length - 1;
  for (let slot = hash & mask; index[slot] !== 0; slot = (slot + 1) & mask) {
    const point = index[slot]! - 1;
    const isLikely = hashes[point] === hash && points.lengths[point] === lengths;
    if (isLikely && isAt(points, point, bytes)) return point;
  }
  return addPoint(points, bytes, lengths, hash);
}

/** Fills `starts`; returns the lengths as Points keeps them. */
function findNames(starts: Int32Array, bytes: Uint8Array, packet: Int32Array): number {
  const start = packet[TEXT_START]!;
  const end = nameEnd(bytes, start, packet[BODY_START]!);
  starts[0] = start;
  starts[1] = packet[IN_START]!;
  starts[2] = packet[OUT_START]!;
  const prefix = Math.min(end - start, PREFIX_BYTES_MAX);
  const inside = Math.min(packet[IN_END]! - packet[IN_START]!, INTERFACE_BYTES_MAX);
  if ((packet[LINE_HAS]! & HAS_OUT) === 0) return prefix | (inside << 8);
  const outside = Math.min(packet[OUT_END]! - packet[OUT_START]!, INTERFACE_BYTES_MAX);
  return prefix | (inside << 8) | (outside << 16);
}

/** End of the prefix's name: without one trailing `: `, `:` or blank. */
function nameEnd(bytes: Uint8Array, start: number, end: number): number {
  let last = end;
  if (last > start && bytes[last - 1] === BLANK) last--;
  if (last > start && bytes[last - 1] === COLON) last--;
  return last;
}

/** From the lengths and the last four bytes of each name: there interfaces and rules differ. */
function hashNames(starts: Int32Array, lengths: number, bytes: Uint8Array): number {
  let hash = scrambleWord(lengths, NAMES, HASH_SEED);
  for (let name = 0, rest = lengths; name < NAMES; name++, rest >>>= 8) {
    const length = rest & 0xff;
    if (length < 4) continue;
    const at = starts[name]! + length - 4;
    const sample =
      bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    hash = (hash + scrambleWord(sample, name, HASH_SEED)) | 0;
  }
  return finishHash(hash);
}

/** Whether the line's names are those of the point, their lengths being equal. */
function isAt(points: Points, point: number, bytes: Uint8Array): boolean {
  const { arena, starts } = points;
  let at = points.offsets[point]!;
  for (let name = 0, rest = points.lengths[point]!; name < NAMES; name++, rest >>>= 8) {
    const start = starts[name]!;
    const end = start + (rest & 0xff);
    for (let i = start; i < end; i++) {
      if (bytes[i] !== arena[at++]) return false;
    }
  }
  return true;
}

function addPoint(points: Points, bytes: Uint8Array, lengths: number, hash: number): number {
  const { count, arenaUsed } = points;
  if (arePointsFull(points)) return catchAll(points, bytes, lengths);
  const end = copyNames(points, bytes, lengths);
  points.offsets[count] = arenaUsed;
  points.lengths[count] = lengths;
  points.hashes[count] = hash;
  points.kinds[count] = kindOf(points, points.arena, arenaUsed, arenaUsed + (lengths & 0xff));
  points.isSourceOutside[count] = isSourceOutside(points, count) ? 1 : 0;
  points.count = count + 1;
  points.arenaUsed = end;
  indexPoint(points, count);
  return count;
}

function catchAll(points: Points, bytes: Uint8Array, lengths: number): number {
  const start = points.starts[0]!;
  return kindOf(points, bytes, start, start + (lengths & 0xff));
}

/** Copies the line's names to the arena's end; returns the new end. */
function copyNames(points: Points, bytes: Uint8Array, lengths: number): number {
  let end = points.arenaUsed;
  for (let name = 0, rest = lengths; name < NAMES; name++, rest >>>= 8) {
    const start = points.starts[name]!;
    for (let i = start; i < start + (rest & 0xff); i++) points.arena[end++] = bytes[i]!;
  }
  return end;
}

function indexPoint(points: Points, point: number): void {
  const mask = points.index.length - 1;
  let slot = points.hashes[point]! & mask;
  while (points.index[slot] !== 0) slot = (slot + 1) & mask;
  points.index[slot] = point + 1;
}

/** Of a prefix that stands from `start` to `end`. */
function kindOf(
  { responsePrefixes }: Points,
  bytes: Uint8Array,
  start: number,
  end: number,
): number {
  for (let i = 0; i < responsePrefixes.length; i++)
    if (beginsWith(bytes, start, end, responsePrefixes[i]!)) return i + 1;
  return LOGGED;
}

/** The end without workload interface is outside; of both or neither, the destination is. */
function isSourceOutside(points: Points, point: number): boolean {
  return isWorkload(points, point, OUT) && !isWorkload(points, point, IN);
}

function isWorkload(points: Points, point: number, name: number): boolean {
  const lengths = points.lengths[point]!;
  const start = nameStart(points.offsets[point]!, lengths, name);
  return beginsWith(
    points.arena,
    start,
    start + nameLength(lengths, name),
    points.workloadInterface,
  );
}

/**
 * Forgets the points that are not marked in `kept` and moves the others together.
 * Returns each old point's new number (-1: forgotten); who keeps numbers must rename them.
 */
export function agePoints(points: Points, kept: Uint8Array): Int32Array {
  const renamed = new Int32Array(points.count).fill(-1);
  const { count } = points;
  points.index.fill(0);
  points.count = 0;
  points.arenaUsed = 0;
  for (let point = 0; point < count; point++) {
    if (point >= CATCH_ALLS && kept[point] === 0) continue;
    renamed[point] = movePoint(points, point);
  }
  return renamed;
}

/** To a lower number and place: never over what is still to be moved. */
function movePoint(points: Points, point: number): number {
  const { count, arenaUsed } = points;
  const lengths = points.lengths[point]!;
  const size = (lengths & 0xff) + ((lengths >>> 8) & 0xff) + (lengths >>> 16);
  const offset = points.offsets[point]!;
  points.arena.copyWithin(arenaUsed, offset, offset + size);
  points.offsets[count] = arenaUsed;
  points.lengths[count] = lengths;
  points.hashes[count] = points.hashes[point]!;
  points.kinds[count] = points.kinds[point]!;
  points.isSourceOutside[count] = points.isSourceOutside[point]!;
  points.count = count + 1;
  points.arenaUsed = arenaUsed + size;
  if (count === LOGGED || count >= CATCH_ALLS) indexPoint(points, count);
  return count;
}
