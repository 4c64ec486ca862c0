/**
 * Cuts blocks of a file into records and takes their headers off: the step between reading a file
 * and parsing lines. Plain formats are indexed in place; text that has to be rewritten goes into
 * the framer's own bounded buffer. Records that the kernel did not write are counted, not indexed;
 * no line is longer in memory than the caller's block. Hot: `frame` on plain formats, no allocation
 * per line; kmsg records go in runs (kmsg-run.ts).
 */
import { RECORD_BYTES_MAX } from '../../flow/limits.ts';
import type { RecordIndex } from '../records.ts';
import { beginsColoured, beginsPrefixColour, copyUncoloured } from './ansi.ts';
import { beginsContainerLine, ContainerReader } from './container-log.ts';
import { BLANK, isDigit } from './digits.ts';
import { beginsExport, ExportReader } from './export-reader.ts';
import { clearHeader, createHeader, FOREIGN, type Header, MISMATCH, SPOOFED } from './header.ts';
import { beginsJson, readJsonLine } from './json-lines.ts';
import { KmsgRun, type RunIndexer } from './kmsg-run.ts';
import { lineTextEnd, textStart } from './line-edges.ts';
import { BARE, KMSG, PlainReader } from './plain-formats.ts';
import { type FieldedRecord, type RecordFields, readFields } from './record-fields.ts';
import { FRAMINGS, type FramedSegment, type Framing, SegmentWriter } from './segment.ts';
import { SpreadRecord } from './spread-record.ts';
import { TextBuffer } from './text-buffer.ts';
import { beginsVerbose, takeVerboseField } from './verbose-reader.ts';

const LINE_FEED = 0x0a;

export interface LineFramerOptions {
  /** Reference for timestamps without a year, in µs since the epoch; now when left out. */
  readonly nowUs?: number;
  /** Index a line that stands for n records n times (the default), or once. */
  readonly expandRepeats?: boolean;
  /** Indexes runs of kmsg records faster. */
  readonly indexer?: RunIndexer | undefined;
}

export function createLineFramer(options: LineFramerOptions = {}): LineFramer {
  return new LineFramer(options);
}

export class LineFramer {
  /** What the last record's header told; host offsets point into its segment's bytes. */
  readonly header: Header;
  /** Name of the last record's format. */
  format = 'bare';
  readonly #buffer = new TextBuffer();
  readonly #writer = new SegmentWriter(this.#buffer.bytes, FRAMINGS.text);
  readonly #plain = new PlainReader();
  readonly #run: KmsgRun;
  /** For text that stands in another format's record. */
  readonly #inner = new PlainReader();
  readonly #export = new ExportReader();
  readonly #containers = new ContainerReader();
  readonly #spread = new SpreadRecord();
  readonly #expandRepeats: boolean;
  #isExport = false;
  #isVerbose = false;
  #isFirst = true;
  /** Where the block goes on behind a record that had to wait; -1 when none did. */
  #resumeAt = -1;

  constructor({ nowUs, expandRepeats = true, indexer }: LineFramerOptions) {
    this.#expandRepeats = expandRepeats;
    this.header = createHeader(nowUs ?? Date.now() * 1000);
    this.#run = new KmsgRun(this.#writer, this.header, indexer);
  }

  /**
   * Frames the whole lines in `bytes[start .. end)` (only the last line of an input may lack its
   * end) into `index`. Call again with the same block from `next` until that is `end`: a segment
   * ends early where the index is full or the records' framing changes. The segment and all it
   * points to are borrowed until the next call.
   */
  frame(bytes: Uint8Array, start: number, end: number, index: RecordIndex): FramedSegment {
    const writer = this.#open(bytes, index);
    let at = this.#resumeAt >= 0 ? this.#resumeAt : start;
    let lineStart = start;
    while (at < end && !writer.isFull && this.#buffer.hasRoom()) {
      lineStart = this.#takeRun(bytes, at, end);
      at = lineStart < end ? this.#takeLine(bytes, lineStart, end) : end;
    }
    this.#resumeAt = writer.isFull ? at : -1;
    writer.segment.next = writer.isFull ? lineStart : at;
    return writer.segment;
  }

