/**
 * HOT: the usual records of a kmsg file, indexed one after the other without asking every format:
 * `P,SEQUENCE,TIME,FLAGS;TEXT` with a priority of the kernel's own (one digit, facility 0).
 * Whatever looks different stops the run and goes the general way (framer.ts), so that a run never
 * decides anything: it takes what `readKmsg` would take. Budget: 15 ns a record and the search for
 * its line end, no byte allocated (bench/parse.ts).
 */
import type { RecordIndex } from '../records.ts';
import { skipDigits } from './digits.ts';
import { clearHeader, type Header } from './header.ts';
import { readKmsg } from './kmsg.ts';
import { FRAMINGS, type SegmentWriter } from './segment.ts';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const COMMA = 0x2c;
const SEMICOLON = 0x3b;
const ZERO = 0x30;
/** Numbers are checked a word at a time, and stay exact. */
const DIGITS_MIN = 4;
const DIGITS_MAX = 15;
/** Flags and the caller: `-`, `-,caller=T4194304`. */
const FLAGS_BYTES_MAX = 24;
/** Everything up to the text, with a margin: nearer to the block's end no run goes. */
const HEADER_BYTES_MAX = 2 + 2 * (DIGITS_MAX + 1) + FLAGS_BYTES_MAX + 4;

/** Does what `KmsgRun` does with its own eyes, for bytes and an index that it knows. */
export interface RunIndexer {
  owns(bytes: Uint8Array, index: RecordIndex): boolean;
  /**
   * Indexes usual records from `at` on behind those that the index has; returns where the last of
   * them begins, -1 if there is none.
   */
  indexRun(at: number, end: number): number;
}

export class KmsgRun {
  readonly #indexer: RunIndexer | undefined;
  readonly #writer: SegmentWriter;
  readonly #header: Header;
  /** Digits of the header before: how many there are changes once in a tenfold of lines. */
  #sequenceDigits = DIGITS_MIN;
  #timeDigits = DIGITS_MIN;
  #view: DataView = new DataView(new ArrayBuffer(0));
  #viewed: Uint8Array | undefined;

  /** `header` tells of a run's last record only. */
  constructor(writer: SegmentWriter, header: Header, indexer: RunIndexer | undefined) {
    this.#indexer = indexer;
    this.#writer = writer;
    this.#header = header;
  }

  /**
   * Indexes records from `at` on for as long as they are usual and there is room. Returns where the
   * first other line begins: `at` itself if it is one. `bytes` is borrowed until the next call.
   */
  take(bytes: Uint8Array, at: number, end: number): number {
    const index = this.#writer.indexFor(FRAMINGS.kernelRecord);
    if (index === undefined) return at;
    if (bytes !== this.#viewed) this.#look(bytes);
    const first = index.count;
    const isOwn = this.#indexer?.owns(bytes, index) === true;
    const lastStart = isOwn ? this.#indexer!.indexRun(at, end) : this.#index(bytes, at, end, index);
    if (lastStart < 0) return at;
    const lastEnd = index.ends[index.count - 1]!;
    this.#writer.countIndexed(FRAMINGS.kernelRecord, index.count - first);
    clearHeader(this.#header, lastEnd);
    readKmsg(bytes, lastStart, lastEnd, this.#header);
    return lastEnd + 1;
  }

  /** Returns where the last record that was indexed begins, -1 if none was. */
  #index(bytes: Uint8Array, at: number, end: number, index: RecordIndex): number {
    const { starts, ends, timesUs } = index;
    let next = at;
    let last = -1;
    let count = index.count;
    while (next + HEADER_BYTES_MAX <= end && count < starts.length) {
      const text = this.#textStart(next);
      if (text < 0) break;
      const lineEnd = bytes.indexOf(LINE_FEED, text);
      if (lineEnd < 0 || lineEnd >= end || bytes[lineEnd - 1] === CARRIAGE_RETURN) break;
      starts[count] = text;
      ends[count] = lineEnd;
      timesUs[count] = 0;
      count++;
      last = next;
      next = lineEnd + 1;
    }
    index.count = count;
    return last;
  }

  #look(bytes: Uint8Array): void {
    this.#viewed = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Offset of the text of the record at `start`, or -1. */
  #textStart(start: number): number {
    const view = this.#view;
    const priority = view.getUint8(start) - ZERO;
    if (priority < 0 || priority > 7 || view.getUint8(start + 1) !== COMMA) return -1;
    const sequence = start + 2;
    if (!this.#hasLearnedShape(sequence) && !this.#learnShape(sequence)) return -1;
    const flags = sequence + this.#sequenceDigits + this.#timeDigits + 2;
    let at = flags;
    while (view.getUint8(at) !== SEMICOLON) {
      if (view.getUint8(at) === LINE_FEED || at - flags > FLAGS_BYTES_MAX) return -1;
      at++;
    }
    return at + 1;
  }

  /** Whether both numbers are as long as in the header before: then nothing has to be searched. */
  #hasLearnedShape(sequence: number): boolean {
    const view = this.#view;
    const sequenceEnd = sequence + this.#sequenceDigits;
    const timeEnd = sequenceEnd + 1 + this.#timeDigits;
    return (
      view.getUint8(sequenceEnd) === COMMA &&
      view.getUint8(timeEnd) === COMMA &&
      areDigits(view, sequence, sequenceEnd) &&
      areDigits(view, sequenceEnd + 1, timeEnd)
    );
  }

  #learnShape(sequence: number): boolean {
    const bytes = this.#viewed!;
    const limit = sequence + DIGITS_MAX + 1;
    const sequenceEnd = skipDigits(bytes, sequence, limit);
    const timeEnd = skipDigits(bytes, sequenceEnd + 1, limit + DIGITS_MAX + 1);
    const sequenceDigits = sequenceEnd - sequence;
    const timeDigits = timeEnd - sequenceEnd - 1;
    if (Math.min(sequenceDigits, timeDigits) < DIGITS_MIN) return false;
    if (Math.max(sequenceDigits, timeDigits) > DIGITS_MAX) return false;
    this.#sequenceDigits = sequenceDigits;
    this.#timeDigits = timeDigits;
    return bytes[sequenceEnd] === COMMA && bytes[timeEnd] === COMMA;
  }
}

/** Four and more digits, a word at a time; the last word overlaps the one before it. */
function areDigits(view: DataView, start: number, end: number): boolean {
  let wrong = wrongDigits(view.getInt32(end - 4));
  for (let at = start; at < end - 4; at += 4) wrong |= wrongDigits(view.getInt32(at));
  return wrong === 0;
}

/** Not 0 if one of four bytes is no digit: 0x76 lifts what is above 9 into a byte's highest bit. */
function wrongDigits(word: number): number {
  const digits = word ^ 0x30303030;
  return (digits | (digits + 0x76767676)) & 0x80808080;
}
