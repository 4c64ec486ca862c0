/**
 * The core (core/*.ts, AssemblyScript, compiled to WebAssembly with 128-bit vectors by `npm run
 * build`) beside a flow table: the table's arrays lie in its memory, so that both work on the same
 * bytes. It takes usual lines and leaves every other to parser and table; what it takes is what
 * they would make of it. Not needed: without it, the same code does all lines, and slower.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordIndex } from '../../parser/records.ts';
import type { FlowTable } from './flow-table.ts';
import { PENDING_MAX, PENDING_WORDS } from './pending-layout.ts';
import type { TableMemory } from './table-memory.ts';

/** Fixed, so that no view ever moves. Touched are only the pages in use. */
const MEMORY_PAGES = 640;
const PAGE_BYTES = 65_536;
/** Address 0 is nowhere; arrays begin at cache lines. */
const FIRST_BYTE = 64;
const LINE_BYTES = 64;

/** Bytes and records of one block; larger ones are not for the core. */
const BLOCK_BYTES_MAX = 512 * 1024;
const BLOCK_RECORDS_MAX = 8_192;
/** Behind a block's last line: how far fixed places are read before the end is checked. */
const READ_AHEAD_BYTES = 256;
const PREFIX_BYTES_MAX = 128;

/** Each goes on from line `from`, and returns the first line that it has not done. */
export interface Passes {
  recall(from: number, count: number): number;
  land(from: number, count: number): number;
  count(from: number, count: number): number;
}

/** Without a core: it does nothing. */
export const NO_PASSES: Passes = {
  recall: (from) => from,
  land: (from) => from,
  count: (from) => from,
};

type Parts = Omit<FlowTable, 'passes'>;

export interface HotCore {
  /** For the arrays of one table. */
  readonly memory: TableMemory;
  bind(parts: Parts): Passes;
  /** Makes `records` of `bytes` the lines to take; false when they are not for the core. */
  load(bytes: Uint8Array, records: RecordIndex, prefix: Uint8Array): boolean;
  /**
   * Takes lines of the block from `from` on, while they are usual and fewer than PENDING_MAX are
   * pending; returns the first that it has not taken. Each is one more pending line.
   */
  takeLines(from: number, count: number, pending: number): number;
}

interface Exports {
  readonly [global: string]: WebAssembly.Global;
}

interface Functions {
  takeLines(from: number, count: number, pending: number): number;
  recall(from: number, count: number): number;
  land(from: number, count: number, mask: number): number;
  count(from: number, count: number): number;
}

/** The compiled core: beside this file, or, where the sources themselves run, in dist. */
function corePath(): string {
  const here = import.meta.dirname;
  return here.endsWith(join('dist', 'agent', 'aggregate'))
    ? join(here, 'core.wasm')
    : join(here, '../../../dist/agent/aggregate/core.wasm');
}

/** Reads and compiles the core. Throws where there is none, or no such WebAssembly. */
export function compileCore(path = corePath()): WebAssembly.Module {
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
  readonly #exports: Exports & Functions;
  readonly #bytes: Uint8Array;
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  readonly #timesUs: Float64Array;
  readonly #prefix: Uint8Array;
  #prefixInUse: Uint8Array = new Uint8Array(0);
  #used = FIRST_BYTE;

  constructor(buffer: ArrayBuffer, exports: Exports & Functions) {
    this.#exports = exports;
    this.memory = {
      uint8: (length) => new Uint8Array(buffer, this.#room(length), length),
      uint16: (length) => new Uint16Array(buffer, this.#room(length * 2), length),
      int32: (length) => new Int32Array(buffer, this.#room(length * 4), length),
      float64: (length) => new Float64Array(buffer, this.#room(length * 8), length),
    };
    this.#bytes = this.memory.uint8(BLOCK_BYTES_MAX + READ_AHEAD_BYTES);
    this.#starts = this.memory.int32(BLOCK_RECORDS_MAX);
    this.#ends = this.memory.int32(BLOCK_RECORDS_MAX);
    this.#timesUs = this.memory.float64(BLOCK_RECORDS_MAX);
    this.#prefix = this.memory.uint8(PREFIX_BYTES_MAX);
    const quoted = this.memory.int32(PENDING_WORDS);
    const own = { starts: this.#starts, ends: this.#ends, timesUs: this.#timesUs };
    this.#point({ ...own, bytes: this.#bytes, prefix: this.#prefix, quoted });
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

  bind({ connections, pending, points, pointRuns, rows }: Parts): Passes {
    const { index } = connections;
    this.#point({ pending: pending.words, pendingTimesUs: pending.timesUs });
    this.#point({ pendingRows: pending.rows, runs: pointRuns.places, kinds: points.kinds });
    this.#point({ entries: connections.entries, ringState: connections.ring });
    this.#point({ evicted: connections.evicted, slots: index.slots, cursors: index.cursors });
    this.#point({ rowIndex: rows.index, rowWords: rows.words, rowCounts: rows.counts });
    this.#point({ sourceCounts: rows.sourcePorts.counts, sourceSamples: rows.sourcePorts.samples });
    this.#point({ registers: rows.sourcePorts.registers });
    this.#set('ringMax', connections.max);
    this.#set('bucketMask', index.bucketMask);
    this.#set('sequenceBits', index.sequenceBits);
    this.#set('seed', pending.seed);
    const { count, land, recall } = this.#exports;
    return {
      recall: (from, end) => (index.spilledCount > 0 ? from : recall(from, end)),
      land: (from, end) => land(from, end, rows.mask),
      count,
    };
  }

  load(bytes: Uint8Array, records: RecordIndex, prefix: Uint8Array): boolean {
    const { count, starts, ends, timesUs } = records;
    if (count === 0 || count > BLOCK_RECORDS_MAX || prefix.length > PREFIX_BYTES_MAX) return false;
    if (prefix !== this.#prefixInUse) this.#takePrefix(prefix);
    const first = starts[0]!;
    const last = ends[count - 1]!;
    if (last - first > BLOCK_BYTES_MAX) return false;
    for (let i = 0; i < count; i++) {
      const start = starts[i]!;
      const end = ends[i]!;
      if (start < first || end < start || end > last) return false;
      this.#starts[i] = start - first;
      this.#ends[i] = end - first;
      this.#timesUs[i] = timesUs[i]!;
    }
    this.#bytes.set(bytes.subarray(first, last));
    return true;
  }

  #takePrefix(prefix: Uint8Array): void {
    this.#prefixInUse = prefix;
    this.#prefix.set(prefix);
    this.#set('prefixBytes', prefix.length);
  }

  takeLines(from: number, count: number, pending: number): number {
    return this.#exports.takeLines(from, Math.min(count, from + PENDING_MAX - pending), pending);
  }
}