  /** The input has ended: hands over what is still incomplete. Call until `read` is 0. */
  finish(index: RecordIndex): FramedSegment {
    const writer = this.#open(this.#buffer.bytes, index);
    this.#resumeAt = -1;
    if (writer.segment.read > 0) return writer.segment;
    if (this.#endSpread() || this.#endExport()) return writer.segment;
    const pieces = this.#containers.takeUnfinished();
    writer.segment.unfinished = pieces !== undefined;
    if (pieces) this.#giveLine(pieces, -1);
    return writer.segment;
  }

  #open(bytes: Uint8Array, index: RecordIndex): SegmentWriter {
    if (!this.#writer.isFull) this.#buffer.clear();
    this.#writer.open(bytes, index);
    return this.#writer;
  }

  /** Returns where the next line begins: `at` itself when another record had to go first. */
  #takeLine(bytes: Uint8Array, at: number, end: number): number {
    if (this.#export.isBinary) return this.#export.takeBinary(bytes, at, end);
    const found = bytes.indexOf(LINE_FEED, at);
    const lineEnd = found < 0 || found >= end ? end : found;
    const next = Math.min(lineEnd + 1, end);
    const textEnd = lineTextEnd(bytes, at, lineEnd);
    if (!this.#isFirst && !this.#isSpread && this.#takeSame(bytes, at, textEnd)) return next;
    const start = textStart(bytes, at, textEnd, this.#isFirst);
    if (start < textEnd) this.#isFirst = false;
    if (this.#isVerbose && takeVerboseField(bytes, start, textEnd, this.#spread.fields))
      return next;
    if (this.#isVerbose && this.#endSpread()) return at;
    if (this.#isExport && this.#export.takeLine(bytes, start, textEnd)) return next;
    const isEntry = this.#isExport && this.#endExport();
    if (start === textEnd || this.#spread.takeElement(bytes, start, textEnd)) return next;
    if (isEntry) return at;
    return this.#takeRecord(bytes, start, textEnd) ? next : at;
  }

  /** Takes the usual records of a kmsg file, as far as they follow each other. */
  #takeRun(bytes: Uint8Array, at: number, end: number): number {
    if (this.#plain.format !== KMSG || this.#isSpread) return at;
    const next = this.#run.take(bytes, at, end);
    if (next > at) this.format = KMSG.name;
    return next;
  }

  /** Within a record that is spread over lines, or may be. */
  get #isSpread(): boolean {
    return this.#isVerbose || this.#isExport || this.#spread.fields.size > 0;
  }

  /** The hot path: a line of the same plain format as the one before. */
  #takeSame(bytes: Uint8Array, start: number, end: number): boolean {
    const text = this.#plain.readSame(bytes, start, end, this.header);
    if (text !== MISMATCH) this.#givePlain(text);
    return text !== MISMATCH;
  }

  /** False when a record had to go first and the line was not taken. */
  #takeRecord(bytes: Uint8Array, start: number, end: number): boolean {
    if (beginsJson(bytes, start, end)) {
      const taken = this.#takeJson(bytes, start, end);
      if (taken !== undefined) return taken;
    } else if (beginsExport(bytes, start, end)) {
      this.#isExport = true;
      this.#export.fields.clear();
      return this.#export.takeLine(bytes, start, end);
    } else if (beginsColoured(bytes, start)) {
      if (this.#takeColoured(bytes, start, end)) return true;
    } else if (isDigit(bytes[start])) {
      if (beginsContainerLine(bytes, start, end, this.header)) {
        this.#takeContainerLine(bytes, end);
        return true;
      }
    } else if (isDigit(bytes[start + 4]) && beginsVerbose(bytes, start, end, this.header)) {
      this.#isVerbose = true;
      this.#spread.clear();
      this.#spread.set('__REALTIME_TIMESTAMP', this.header.timeUs);
      return true;
    }
    this.#takePlain(bytes, start, end);
    return true;
  }

  /**
   * One line with its text in it. Lines behind a kmsg record that begin with a blank are its
   * properties.
   */
  #takePlain(bytes: Uint8Array, start: number, end: number): void {
    if (this.#plain.format === KMSG && bytes[start] === BLANK) return;
    this.#givePlain(this.#plain.read(bytes, start, end, this.header));
  }

  #givePlain(text: number): void {
    const { format } = this.#plain;
    this.format = format.name;
    this.#give(text, format === KMSG ? FRAMINGS.kernelRecord : FRAMINGS.text);
  }

  #give(text: number, framing: Framing): void {
    const { header } = this;
    if (text < 0) this.#writer.ignore(text === SPOOFED);
    else if (header.weight === 1 || !this.#expandRepeats) {
      this.#writer.add(framing, text, header.textEnd, header.timeUs);
    } else this.#writer.addRepeated(framing, text, header);
  }

  /** False when the line shows no sign of dmesg: then the sequences are a rule's own. */
  #takeColoured(bytes: Uint8Array, start: number, end: number): boolean {
    const buffer = this.#buffer;
    const at = buffer.used;
    const room = buffer.bytes.subarray(at, at + RECORD_BYTES_MAX);
    const written = copyUncoloured(bytes, start, end, room);
    const text = this.#inner.read(buffer.bytes, at, at + written, this.header);
    const isDmesg = this.#inner.format !== BARE || beginsPrefixColour(bytes, start, end);
    if (written === RECORD_BYTES_MAX || !isDmesg) return false;
    this.format = 'dmesg-coloured';
    buffer.used += written;
    this.#give(text, FRAMINGS.rewrittenText);
    return true;
  }

  #takeContainerLine(bytes: Uint8Array, end: number): void {
    const timeUs = this.header.timeUs;
    const pieces = this.#containers.take(bytes, end, this.header);
    this.format = 'cri';
    if (pieces === 'whole') {
      const text = this.#containers.textStart;
      this.#readInner(bytes, text, end, { timeUs, framing: FRAMINGS.text });
    } else if (pieces !== undefined) this.#giveLine(pieces, timeUs);
  }

  /** A line that stands in a record: its own header goes too; `timeUs` is the record's. */
  #readInner(
    bytes: Uint8Array,
    start: number,
    end: number,
    record: { readonly timeUs: number; readonly framing: Framing },
  ): void {
    const text = this.#inner.read(bytes, start, lineTextEnd(bytes, start, end), this.header);
    if (this.header.timeUs < 0) this.header.timeUs = record.timeUs;
    this.#give(text, record.framing);
  }

