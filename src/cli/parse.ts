/**
 * `dropcast parse`: every LOG line of files or stdin as one JSON object of its fields, for people
 * and for scripts. Reads in blocks and waits for its reader, so inputs may be larger than memory.
 */
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { readFailure } from '../flow/read-failure.ts';
import { formatTime } from '../flow/time.ts';
import { createLineFramer, type LineFramer } from '../parser/headers/framer.ts';
import type { FramedSegment } from '../parser/headers/segment.ts';
import {
  createPrefixMatcher,
  IGNORED,
  LineParser,
  OUTCOMES,
  PARTIAL,
  type PrefixMatcher,
  packetFamily,
  packetFields,
  REASON,
  REASONS,
  REJECTED,
} from '../parser/index.ts';
import { createRecordIndex, type RecordIndex } from '../parser/records.ts';
import { lineBlocks } from './line-blocks.ts';

const LINE_FEED = 0x0a;
/** Records per segment: one line is framed at a time, more only where it stands for several. */
const INDEX_RECORDS = 256;
/** Text is written in pieces of about this size. */
const OUTPUT_CHARS = 64 * 1024;
/** Rejected lines that were read to their end: no flows, but their fields are sure. */
const READ_THOUGH_REJECTED: ReadonlySet<string> = new Set([
  'arp',
  'ebtables',
  'not_ip',
  'truncated',
]);
/** What gives the kernel's log where there is no file of it. */
const WITHOUT_FILE = "or give it the kernel's log: journalctl -k -o short-iso | dropcast parse";

export interface ParseOptions {
  /** Paths; `-` or none at all: stdin. */
  readonly files: readonly string[];
  /** One object for every record, also for those that are no LOG lines. */
  readonly all: boolean;
  /** Log prefixes that count; empty: any. */
  readonly prefixes: readonly string[];
}

export interface ParseStreams {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
}

/**
 * Runs the command; resolves to its exit status: 1 when a file could not be read. The other files
 * are still parsed.
 */
export async function parse(options: ParseOptions, streams: ParseStreams): Promise<number> {
  const output = new JsonLines(streams.stdout);
  const prefixes = options.prefixes.length > 0 ? createPrefixMatcher(options.prefixes) : undefined;
  let status = 0;
  for (const file of options.files.length > 0 ? options.files : ['-']) {
    const input = file === '-' ? streams.stdin : createReadStream(file);
    try {
      await parseInput(input, new RecordPrinter(output, options.all, prefixes));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === undefined) throw error;
      const why = `${readFailure(error)}, ${WITHOUT_FILE}`;
      streams.stderr.write(`dropcast: ${file} cannot be read: ${why}\n`);
      status = 1;
    }
    if (output.isClosed) break;
  }
  await output.flush();
  return status;
}

/** What a block completes is written before the next is awaited: a live pipe is seen at once. */
async function parseInput(input: Readable, printer: RecordPrinter): Promise<void> {
  for await (const block of lineBlocks(input)) {
    for (let at = 0; at < block.length; ) {
      const found = block.indexOf(LINE_FEED, at);
      const end = found < 0 ? block.length : found + 1;
      printer.printLine(block, at, end);
      at = end;
      if (printer.output.isDue && !(await printer.output.flush())) return;
    }
    if (!(await printer.output.flush())) return;
  }
  printer.printRest();
}

/** Text on its way out; a reader that has gone away ends the command quietly. */
class JsonLines {
  isClosed = false;
  #text = '';
  readonly #stream: Writable;

  constructor(stream: Writable) {
    this.#stream = stream;
    stream.on('error', (error: NodeJS.ErrnoException) => {
      this.isClosed = true;
      if (error.code !== 'EPIPE') throw error;
    });
  }

  get isDue(): boolean {
    return this.#text.length >= OUTPUT_CHARS;
  }

  add(record: object): void {
    this.#text += `${JSON.stringify(record)}\n`;
  }

  /** Writes what there is and waits until there is room again; false when nobody reads any more. */
  async flush(): Promise<boolean> {
    const text = this.#text;
    this.#text = '';
    if (this.isClosed || text === '') return !this.isClosed;
    if (!this.#stream.write(text)) {
      await this.#whenRoom();
    }
    return !this.isClosed;
  }

