/**
 * The quick way to a line's observation point: lines of one point have, as a rule, the same bytes
 * from the text's start to the end of OUT's name, so that run is looked up as a whole, in words.
 * In front of points.ts, which finds the point where a run is not known: too long, broken off, its
 * place taken by another. Hot: `findPoint` runs for each line, budget 30 ns, and allocates nothing
 * but one view for each new buffer.
 *
 *   calico-packet: IN=cali0123456789a OUT=eth0     a run, known by all its bytes and by where
 *   ▲              ▲  ▲              ▲    ▲   ▲    in it the names lie (SPANS)
 *   TEXT_START     BODY              IN_END   OUT_END
 */
import * as slots from '../../parser/packet.ts';
import { finishHash } from './hash.ts';
import { internPoint, type Points } from './points.ts';

// Copies: see flow-key.ts.
const { BODY_START, HAS_OUT, IN_END, IN_START, LINE_HAS, OUT_END, OUT_START, TEXT_START } = slots;

/** Places of runs, each for one of all runs with its hash: a power of two. */
const RUNS = 4_096;

// A place: where the names lie, how long the run is, the point, and the run, in whole words.
const SPANS = 0;
const LENGTH = 1;
const RUN_POINT = 2;
const TEXT = 3;
const RUN_WORDS = 32;

/** Shorter than two words no run is, with `IN=` and ` OUT=`. */
const RUN_BYTES_MIN = 8;
const RUN_BYTES_MAX = (RUN_WORDS - TEXT) * 4;

export interface PointRuns {
  readonly places: Int32Array;
  /** Bytes of the last line, and all of their buffer. */
  bytes: Uint8Array;
  view: DataView<ArrayBufferLike>;
}

export function createPointRuns(): PointRuns {
  const bytes = new Uint8Array(0);
  return { places: new Int32Array(RUNS * RUN_WORDS), bytes, view: new DataView(bytes.buffer) };
}

/** Forgets all runs: points were renamed. */
export function clearRuns(runs: PointRuns): void {
  runs.places.fill(0);
}

/** Number of the point at which the line was logged, as internPoint of points.ts gives it. */
export function findPoint(
  runs: PointRuns,
  points: Points,
  bytes: Uint8Array,
  packet: Int32Array,
): number {
  const start = packet[TEXT_START]!;
  const length = packet[OUT_END]! - start;
  const isWhole = (packet[LINE_HAS]! & HAS_OUT) !== 0;
  if (!isWhole || length < RUN_BYTES_MIN || length > RUN_BYTES_MAX)
    return internPoint(points, bytes, packet);
  if (runs.bytes !== bytes) turnTo(runs, bytes);
  const { places, view } = runs;
  const from = bytes.byteOffset + start;
  const spans = spansOf(packet);
  const place = (hashRun(view, from, length, spans) & (RUNS - 1)) * RUN_WORDS;
  const isKnown = places[place + SPANS] === spans && places[place + LENGTH] === length;
  if (isKnown && isRun(places, place + TEXT, view, from)) return places[place + RUN_POINT]!;
  const point = internPoint(points, bytes, packet);
  places[place + SPANS] = spans;
  places[place + LENGTH] = length;
  places[place + RUN_POINT] = point;
  copyRun(places, place + TEXT, view, from);
  return point;
}

function turnTo(runs: PointRuns, bytes: Uint8Array): void {
  runs.bytes = bytes;
  if (runs.view.buffer !== bytes.buffer) runs.view = new DataView(bytes.buffer);
}

/** Where body and names lie: no run is as long as 256 bytes. */
function spansOf(packet: Int32Array): number {
  const start = packet[TEXT_START]!;
  const body = packet[BODY_START]! - start;
  const inside = (packet[IN_START]! - start) | ((packet[IN_END]! - start) << 8);
  return body | (inside << 8) | ((packet[OUT_START]! - start) << 24);
}

/**
 * Samples where points differ as a rule: the ends of the prefix and of both interfaces. Runs that
 * differ elsewhere only take each other's place.
 */
function hashRun(
  view: DataView<ArrayBufferLike>,
  from: number,
  length: number,
  spans: number,
): number {
  const end = from + length - 4;
  const prefix = view.getInt32(Math.max(from, from + (spans & 0xff) - 6), true);
  const inside = view.getInt32(Math.max(from, from + ((spans >>> 16) & 0xff) - 4), true);
  const outside = view.getInt32(end, true) ^ Math.imul(view.getInt32(end - 4, true), 0x9e3779b1);
  return finishHash(
    Math.imul(spans, 0x85ebca77) ^
      Math.imul(prefix, 0x2c1b3c6d) ^
      Math.imul(inside, 0x297a2d39) ^
      outside ^
      length,
  );
}

/** Whether the run of the place whose text begins at `text` begins at `from`; lengths are equal. */
function isRun(
  places: Int32Array,
  text: number,
  view: DataView<ArrayBufferLike>,
  from: number,
): boolean {
  const last = from + places[text - TEXT + LENGTH]! - 4;
  let word = text;
  for (let at = from; at < last; at += 4) {
    if (places[word++] !== view.getInt32(at, true)) return false;
  }
  return places[word] === view.getInt32(last, true);
}

/** Copies as isRun compares: the last word overlaps. */
function copyRun(
  places: Int32Array,
  text: number,
  view: DataView<ArrayBufferLike>,
  from: number,
): void {
  const last = from + places[text - TEXT + LENGTH]! - 4;
  let word = text;
  for (let at = from; at < last; at += 4) places[word++] = view.getInt32(at, true);
  places[word] = view.getInt32(last, true);
}
