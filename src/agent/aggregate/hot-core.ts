/**
 * The core (core/*.ts, AssemblyScript, compiled to WebAssembly with 128-bit vectors by `npm run
 * build`) beside a flow table: the table's arrays lie in its memory, so that both work on the same
 * bytes. It takes lines of the kinds that it knows and leaves every other to parser and table; what
 * it takes is what they would make of it. Not needed: without it, the same code does all lines, and
 * slower.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunIndexer } from '../../parser/headers/kmsg-run.ts';
import * as slots from '../../parser/packet.ts';
import { beginsWith, createPrefixMatcher, type PrefixMatcher } from '../../parser/prefix.ts';
import type { RecordIndex } from '../../parser/records.ts';
import type { FlowTable } from './flow-table.ts';
import { PENDING_MAX, PENDING_WORDS } from './pending-layout.ts';
import { ROWS_AT_ONCE, type RowCore } from './row-core.ts';
import type { TableMemory } from './table-memory.ts';
import { PENDING, TALLY_WORDS } from './tally-layout.ts';
import { AskedNames, areUsualNames, BODY_KEY_BYTES, NAMES_BYTES_MAX } from './usual-names.ts';

/** Fixed, so that no view ever moves. Touched are only the pages in use. */
const MEMORY_PAGES = 640;
const PAGE_BYTES = 65_536;
/** Arrays begin at cache lines. */
const LINE_BYTES = 64;

/** Bytes and records of one block; larger ones are not for the core. */
const BLOCK_BYTES_MAX = 2_048 * 1024;
const BLOCK_RECORDS_MAX = 8_192;
/** Behind a block's last line: how far fixed places are read before the end is checked. */
const READ_AHEAD_BYTES = 256;
const PREFIX_BYTES_MAX = 128;
/** As core/points.ts and core/flows.ts have them. */
const NAMES_BYTES = (4_096 * 2 + 2) * 64;
const FLOWS_BYTES = 16_384 * 64;
const NOTE_BYTES = 32;
/** More than a row with registers and numbers of any size takes. */
const ROW_BYTES_MAX = 512;

/** Where any prefix counts, the most usual one is taken. */
const ANY = createPrefixMatcher(['calico-packet']);

/** Each goes on from line `from`, and returns the first line that it has not done. */
export interface Passes {
  /** Reads ahead what the others will need of all lines. */
  warm(count: number): void;
  recall(from: number, count: number): number;
  land(from: number, count: number): number;
  count(from: number, count: number): number;
}

/** Without a core: it does nothing. */
export const NO_PASSES: Passes = {
  warm: () => {},
  recall: (from) => from,
  land: (from) => from,
  count: (from) => from,
};

type Parts = Omit<FlowTable, 'passes' | 'writer'>;

export interface HotCore extends RunIndexer, RowCore {
  /** For the arrays of one table. */
  readonly memory: TableMemory;
  /** In its memory: what is read into it is not copied. */
  readonly bytes: Uint8Array;
  readonly records: RecordIndex;
  /** What takeLines has gone through (tally-layout.ts). */
  readonly tally: Int32Array;
  bind(parts: Parts): Passes;
  /**
   * Makes `records` of `bytes` the lines to take, behind one of `prefixes` or any; false when they
   * are not for the core.
   */
  load(bytes: Uint8Array, records: RecordIndex, prefixes?: PrefixMatcher): boolean;
  takeLines(from: number, count: number, pending: number): number;
  /**
   * The names that the next line has and the core does not know, as the parser would tell them;
   * undefined: it is for another reason that it is left.
   */
  readonly asked: Int32Array | undefined;
  /**
   * Remembers the names of the line in `packet`, pending line `i`, with its point (-1: none); false
   * if they are not for the core.
   */
  learn(bytes: Uint8Array, packet: Int32Array, i: number, point: number): boolean;
  forgetRows(): void;
  forgetPoints(): void;
}

interface Exports {
  readonly [global: string]: WebAssembly.Global;
}

interface Functions {
  takeLines(from: number, count: number, pending: number, room: number): number;
  frameRun(from: number, to: number, count: number, room: number): number;
  learn(body: number, inEnd: number, outEnd: number, point: number): void;
  warm(count: number): void;
  recall(from: number, count: number): number;
  land(from: number, count: number, mask: number): number;
  count(from: number, count: number): number;
  encodeRows(first: number, count: number, origin: number): number;
}

