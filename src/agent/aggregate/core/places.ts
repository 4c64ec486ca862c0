/**
 * From what a line says to its point and its flow: random places in memory, so a line that was
 * read (lines.ts) only notes which they are. Those of many lines are read ahead together, then
 * looked at.
 */
import * as key from '../key-layout.ts';
import { KEY_HASH, TUPLE_HASH } from '../pending-layout.ts';
import { findFlow, flowPlace, rowOf } from './flows.ts';
import { hashKey, hashTuple } from './hash.ts';
import { get, keep, lineAt, notes, pendingFlows, pendingRows, put, seed } from './memory.ts';
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
