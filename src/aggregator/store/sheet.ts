/**
 * What edges add up to lies in sheets, so many edges side by side in one value of the file: an
 * agent's edges share a few, a batch reads and writes each of them once, and a question comes to
 * hundreds of edges with one row. The id of an edge says where it is: sheet, then slot.
 *
 *   ( slot: 1 byte │ length: varint │ what the edge adds up to )*      ascending, each slot once
 *
 * Hot: a batch writes some; bench/store.ts.
 */
import { ByteReader } from '../../wire/byte-reader.ts';
import type { ByteWriter } from '../../wire/byte-writer.ts';

/** As many as a byte can count; of an agent with a hundred pods all edges are in a few. */
export const SHEET_EDGES = 256;

/** A slot and a length. */
const HEAD_BYTES_MAX = 9;

const NONE = new Uint8Array(0);

export function sheetOf(edge: number): number {
  return Math.floor(edge / SHEET_EDGES);
}

export function slotOf(edge: number): number {
  return edge % SHEET_EDGES;
}

function edgeAt(sheet: number, slot: number): number {
  return sheet * SHEET_EDGES + slot;
}

/** A sheet as it is in the file; `bytes` are borrowed. */
export class Sheet {
  readonly bytes: Uint8Array;
  /** Of each slot's entry, head and all; both are 0 for a slot that is empty. */
  readonly #starts = new Int32Array(SHEET_EDGES);
  readonly #ends = new Int32Array(SHEET_EDGES);

  constructor(bytes: Uint8Array = NONE) {
    this.bytes = bytes;
    const reader = new ByteReader(bytes);
    while (reader.at < reader.end) {
      const start = reader.at;
      const slot = bytes[reader.at++]!;
      const length = reader.length();
      reader.at += length;
      this.#starts[slot] = start;
      this.#ends[slot] = reader.at;
    }
  }

  has(slot: number): boolean {
    return this.#ends[slot]! > 0;
  }

  /** Stands at what the edge adds up to; undefined for an edge that is not in this sheet. */
  find(edge: number): ByteReader | undefined {
    const slot = slotOf(edge);
    if (!this.has(slot)) return undefined;
    const reader = new ByteReader(this.bytes, this.#starts[slot]! + 1, this.#ends[slot]!);
    reader.length();
    return reader;
  }

  /** The edges that are in it, ascending; `sheet` is its number. */
  edges(sheet: number): number[] {
    const edges: number[] = [];
    for (let slot = 0; slot < SHEET_EDGES; slot++) {
      if (this.has(slot)) edges.push(edgeAt(sheet, slot));
    }
    return edges;
  }

  /** Appends the entries of the slots from `first` on, before `end`, as they are. */
  copyTo(out: ByteWriter, first: number, end: number): void {
    let from = -1;
    let to = -1;
    for (let slot = first; slot < end; slot++) {
      if (!this.has(slot)) continue;
      if (from < 0) from = this.#starts[slot]!;
      to = this.#ends[slot]!;
    }
    if (from >= 0) out.append(this.bytes.subarray(from, to));
  }
}

/** What is known of a sheet's edges, by slot. */
export type Slots<Value> = (Value | undefined)[];

/**
 * `before` with `values` in place of what it had in their slots; into `out`, instead of what that
 * held. `write` appends one value and makes its own room.
 */
export function encodeSheet<Value>(
  out: ByteWriter,
  before: Sheet,
  values: Slots<Value>,
  write: (out: ByteWriter, value: Value) => void,
): Uint8Array {
  out.at = 0;
  let copied = 0;
  for (let slot = 0; slot < values.length; slot++) {
    const value = values[slot];
    if (value === undefined) continue;
    before.copyTo(out, copied, slot);
    copied = slot + 1;
    out.reserve(HEAD_BYTES_MAX);
    out.bytes[out.at++] = slot;
    const start = out.at++;
    write(out, value);
    out.prefixLength(start, 1);
  }
  before.copyTo(out, copied, SHEET_EDGES);
  return out.written();
}

/** How values of one kind lie in sheets, and where those are. */
export interface SheetFile<Value> {
  /** Undefined: there is none. */
  load(sheet: number): Uint8Array | undefined;
  store(sheet: number, bytes: Uint8Array): void;
  read(reader: ByteReader): Value;
  write(out: ByteWriter, value: Value): void;
}

interface OpenSheet<Value> {
  readonly before: Sheet;
  readonly values: Slots<Value>;
}

/** Sheets that are changed: each is read once, and written once in the end. */
export class OpenSheets<Value> {
  readonly #file: SheetFile<Value>;
  readonly #open = new Map<number, OpenSheet<Value>>();
  readonly #out: ByteWriter;

  /** `out` is used while writing, and by nobody else meanwhile. */
  constructor(file: SheetFile<Value>, out: ByteWriter) {
    this.#file = file;
    this.#out = out;
  }

  /** What the edge adds up to, to be changed in place; undefined where it is new. */
  get(edge: number): Value | undefined {
    const { before, values } = this.#sheet(sheetOf(edge));
    const slot = slotOf(edge);
    const known = values[slot];
    if (known !== undefined) return known;
    const reader = before.find(edge);
    if (reader === undefined) return undefined;
    const value = this.#file.read(reader);
    values[slot] = value;
    return value;
  }

  set(edge: number, value: Value): void {
    this.#sheet(sheetOf(edge)).values[slotOf(edge)] = value;
  }

  /** In the order in which they lie in the file. */
  write(): void {
    const ascending = [...this.#open].sort(([a], [b]) => a - b);
    for (const [sheet, { before, values }] of ascending) {
      this.#file.store(sheet, encodeSheet(this.#out, before, values, this.#file.write));
    }
    this.#open.clear();
  }

  forget(): void {
    this.#open.clear();
  }

  #sheet(sheet: number): OpenSheet<Value> {
    const known = this.#open.get(sheet);
    if (known) return known;
    const opened = { before: new Sheet(this.#file.load(sheet)), values: [] };
    this.#open.set(sheet, opened);
    return opened;
  }
}
