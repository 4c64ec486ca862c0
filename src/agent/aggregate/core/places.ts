/**
 * From what a line says to its point and its flow: random places in memory, so a line that was
 * read (lines.ts) only notes which they are. Those of many lines are read ahead together, then
 * looked at.
 */
import * as key from '../key-layout.ts';
import { KEY_HASH, TUPLE_HASH } from '../pending-layout.ts';
import { ASKED_BODY, ASKED_IN_END, ASKED_OUT_END } from '../tally-layout.ts';
import { areTexts, findFlow, flowPlace, rowOf } from './flows.ts';
import { hashKey, hashTuple } from './hash.ts';
import { nameEnd } from './link.ts';
import {
  bytes,
  get,
  keep,
  lineAt,
  notes,
  pendingFlows,
  pendingRows,
  put,
  seed,
  tally,
} from './memory.ts';
import { findPoint, namesHash, namesPlace } from './points.ts';

// A note on a pending line.
/** Its number in the block. */
const RECORD: usize = 0;
/** Where its names may be known, where they stand from `IN=` on, and how long they are. */
const NAMES: usize = 4;
const BODY: usize = 8;
const NAMES_BYTES: usize = 12;
/** Where its addresses stand. */
const SOURCE: usize = 16;
/** hot-core.ts has the room. */
const NOTE_BYTES_LOG2: usize = 5;

const _OUT_: u64 = 0x3d54554f20; // Five.
const FIVE: u64 = 0xffffffffff;

function noteAt(i: i32): usize {
  return notes + ((<usize>i) << NOTE_BYTES_LOG2);
}

function flowAt(i: i32): usize {
  return pendingFlows + ((<usize>i) << 2);
}

/** Notes which record pending line `i` is. */
export function noteRecord(i: i32, record: i32): void {
  store<i32>(noteAt(i), record, RECORD);
}

export function recordOf(i: i32): i32 {
  return load<i32>(noteAt(i), RECORD);
}

/** Notes where the names of pending line `i` stand, and where they may be known; their hash. */
export function noteNames(i: i32, body: usize, inEnd: usize, outEnd: usize): u64 {
  const hash = namesHash(inEnd, outEnd);
  const note = noteAt(i);
  store<usize>(note, namesPlace(hash), NAMES);
  store<usize>(note, body, BODY);
  store<i32>(note, <i32>(outEnd - body), NAMES_BYTES);
  return hash;
}

/** Notes where the addresses of pending line `i` stand, and where its flow may be known. */
export function noteFlow(i: i32, source: usize, names: u64): void {
  store<usize>(noteAt(i), source, SOURCE);
  store<usize>(flowAt(i), flowPlace(lineAt(i), names));
}

/** Reads the places of lines ahead: their waits for memory overlap. */
export function touchPlaces(from: i32, end: i32): void {
  let read = 0;
  for (let i = from; i < end; i++) {
    read ^= load<i32>(load<usize>(noteAt(i), NAMES)) ^ load<i32>(load<usize>(flowAt(i)));
  }
  keep(read);
}

/** Gives lines their points and flows; returns the first whose names or addresses are unknown. */
export function placeLines(from: i32, end: i32): i32 {
  for (let i = from; i < end; i++) {
    if (!placeLine(lineAt(i), i)) return i;
  }
  return end;
}

function placeLine(line: usize, i: i32): bool {
  const note = noteAt(i);
  const names = load<usize>(note, NAMES);
  const point = findPoint(names, load<usize>(note, BODY), load<i32>(note, NAMES_BYTES));
  if (point < 0) return false;
  const flow = load<usize>(flowAt(i));
  if (!findFlow(flow, line, load<usize>(note, SOURCE), point)) return false;
  const addresses = get(line, TUPLE_HASH);
  const protocol = get(line, key.SHAPE) & key.PROTOCOL_MASK;
  put(line, TUPLE_HASH, hashTuple(addresses, protocol, get(line, key.PORTS), seed));
  const row = rowOf(flow);
  store<i32>(pendingRows + ((<usize>i) << 2), row);
  if (row < 0) put(line, KEY_HASH, hashKey(line, addresses, seed));
  return true;
}

/**
 * Asks for the names of pending line `i` if nothing else of it is unknown, and the parser would
 * take them.
 */
export function askNames(i: i32): void {
  const note = noteAt(i);
  const body = load<usize>(note, BODY);
  const length = load<i32>(note, NAMES_BYTES);
  if (findPoint(load<usize>(note, NAMES), body, length) >= 0) return;
  if (!areTexts(lineAt(i), load<usize>(note, SOURCE))) return;
  const inEnd = nameEnd(body + 3);
  if (inEnd == 0 || (load<u64>(inEnd) & FIVE) != _OUT_) return;
  const outEnd = nameEnd(inEnd + 5);
  if (outEnd != body + length) return;
  store<i32>(tally, <i32>(body - bytes), ASKED_BODY << 2);
  store<i32>(tally, <i32>(inEnd - bytes), ASKED_IN_END << 2);
  store<i32>(tally, <i32>(outEnd - bytes), ASKED_OUT_END << 2);
}
