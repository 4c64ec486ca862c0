/**
 * Exact rows as flows in bytes: flow-encoder.ts once more, over the table's memory. Their points
 * and named ends have numbers already (row-writer.ts); a bare end stands where it belongs.
 */
import { SOURCE_PORTS_MAX } from '../../../flow/limits.ts';
import * as key from '../key-layout.ts';
import * as row from '../row-layout.ts';
import {
  encoded,
  get,
  numbers,
  registers,
  rowCounts,
  rowOutcomes,
  rowWords,
  sourceCounts,
  sourceSamples,
} from './memory.ts';

// Of a batch and of a flow: field number << 3 | wire type, as flow-encoder.ts has them.
const FLOW: u32 = 0x22;
const SOURCE: u32 = 0x22;
const DESTINATION: u32 = 0x2a;
const IP: u32 = 0x3a;
const PROTOCOL: u32 = 0x30;
const PORT: u32 = 0x38;
const ICMP_TYPE: u32 = 0x40;
const ICMP_CODE: u32 = 0x48;
const IS_REPLY: u32 = 0x50;
const HOUR: u32 = 0x60;
const LINES: u32 = 0x68;
const DUPLICATES: u32 = 0x70;
const CONNECTIONS: u32 = 0x78;
const BYTES: u32 = 0x80;
const TCP_FLAGS: u32 = 0x88;
const FIRST_SEEN_US: u32 = 0x90;
const LAST_SEEN_US: u32 = 0x98;
const SOURCE_PORTS: u32 = 0xa2;
const SOURCE_PORT_REGISTERS: u32 = 0xaa;
const ANSWERED: u32 = 0xb0;
const REFUSED: u32 = 0xb8;
const UNREACHABLE: u32 = 0xc0;
const ORIGIN: u32 = 0xc8;
const SOURCE_END: u32 = 0xd0;
const DESTINATION_END: u32 = 0xd8;
const POINT: u32 = 0xe0;

const MAPPED_WORD: i32 = 0xffff;
const REGISTERS: i32 = 64;
const IN_REGISTERS: i32 = SOURCE_PORTS_MAX + 1;
/** What a flow's tag and length take, as a rule. */
const HEAD_BYTES: usize = 2;

/** Where the next byte goes. */
let at: usize = 0;

/**
 * Writes `count` rows from `first` on, whose point's and ends' numbers are the first in `numbers`;
 * `origin` is that of the wire. Returns how many bytes it took.
 */
export function encodeRows(first: i32, count: i32, origin: i32): i32 {
  at = encoded;
  for (let i = 0; i < count; i++) encodeRow(first + i, numbers + <usize>(i * 12), origin);
  return <i32>(at - encoded);
}

function encodeRow(index: i32, ends: usize, origin: i32): void {
  const start = at;
  const words = rowWords + <usize>(index * row.ROW_WORDS * 4);
  const shape = get(words, key.SHAPE);
  const point = get(ends, 0);
  const source = get(ends, 1);
  const destination = get(ends, 2);
  at += HEAD_BYTES;
  if (source == 0) writeBareEnd(SOURCE, words + (key.SRC << 2), shape & key.WITH_SOURCE);
  if (destination == 0) {
    writeBareEnd(DESTINATION, words + (key.DST << 2), shape & key.WITH_DESTINATION);
  }
  writeKey(words, shape);
  writeCounts(index);
  writeSourcePorts(index);
  writeOutcomes(rowOutcomes + <usize>(index * row.ROW_OUTCOMES * 8));
  writeCount(ORIGIN, origin);
  writeCount(SOURCE_END, source);
  writeCount(DESTINATION_END, destination);
  writeCount(POINT, point);
  writeHead(start);
}

/** The flow's tag and length, in front of what was written since. */
function writeHead(start: usize): void {
  const body = start + HEAD_BYTES;
  const length = at - body;
  const end = at;
  const isLong = length > 0x7f;
  if (isLong) memory.copy(body + 1, body, length);
  at = start;
  writeVarint(FLOW);
  writeVarint(length);
  at = end + <usize>isLong;
}

