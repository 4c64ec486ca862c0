/**
 * What an edge adds up to: in one hour (a bucket), or in all of them (its total). In a sheet of the
 * file (sheet.ts) it takes some 25 bytes, since there is one for each edge and hour:
 *
 *   marks · lines · duplicates · connections · bytes · TCP flags · answered · refused · unreachable
 *   · first seen · last seen · [number of ports · ports] · [64 registers] · [64 registers]
 *
 * Numbers are varints, ports two bytes; the marks say which parts are there, and that times are
 * short: counted from the hour's begin, and from the first to the last.
 * Hot: two of them are read and written for each flow of a batch (bench/store.ts).
 */
import assert from 'node:assert/strict';
import type { Flow } from '../../flow/flow.ts';
import { REGISTERS } from '../../flow/hyperloglog.ts';
import { HOUR_US } from '../../flow/time.ts';
import type { ByteReader } from '../../wire/byte-reader.ts';
import type { ByteWriter } from '../../wire/byte-writer.ts';
import { WireError } from '../../wire/wire-error.ts';
import { mergeSketches, mergeSourcePorts } from './source-ports.ts';

/**
 * Largest stored count: sums stop here instead of leaving what a JavaScript number holds exactly.
 */
export const COUNT_MAX = Number.MAX_SAFE_INTEGER;

const HAS_PORTS = 1;
const HAS_PORT_REGISTERS = 2;
const HAS_ADDRESS_REGISTERS = 4;
const FIRST_IN_HOUR = 8;
const LAST_AFTER_FIRST = 16;

const PORT_MAX = 0xffff;
/** Of numbers and marks; ports and registers make their own room. */
const BYTES_MAX = 96;

/** Stands for the hour of a total, whose times are in none. */
export const NO_HOUR = 0;

const NONE = new Uint8Array(0);

/** Fields mean what they do in a Flow. */
export interface Tally {
  lines: number;
  duplicates: number;
  connections: number;
  bytes: number;
  tcpFlags: number;
  firstSeenUs: number;
  lastSeenUs: number;
  sourcePorts: readonly number[];
  sourcePortRegisters: Uint8Array;
  /** Of the addresses that an overflow flow has collapsed; else empty. */
  addressRegisters: Uint8Array;
  answered: number;
  refused: number;
  unreachable: number;
}

/** One flow's own; throws where a count is none. */
export function tallyOf(flow: Flow): Tally {
  return {
    lines: whole(flow.lines),
    duplicates: whole(flow.duplicates),
    connections: whole(flow.connections),
    bytes: whole(flow.bytes),
    tcpFlags: whole(flow.tcpFlags),
    firstSeenUs: whole(flow.firstSeenUs),
    lastSeenUs: whole(flow.lastSeenUs),
    sourcePorts: flow.sourcePorts,
    sourcePortRegisters: flow.sourcePortRegisters,
    addressRegisters: flow.overflow?.addressRegisters ?? NONE,
    answered: whole(flow.answered),
    refused: whole(flow.refused),
    unreachable: whole(flow.unreachable),
  };
}

/**
 * Adds `added` to `sum`. `isLevel`: its connections are looked at again and again, the same ones
 * and not more of them.
 */
export function addTally(sum: Tally, added: Tally, isLevel: boolean): void {
  sum.lines = capped(sum.lines + added.lines);
  sum.duplicates = capped(sum.duplicates + added.duplicates);
  sum.connections = isLevel
    ? Math.max(sum.connections, added.connections)
    : capped(sum.connections + added.connections);
  sum.bytes = capped(sum.bytes + added.bytes);
  sum.tcpFlags |= added.tcpFlags;
  sum.firstSeenUs = earlier(sum.firstSeenUs, added.firstSeenUs);
  sum.lastSeenUs = Math.max(sum.lastSeenUs, added.lastSeenUs);
  addSketches(sum, added);
  sum.answered = capped(sum.answered + added.answered);
  sum.refused = capped(sum.refused + added.refused);
  sum.unreachable = capped(sum.unreachable + added.unreachable);
}

function addSketches(sum: Tally, added: Tally): void {
  if (added.sourcePorts.length > 0 || added.sourcePortRegisters.length > 0) {
    const merged = mergeSourcePorts(sum, added);
    sum.sourcePorts = merged.sourcePorts;
    sum.sourcePortRegisters = merged.sourcePortRegisters;
  }
  sum.addressRegisters = mergeSketches(sum.addressRegisters, added.addressRegisters);
}