  async #whenRoom(): Promise<void> {
    const waited = new AbortController();
    const options = { signal: waited.signal };
    const room = [once(this.#stream, 'drain', options), once(this.#stream, 'close', options)];
    await Promise.race(room).catch(() => {
      this.isClosed = true;
    });
    waited.abort();
  }
}

/** Frames line by line, so that every object knows its line. */
class RecordPrinter {
  readonly output: JsonLines;
  readonly #all: boolean;
  readonly #framer: LineFramer = createLineFramer({ expandRepeats: false });
  readonly #index: RecordIndex = createRecordIndex(INDEX_RECORDS);
  readonly #trusted: LineParser;
  readonly #text: LineParser;
  #line = 0;

  constructor(output: JsonLines, all: boolean, prefixes: PrefixMatcher | undefined) {
    this.output = output;
    this.#all = all;
    this.#trusted = new LineParser({ prefixes, trusted: true });
    this.#text = new LineParser({ prefixes, trusted: false });
  }

  printLine(bytes: Uint8Array, start: number, end: number): void {
    this.#line++;
    for (let at = start; at < end; ) {
      const segment = this.#framer.frame(bytes, at, end, this.#index);
      this.#printSegment(segment);
      at = segment.next;
    }
  }

  /** What the end of the input completes. */
  printRest(): void {
    for (;;) {
      const segment = this.#framer.finish(this.#index);
      if (segment.read === 0) return;
      this.#printSegment(segment);
    }
  }

  #printSegment(segment: FramedSegment): void {
    if (this.#all) this.#printIgnored(segment);
    for (const [reason, count] of Object.entries(segment.rejectedByReason)) {
      for (let i = 0; i < count; i++) {
        this.output.add({ outcome: 'reject', reason, header: this.#header(segment) });
      }
    }
    for (let i = 0; i < this.#index.count; i++) {
      this.#printRecord(segment, this.#index.starts[i]!, this.#index.ends[i]!);
    }
  }

  #printIgnored(segment: FramedSegment): void {
    for (let i = 0; i < segment.ignored; i++) {
      const spoofed = i < segment.spoofed ? { reason: 'spoofed' } : {};
      this.output.add({ outcome: 'ignore', ...spoofed, header: this.#header(segment) });
    }
  }

  #printRecord(segment: FramedSegment, start: number, end: number): void {
    const { bytes, escaped } = segment;
    const parser = segment.trusted ? this.#trusted : this.#text;
    const { packet } = parser;
    const parsed = parser.parse(bytes, start, end);
    const isContinued = segment.unfinished && REASONS[packet[REASON]!] === 'cut';
    const outcome = isContinued ? PARTIAL : parsed;
    if (outcome === IGNORED && !this.#all) return;
    const reason = isContinued ? 'continued' : REASONS[packet[REASON]!]!;
    const hasFields =
      outcome !== IGNORED && (outcome !== REJECTED || READ_THOUGH_REJECTED.has(reason));
    this.output.add({
      outcome: OUTCOMES[outcome],
      ...(reason === 'none' ? {} : { reason }),
      ...(hasFields ? { family: packetFamily(bytes, packet) } : {}),
      ...(hasFields ? packetFields(bytes, packet, escaped) : {}),
      ...this.#priority(),
      header: this.#header(segment),
    });
  }

  #priority(): object {
    const { level, facility } = this.#framer.header;
    return {
      ...(level >= 0 ? { level } : {}),
      ...(facility >= 0 ? { facility } : {}),
    };
  }

  #header(segment: FramedSegment): object {
    const { format, header } = this.#framer;
    const host = Buffer.from(segment.bytes.buffer, segment.bytes.byteOffset).toString(
      'utf8',
      Math.max(0, header.hostStart),
      Math.max(0, header.hostEnd),
    );
    return {
      format,
      ...(header.timeUs > 0 ? { time: formatTime(header.timeUs) } : {}),
      ...(header.monotonicUs >= 0 ? { monotonic_us: header.monotonicUs } : {}),
      ...(header.sequence >= 0 ? { sequence: header.sequence } : {}),
      ...(host === '' ? {} : { host }),
      ...(header.weight > 1 ? { repeated: header.weight } : {}),
      line: this.#line,
    };
  }
}