function writeBareEnd(tag: u32, words: usize, isGiven: i32): void {
  writeVarint(tag);
  if (isGiven == 0) {
    store<u8>(at++, 0);
    return;
  }
  const isShort = load<u64>(words) == 0 && load<i32>(words, 8) == MAPPED_WORD;
  const first = isShort ? 3 : 0;
  const bytes = (4 - first) << 2;
  store<u8>(at, bytes + 2);
  store<u8>(at, IP, 1);
  store<u8>(at, bytes, 2);
  at += 3;
  for (let word = first; word < 4; word++, at += 4) store<u32>(at, bswap<u32>(get(words, word)));
}

function writeKey(words: usize, shape: i32): void {
  const port = get(words, key.PORT);
  if ((shape & key.PROTOCOL_HIDDEN) == 0) writeNumber(PROTOCOL, shape & key.PROTOCOL_MASK);
  if ((shape & key.WITH_PORT) != 0) writeNumber(PORT, port);
  if ((shape & key.WITH_TYPE_CODE) != 0) {
    writeNumber(ICMP_TYPE, port >>> 8);
    writeNumber(ICMP_CODE, port & 0xff);
  }
  if ((shape & key.IS_REPLY) != 0) writeNumber(IS_REPLY, 1);
  writeCount(HOUR, get(words, key.HOUR));
}

function writeCounts(index: i32): void {
  const counts = rowCounts + <usize>(index * row.ROW_COUNTS * 8);
  writeWide(LINES, load<f64>(counts, row.LINES << 3));
  writeWide(DUPLICATES, load<f64>(counts, row.DUPLICATES << 3));
  writeWide(CONNECTIONS, load<f64>(counts, row.CONNECTIONS << 3));
  writeWide(BYTES, load<f64>(counts, row.BYTES << 3));
  writeCount(TCP_FLAGS, <i32>load<f64>(counts, row.TCP_FLAGS << 3));
  writeWide(FIRST_SEEN_US, load<f64>(counts, row.FIRST_US << 3));
  writeWide(LAST_SEEN_US, load<f64>(counts, row.LAST_US << 3));
}

/** Packed. */
function writeSourcePorts(index: i32): void {
  const known = <i32>load<u8>(sourceCounts + index);
  if (known == 0) return;
  writeVarint(SOURCE_PORTS);
  const length = at++;
  const sample = sourceSamples + <usize>(index * SOURCE_PORTS_MAX * 2);
  for (let i = 0; i < min(known, SOURCE_PORTS_MAX); i++) {
    writeVarint(load<u16>(sample + ((<usize>i) << 1)));
  }
  store<u8>(length, <u8>(at - length - 1));
  if (known != IN_REGISTERS) return;
  writeNumber(SOURCE_PORT_REGISTERS, REGISTERS);
  memory.copy(at, registers + <usize>(index * REGISTERS), REGISTERS);
  at += REGISTERS;
}

function writeOutcomes(outcomes: usize): void {
  writeWide(ANSWERED, load<f64>(outcomes, 8));
  writeWide(REFUSED, load<f64>(outcomes, 16));
  writeWide(UNREACHABLE, load<f64>(outcomes, 24));
}

/** Left out when it is 0. */
function writeCount(tag: u32, value: u32): void {
  if (value != 0) writeNumber(tag, value);
}

/** Left out when it is 0. */
function writeWide(tag: u32, value: f64): void {
  if (value == 0) return;
  writeVarint(tag);
  writeVarint(<u64>value);
}

function writeNumber(tag: u32, value: u32): void {
  writeVarint(tag);
  writeVarint(value);
}

function writeVarint(value: u64): void {
  let rest = value;
  while (rest > 0x7f) {
    store<u8>(at++, <u8>rest | 0x80);
    rest >>= 7;
  }
  store<u8>(at++, <u8>rest);
}