export function capped(sum: number): number {
  return Math.min(sum, COUNT_MAX);
}

/** Time 0 is unknown, not the beginning of all. */
function earlier(a: number, b: number): number {
  if (a === 0 || b === 0) return a || b;
  return Math.min(a, b);
}

function whole(count: number): number {
  assert(Number.isSafeInteger(count) && count >= 0, `${count} is no count`);
  return count;
}

/** Appends it; makes its own room. `hour`: of the bucket; NO_HOUR for a total. */
export function writeTally(out: ByteWriter, tally: Tally, hour: number): void {
  out.reserve(BYTES_MAX);
  const marks = marksOf(tally, hour);
  out.varint(marks);
  out.varint(tally.lines);
  out.varint(tally.duplicates);
  out.varint(tally.connections);
  out.varint(tally.bytes);
  out.varint(tally.tcpFlags);
  out.varint(tally.answered);
  out.varint(tally.refused);
  out.varint(tally.unreachable);
  out.varint(tally.firstSeenUs - (marks & FIRST_IN_HOUR ? hour * HOUR_US : 0));
  out.varint(tally.lastSeenUs - (marks & LAST_AFTER_FIRST ? tally.firstSeenUs : 0));
  if (marks & HAS_PORTS) writePorts(out, tally.sourcePorts);
  if (marks & HAS_PORT_REGISTERS) out.append(tally.sourcePortRegisters);
  if (marks & HAS_ADDRESS_REGISTERS) out.append(tally.addressRegisters);
}

function marksOf(tally: Tally, hour: number): number {
  const { firstSeenUs, lastSeenUs } = tally;
  const isInHour = firstSeenUs >= hour * HOUR_US && firstSeenUs < (hour + 1) * HOUR_US;
  return (
    (tally.sourcePorts.length > 0 ? HAS_PORTS : 0) |
    (tally.sourcePortRegisters.length === REGISTERS ? HAS_PORT_REGISTERS : 0) |
    (tally.addressRegisters.length === REGISTERS ? HAS_ADDRESS_REGISTERS : 0) |
    (isInHour ? FIRST_IN_HOUR : 0) |
    (lastSeenUs >= firstSeenUs ? LAST_AFTER_FIRST : 0)
  );
}

function writePorts(out: ByteWriter, ports: readonly number[]): void {
  out.reserve(1 + 2 * ports.length);
  out.varint(ports.length);
  for (const port of ports) {
    assert(whole(port) <= PORT_MAX, `${port} is no port`);
    out.bytes[out.at++] = port & 0xff;
    out.bytes[out.at++] = port >>> 8;
  }
}

/** What `writeTally` has appended; shares nothing with the bytes that are read. */
export function readTally(reader: ByteReader, hour: number): Tally {
  const marks = reader.varint();
  const lines = reader.varint();
  const duplicates = reader.varint();
  const connections = reader.varint();
  const sum = reader.varint();
  const tcpFlags = reader.varint();
  const answered = reader.varint();
  const refused = reader.varint();
  const unreachable = reader.varint();
  const firstSeenUs = reader.varint() + (marks & FIRST_IN_HOUR ? hour * HOUR_US : 0);
  const lastSeenUs = reader.varint() + (marks & LAST_AFTER_FIRST ? firstSeenUs : 0);
  return {
    lines,
    duplicates,
    connections,
    bytes: sum,
    tcpFlags,
    firstSeenUs,
    lastSeenUs,
    sourcePorts: marks & HAS_PORTS ? readPorts(reader) : [],
    sourcePortRegisters: marks & HAS_PORT_REGISTERS ? readRegisters(reader) : NONE,
    addressRegisters: marks & HAS_ADDRESS_REGISTERS ? readRegisters(reader) : NONE,
    answered,
    refused,
    unreachable,
  };
}

function readPorts(reader: ByteReader): number[] {
  const ports: number[] = [];
  const count = reader.varint();
  // A damaged file must not take all memory.
  if (2 * count > reader.end - reader.at) throw new WireError('more ports than there are bytes');
  for (let left = count; left > 0; left--) {
    ports.push(reader.bytes[reader.at]! | (reader.bytes[reader.at + 1]! << 8));
    reader.at += 2;
  }
  return ports;
}

function readRegisters(reader: ByteReader): Uint8Array {
  reader.at += REGISTERS;
  return Uint8Array.from(reader.bytes.subarray(reader.at - REGISTERS, reader.at));
}
