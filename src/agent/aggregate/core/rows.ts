/**
 * The passes `land` and `count` of count-pending.ts for usual lines: flow-rows.ts and
 * source-ports.ts once more, over the same memory. Each goes on from line `from` and returns the
 * first that it leaves to them (a new flow, a full sample, a response), having touched nothing of
 * it.
 */
import { SOURCE_PORTS_MAX } from '../../../flow/limits.ts';
import * as ring from '../connection-layout.ts';
import { FLAGS, KEY_HASH, KIND, LEN, SOURCE } from '../pending-layout.ts';
import * as row from '../row-layout.ts';
import { rememberRow } from './flows.ts';
import { hashWord } from './hash.ts';
import {
  get,
  lineAt,
  pendingFlows,
  pendingRows,
  pendingTimesUs,
  registers,
  rowCounts,
  rowIndex,
  rowWords,
  sourceCounts,
  sourceSamples,
} from './memory.ts';

const REGISTERS: i32 = 64;
const REGISTER_BITS: i32 = 6;
const IN_REGISTERS: u8 = <u8>SOURCE_PORTS_MAX + 1;

/** Finds the rows of flows that are in the table; `mask` is that of its index. */
export function land(from: i32, count: i32, mask: i32): i32 {
  for (let i = from; i < count; i++) {
    const line = lineAt(i);
    if (get(line, KIND) > ring.DUPLICATE) return i;
    if (load<i32>(pendingRows + ((<usize>i) << 2)) >= 0) continue;
    const found = findRow(line, mask);
    if (found < 0) return i;
    const flow = <usize>load<i32>(pendingFlows + ((<usize>i) << 2));
    if (flow != 0) rememberRow(flow, line, found);
    store<i32>(pendingRows + ((<usize>i) << 2), found);
  }
  return count;
}

function findRow(line: usize, mask: i32): i32 {
  const hash = get(line, KEY_HASH);
  let slot = hash & mask;
  let found = rowAt(slot);
  while (found >= 0 && (hashAt(slot) != hash || !isKey(found, line))) {
    slot = (slot + 1) & mask;
    found = rowAt(slot);
  }
  return found;
}

function hashAt(slot: i32): i32 {
  return load<i32>(rowIndex + ((<usize>slot) << 3));
}

function rowAt(slot: i32): i32 {
  return load<i32>(rowIndex + ((<usize>slot) << 3), 4) - 1;
}

function isKey(found: i32, line: usize): bool {
  const words = rowWords + <usize>(found * row.ROW_WORDS * 4);
  const source = v128.xor(v128.load(words), v128.load(line));
  const destination = v128.xor(v128.load(words, 16), v128.load(line, 16));
  const rest = v128.xor(v128.load(words, 32), v128.load(line, 32));
  return !v128.any_true(v128.or(v128.or(source, destination), rest));
}

/** Reads ahead what counting lines in rows that are known will need. */
export function warmRows(count: i32): i32 {
  let read = 0;
  for (let i = 0; i < count; i++) {
    const known = max(load<i32>(pendingRows + ((<usize>i) << 2)), 0);
    read ^= load<i32>(rowCounts + <usize>(known * row.ROW_COUNTS * 8));
    read ^= load<i32>(
      load<u8>(sourceCounts + known) == IN_REGISTERS ? registersAt(known) : sampleAt(known),
    );
  }
  return read;
}

/** Counts lines in their rows. */
export function count(from: i32, end: i32): i32 {
  for (let i = from; i < end; i++) {
    const line = lineAt(i);
    const kind = get(line, KIND);
    if (kind > ring.DUPLICATE) return i;
    const found = load<i32>(pendingRows + ((<usize>i) << 2));
    if (!addSourcePort(found, get(line, SOURCE))) return i;
    const now = load<f64>(pendingTimesUs + ((<usize>i) << 3));
    const counts = rowCounts + <usize>(found * row.ROW_COUNTS * 8);
    if (now < load<f64>(counts, row.FIRST_US << 3)) store<f64>(counts, now, row.FIRST_US << 3);
    if (now > load<f64>(counts, row.LAST_US << 3)) store<f64>(counts, now, row.LAST_US << 3);
    add(counts, row.LINES, 1);
    if (kind == ring.DUPLICATE) add(counts, row.DUPLICATES, 1);
    else add(counts, row.BYTES, <f64>(<u32>get(line, LEN)));
    if (kind == ring.NEW) add(counts, row.CONNECTIONS, 1);
    const flags = counts + (row.TCP_FLAGS << 3);
    store<f64>(flags, <f64>(<i32>load<f64>(flags) | get(line, FLAGS)));
  }
  return end;
}

function add(counts: usize, place: i32, more: f64): void {
  const at = counts + ((<usize>place) << 3);
  store<f64>(at, load<f64>(at) + more);
}

function sampleAt(found: i32): usize {
  return sourceSamples + <usize>(found * SOURCE_PORTS_MAX * 2);
}

function registersAt(found: i32): usize {
  return registers + <usize>(found * REGISTERS);
}

/** As in source-ports.ts; false where a full sample has to give way to registers. */
function addSourcePort(found: i32, port: i32): bool {
  if (port < 0) return true;
  const known = load<u8>(sourceCounts + found);
  if (known == IN_REGISTERS) {
    const hash = hashWord(port);
    const register = registersAt(found) + (hash >> (32 - REGISTER_BITS));
    const rank = clz((hash << REGISTER_BITS) | (1 << (REGISTER_BITS - 1))) + 1;
    if (rank > <u32>load<u8>(register)) store<u8>(register, rank);
    return true;
  }
  const sample = sampleAt(found);
  const same = i16x8.bitmask(i16x8.eq(v128.load(sample), i16x8.splat(<i16>port)));
  if ((same & ((1 << (<i32>known)) - 1)) != 0) return true;
  if (known == <u8>SOURCE_PORTS_MAX) return false;
  store<u16>(sample + ((<usize>known) << 1), <u16>port);
  store<u8>(sourceCounts + found, known + 1);
  return true;
}