/** The compiled core: beside the program, or, where the sources themselves run, in dist. */
function corePath(): string | URL {
  return import.meta.url.endsWith('.ts')
    ? join(import.meta.dirname, '../../../dist/agent/aggregate/core.wasm')
    : new URL('./core.wasm', import.meta.url);
}

/** Reads and compiles the core. Throws where there is none, or no such WebAssembly. */
export function compileCore(path: string | URL = corePath()): WebAssembly.Module {
  return new WebAssembly.Module(readFileSync(path));
}

/** A core for one table. Throws when the system has no room for its memory. */
export function openHotCore(module: WebAssembly.Module): HotCore {
  const memory = new WebAssembly.Memory({ initial: MEMORY_PAGES, maximum: MEMORY_PAGES });
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return new Core(memory.buffer, exports as unknown as Exports & Functions);
}

class Core implements HotCore {
  readonly memory: TableMemory;
  readonly bytes: Uint8Array;
  readonly records: RecordIndex;
  readonly tally: Int32Array;
  readonly numbers: Int32Array;
  readonly #encoded: Uint8Array;
  readonly #exports: Exports & Functions;
  readonly #prefix: Uint8Array;
  readonly #openings: Uint8Array;
  readonly #names: Uint8Array;
  readonly #flows: Uint8Array;
  readonly #line: Uint8Array;
  readonly #asked = new AskedNames();
  readonly #pendingFlows: Int32Array;
  #prefixes: PrefixMatcher | undefined;
  #used: number;

