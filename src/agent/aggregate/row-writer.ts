/**
 * Exact rows of the flow table into a batch's bytes without making flows of them: their points and
 * ends get numbers here, the rest of each row is written by the core. What it writes is what
 * FlowEncoder makes of the same flows, but that points and ends may come earlier. Hot: once per
 * flow of a rollover, budget 300 ns.
 */
import { formatAddressWords } from '../../flow/address.ts';
import type { Endpoint } from '../../flow/endpoint.ts';
import type { ObservationPoint } from '../../flow/flow.ts';
import { addLines } from '../../flow/flow-tally.ts';
import { ORIGINS } from '../../flow/origin.ts';
import { encodePoint, type FlowEncoder } from '../../wire/flow-encoder.ts';
import { EndSlots } from './end-slots.ts';
import type { FlowTable } from './flow-table.ts';
import * as keyLayout from './key-layout.ts';
import { ROWS_AT_ONCE, type RowCore } from './row-core.ts';
import * as rowLayout from './row-layout.ts';

// Copies: see flow-key.ts.
const { DST, POINT, SHAPE, SRC, WITH_DESTINATION, WITH_SOURCE } = keyLayout;
const { EXACT, FIRST_US, LAST_US, LINES, ROW_COUNTS, ROW_WORDS } = rowLayout;

/** Words of a row's numbers: its point's, its source's, its destination's. */
const NUMBERS = 3;

/** Who names ends (attribute/). */
export interface EndNames {
  /** Grows whenever somebody who was nobody may have got a name. */
  readonly arrivals: number;
  /** Whether, as things stand, the end has no name at any time. */
  isNobody(ip: string, interfaceName: string): boolean;
  /** The end at `ip` behind an interface, between two times. */
  nameEnd(
    ip: string,
    interfaceName: string,
    span: { readonly firstUs: number; readonly lastUs: number },
  ): Endpoint;
  /** Whether, as things stand, it would be named the same at any time. */
  isTimeless(ip: string, interfaceName: string): boolean;
}

type Table = Pick<FlowTable, 'rows' | 'origin'>;

/** A point, and what it has in the batch at hand. */
interface SeenPoint {
  readonly point: ObservationPoint;
  readonly encoded: Uint8Array;
  readonly inId: number;
  readonly outId: number;
  /** 0: none yet. */
  number: number;
  lines: number;
}

export class RowWriter {
  readonly #table: Table;
  readonly #core: RowCore;
  readonly #slots = new EndSlots();
  readonly #interfaceIds = new Map<string, number>();
  readonly #seen: SeenPoint[] = [];
  #encoder!: FlowEncoder;
  #names!: EndNames;
  #arrivals = -1;
  /** Rows whose numbers are known and that are not written yet. */
  #from = 0;
  #held = 0;

  constructor(table: Table, core: RowCore) {
    this.#table = table;
    this.#core = core;
  }

  /** Writes all exact rows; adds their lines to `lines`, by prefix. `textOf`: a point's texts. */
  write(
    encoder: FlowEncoder,
    names: EndNames,
    { lines, textOf }: { lines: Map<string, number>; textOf(point: number): ObservationPoint },
  ): void {
    this.#begin(encoder, names);
    const { rows } = this.#table;
    const { words, counts } = rows;
    const { numbers } = this.#core;
    const end = rows.used[EXACT]!;
    for (let row = 0; row < end; row++) {
      const at = row * ROW_WORDS;
      const shape = words[at + SHAPE]!;
      const point = words[at + POINT]!;
      const seen = this.#seen[point] ?? this.#see(point, textOf(point));
      if (seen.number === 0) seen.number = encoder.givePoint(seen.point, seen.encoded);
      const isFrom = shape & WITH_SOURCE ? 1 : 0;
      const isTo = shape & WITH_DESTINATION ? 1 : 0;
      const source = this.#endNumber(row, SRC, seen.inId | isFrom, seen.point.inInterface);
      const destination = this.#endNumber(row, DST, seen.outId | isTo, seen.point.outInterface);
      const held = NUMBERS * this.#held;
      numbers[held] = seen.number;
      numbers[held + 1] = source;
      numbers[held + 2] = destination;
      seen.lines += counts[row * ROW_COUNTS + LINES]!;
      if (++this.#held === ROWS_AT_ONCE) this.#flush();
    }
    this.#flush();
    for (const seen of this.#seen) if (seen) addLines(lines, seen.point.prefix, seen.lines);
  }

  /** Points have new numbers. */
  forgetPoints(): void {
    this.#seen.length = 0;
    this.#interfaceIds.clear();
    this.#arrivals = -1;
  }

  #begin(encoder: FlowEncoder, names: EndNames): void {
    this.#encoder = encoder;
    this.#names = names;
    if (names.arrivals === this.#arrivals) this.#slots.forgetNumbered();
    else this.#slots.forget();
    this.#arrivals = names.arrivals;
    for (const seen of this.#seen) {
      if (seen === undefined) continue;
      seen.number = 0;
      seen.lines = 0;
    }
    this.#from = 0;
    this.#held = 0;
  }

  /** Points and ends that these rows refer to stand in front of them. */
  #flush(): void {
    const origin = ORIGINS.indexOf(this.#table.origin) + 1;
    this.#encoder.append(this.#core.encodeRows(this.#from, this.#held, origin));
    this.#from += this.#held;
    this.#held = 0;
  }

  #see(index: number, point: ObservationPoint): SeenPoint {
    const inId = this.#interfaceId(point.inInterface);
    const outId = this.#interfaceId(point.outInterface);
    const seen = { point, encoded: encodePoint(point), inId, outId, number: 0, lines: 0 };
    this.#seen[index] = seen;
    return seen;
  }

  /** Its lowest bit is free. */
  #interfaceId(name: string): number {
    const known = this.#interfaceIds.get(name) ?? 2 * this.#interfaceIds.size;
    this.#interfaceIds.set(name, known);
    return known;
  }

  /** `id`: the interface's, and whether the row has the address at all. */
  #endNumber(row: number, word: number, id: number, interfaceName: string): number {
    const { words } = this.#table.rows;
    const at = row * ROW_WORDS + word;
    const slot = this.#slots.place(words, at, id);
    const known = this.#slots.numberAt(slot, words, at, id);
    if (known >= 0) return known;
    const ip = id & 1 ? formatAddressWords(words, at) : '';
    const isNobody = this.#names.isNobody(ip, interfaceName);
    const number = isNobody ? 0 : this.#namedNumber(row, ip, interfaceName);
    const isKept = isNobody || this.#names.isTimeless(ip, interfaceName);
    if (isKept) {
      this.#slots.take(slot, words, at, id);
      this.#slots.tell(slot, number);
    }
    return number;
  }

  #namedNumber(row: number, ip: string, interfaceName: string): number {
    const { counts } = this.#table.rows;
    const span = {
      firstUs: counts[row * ROW_COUNTS + FIRST_US]!,
      lastUs: counts[row * ROW_COUNTS + LAST_US]!,
    };
    return this.#encoder.endNumber(this.#names.nameEnd(ip, interfaceName, span));
  }
}