  #giveLine(line: Uint8Array, timeUs: number): void {
    const { bytes, used } = this.#buffer;
    const record = { timeUs, framing: FRAMINGS.rewrittenText };
    if (!this.#buffer.appendRecord(line)) this.#writer.reject('too_long');
    else this.#readInner(bytes, used, this.#buffer.used, record);
  }

  /** Undefined when the line is no JSON after all. */
  #takeJson(bytes: Uint8Array, start: number, end: number): boolean | undefined {
    const line = readJsonLine(bytes, start, end);
    if (line === undefined) return undefined;
    if (line.kind === 'object') return this.#giveFields(line.fields);
    if (line.kind === 'close') this.#endSpread();
    if (line.kind !== 'field' && line.kind !== 'array') return true;
    if (this.#spread.fields.has(line.name) && this.#endSpread()) return false;
    if (line.kind === 'array') this.#spread.openArray(line.name);
    else this.#spread.set(line.name, line.value);
    return true;
  }

  /** An empty line, or one that is no field, ends an entry. */
  #endExport(): boolean {
    this.#isExport = false;
    if (this.#export.fields.size === 0) return false;
    this.#giveFields(this.#export.fields);
    this.#export.fields.clear();
    return true;
  }

  /** Gives the record whose fields were spread over lines, if there is one. */
  #endSpread(): boolean {
    this.#isVerbose = false;
    if (this.#spread.fields.size === 0) return false;
    this.#giveFields(this.#spread.fields);
    this.#spread.clear();
    return true;
  }

  #giveFields(fields: RecordFields): true {
    clearHeader(this.header, 0);
    const record = readFields(fields, this.header);
    this.format = record.format;
    if (record.origin === FOREIGN || record.origin === SPOOFED || record.text === undefined) {
      this.#writer.ignore(record.origin === SPOOFED);
    } else if (record.text === null) this.#writer.reject('too_long');
    else this.#giveText(record, record.text);
    return true;
  }

  #giveText(record: FieldedRecord, text: string | Uint8Array): void {
    const { header } = this;
    const buffer = this.#buffer;
    const at = buffer.used;
    if (!buffer.appendRecord(text)) {
      this.#writer.reject('too_long');
      return;
    }
    const end = buffer.used;
    if (record.kind === 'exact') {
      header.textEnd = end;
      this.#give(at, FRAMINGS.journalEntry);
    } else {
      const { facility, level, timeUs } = header;
      this.#readInner(buffer.bytes, at, end, { timeUs, framing: FRAMINGS.rewrittenText });
      if (header.facility < 0) Object.assign(header, { facility, level });
    }
    if (record.host === '') return;
    header.hostStart = buffer.used;
    header.hostEnd = buffer.appendRecord(record.host) ? buffer.used : header.hostStart;
  }
}