  constructor(buffer: ArrayBuffer, exports: Exports & Functions) {
    this.#exports = exports;
    this.#used = Math.ceil(exports.free!.value / LINE_BYTES) * LINE_BYTES;
    this.memory = {
      uint8: (length) => new Uint8Array(buffer, this.#room(length), length),
      uint16: (length) => new Uint16Array(buffer, this.#room(length * 2), length),
      int32: (length) => new Int32Array(buffer, this.#room(length * 4), length),
      float64: (length) => new Float64Array(buffer, this.#room(length * 8), length),
    };
    const { memory } = this;
    this.bytes = memory.uint8(BLOCK_BYTES_MAX + READ_AHEAD_BYTES);
    this.records = {
      count: 0,
      starts: memory.int32(BLOCK_RECORDS_MAX),
      ends: memory.int32(BLOCK_RECORDS_MAX),
      timesUs: memory.float64(BLOCK_RECORDS_MAX),
    };
    this.tally = memory.int32(TALLY_WORDS);
    this.#prefix = memory.uint8(PREFIX_BYTES_MAX + LINE_BYTES);
    this.#openings = memory.uint8(256);
    this.#names = memory.uint8(NAMES_BYTES);
    this.#flows = memory.uint8(FLOWS_BYTES);
    this.#line = memory.uint8(PREFIX_BYTES_MAX + NAMES_BYTES_MAX);
    const ones = memory.uint8(2 * NAMES_BYTES_MAX).fill(0xff, 0, NAMES_BYTES_MAX);
    const { starts, ends, timesUs } = this.records;
    const own = { starts, ends, timesUs, bytes: this.bytes, tally: this.tally };
    const quoted = memory.int32(PENDING_WORDS);
    const pendingFlows = memory.int32(PENDING_MAX);
    this.#point({ ...own, prefix: this.#prefix, openings: this.#openings });
    const notes = memory.uint8(PENDING_MAX * NOTE_BYTES);
    this.#point({ notes });
    this.#point({ names: this.#names, flows: this.#flows, ones, quoted, pendingFlows });
    this.#pendingFlows = pendingFlows;
    this.numbers = memory.int32(3 * ROWS_AT_ONCE);
    this.#encoded = memory.uint8(ROW_BYTES_MAX * ROWS_AT_ONCE);
    this.#point({ numbers: this.numbers, encoded: this.#encoded });
  }

  #room(bytes: number): number {
    const at = this.#used;
    this.#used = Math.ceil((at + bytes) / LINE_BYTES) * LINE_BYTES;
    if (this.#used > MEMORY_PAGES * PAGE_BYTES) throw new RangeError('the core has no more memory');
    return at;
  }

  #point(arrays: Readonly<Record<string, ArrayBufferView>>): void {
    for (const [name, array] of Object.entries(arrays)) this.#set(name, array.byteOffset);
  }

  #set(name: string, value: number): void {
    this.#exports[name]!.value = value;
  }

  bind({ connections, pending, rows }: Parts): Passes {
    const { index } = connections;
    this.#point({ pending: pending.words, pendingTimesUs: pending.timesUs });
    this.#point({ pendingRows: pending.rows });
    this.#point({ entries: connections.entries, ringState: connections.ring });
    this.#point({ evicted: connections.evicted, slots: index.slots, cursors: index.cursors });
    this.#point({ rowIndex: rows.index, rowWords: rows.words, rowCounts: rows.counts });
    this.#point({ rowOutcomes: rows.outcomes });
    const { counts: sourceCounts, registers, samples: sourceSamples } = rows.sourcePorts;
    this.#point({ sourceCounts, registers, sourceSamples });
    this.#set('ringMax', connections.max);
    this.#set('bucketMask', index.bucketMask);
    this.#set('sequenceBits', index.sequenceBits);
    this.#set('seed', pending.seed);
    const { count, land, recall, warm } = this.#exports;
    return {
      warm,
      recall: (from, end) => (index.spilledCount > 0 ? from : recall(from, end)),
      land: (from, end) => land(from, end, rows.mask),
      count,
    };
  }

  load(bytes: Uint8Array, records: RecordIndex, prefixes = ANY): boolean {
    const { count } = records;
    if (count === 0 || count > BLOCK_RECORDS_MAX) return false;
    if (prefixes !== this.#prefixes && !this.#takePrefixes(prefixes)) return false;
    if (records === this.records) return this.owns(bytes, records);
    const first = records.starts[0]!;
    const last = records.ends[count - 1]!;
    if (last - first > BLOCK_BYTES_MAX) return false;
    const { starts, ends, timesUs } = this.records;
    for (let i = 0; i < count; i++) {
      const start = records.starts[i]!;
      const end = records.ends[i]!;
      if (start < first || end < start || end > last) return false;
      starts[i] = start - first;
      ends[i] = end - first;
      timesUs[i] = records.timesUs[i]!;
    }
    this.bytes.set(bytes.subarray(first, last));
    return true;
  }

  #takePrefixes(prefixes: PrefixMatcher): boolean {
    const usual = prefixes.literals[0];
    if (usual === undefined || usual.length > PREFIX_BYTES_MAX) return false;
    this.#prefixes = prefixes;
    this.#prefix.set(usual);
    this.#openings.set(prefixes.openings);
    this.#set('prefixBytes', usual.length);
    this.#set('isAnyOurs', Number(prefixes === ANY));
    this.forgetPoints();
    return true;
  }

  takeLines(from: number, count: number, pending: number): number {
    return this.#exports.takeLines(from, count, pending, PENDING_MAX);
  }

  owns(bytes: Uint8Array, index: RecordIndex): boolean {
    const isHere = bytes.buffer === this.bytes.buffer && bytes.byteOffset === this.bytes.byteOffset;
    return isHere && index === this.records;
  }

  indexRun(at: number, end: number): number {
    const { records, tally } = this;
    const last = this.#exports.frameRun(at, end, records.count, BLOCK_RECORDS_MAX);
    records.count = tally[PENDING]!;
    return last;
  }

  get asked(): Int32Array | undefined {
    return this.#asked.read(this.tally, this.#prefixes?.literals[0]?.length ?? 0);
  }

  learn(bytes: Uint8Array, packet: Int32Array, i: number, point: number): boolean {
    this.#pendingFlows[i] = 0;
    if (point < 0 || !areUsualNames(bytes, packet)) return false;
    const start = packet[slots.TEXT_START]!;
    const body = packet[slots.BODY_START]!;
    const end = packet[slots.OUT_END]!;
    const usual = this.#prefixes?.literals[0];
    if (usual?.length !== body + BODY_KEY_BYTES - start) return false;
    if (!beginsWith(bytes, start, end, usual)) return false;
    for (let at = start; at < end; at++) this.#line[at - start] = bytes[at]!;
    const at = this.#line.byteOffset - start;
    this.#exports.learn(at + body, at + packet[slots.IN_END]!, at + end, point);
    return true;
  }

  encodeRows(first: number, count: number, origin: number): Uint8Array {
    return this.#encoded.subarray(0, this.#exports.encodeRows(first, count, origin));
  }

  forgetRows(): void {
    this.#flows.fill(0);
  }

  forgetPoints(): void {
    this.#names.fill(0);
  }
}
