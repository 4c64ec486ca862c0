/**
 * Drains the kernel's ring into blocks: which records are LOG lines, and when they were made. Runs
 * in the worker thread, over a device that tests can script.
 * Invariant: a drain's records and losses get their wall-clock times at its end, all by what the
 * clock knows then.
 *
 * Hot: `drain`, about 2 µs per record, nearly all of it the read; no allocation per record.
 */
import { RECORD_BYTES_MAX } from '../../../flow/limits.ts';
import type { StartFrom, TimeReading } from '../source.ts';
import { isFull, type KmsgBlock, keepRecord, settleBlock } from './kmsg-block.ts';
import { emptyLook, type KmsgClock } from './kmsg-clock.ts';
import { KmsgPosition } from './kmsg-position.ts';
import {
  createKmsgHeader,
  findLineEnd,
  isProperty,
  mayBeLogLine,
  readKmsgHeader,
} from './kmsg-record.ts';

/**
 * Bytes after which a drain looks up, about 5,000 LOG lines: a flood does not keep the worker from
 * stopping.
 */
const DRAIN_BYTES_MAX = 1024 * 1024;

/**
 * Bytes of a record since Linux 6.3 (PRINTK_MESSAGE_MAX of kernel/printk/internal.h). One that
 * fills them has no line end, and the next one follows at once.
 */
const MESSAGE_BYTES_MAX = 2_048;

const NOTHING = new Uint8Array(0);

export interface KmsgDevice {
  /**
   * Reads the next records into `into` from `at` on; there is room for RECORD_BYTES_MAX.
   * Returns their bytes, of which the last line may be cut: its rest comes next. Or why there are
   * none: `again` (nothing new, and nothing is cut), `overrun` (the ring overtook us; the next read
   * goes on at its oldest record), `too_large` (that record is gone).
   */
  read(into: Uint8Array<ArrayBuffer>, at: number): number | 'again' | 'overrun' | 'too_large';
}

export interface KmsgReaderOptions {
  readonly device: KmsgDevice;
  /** Boot that the device's sequences belong to. */
  readonly bootId: string;
  /** Where an earlier reader got to; empty at the first start. */
  readonly cursor: string;
  /** How far another source has come with this kernel's records. */
  readonly counted?: TimeReading | undefined;
  /** Where to begin without a cursor. What is passed over is neither read nor lost. */
  readonly from: StartFrom;
  readonly clock: KmsgClock;
}

/** `empty`: nothing more to read now. `full`: the block is. `more`: this drain read enough. */
export type DrainEnd = 'empty' | 'full' | 'more';

export class KmsgReader {
  readonly #device: KmsgDevice;
  readonly #clock: KmsgClock;
  readonly #position: KmsgPosition;
  readonly #header = createKmsgHeader();
  readonly #next = createKmsgHeader();
  readonly #look = emptyLook();
  /** What was read and did not come into the block before, its last line perhaps cut. */
  #rest = NOTHING;
  /** Of the record at hand, the lines that were observed. */
  #recordBytes = 0;

  constructor({ device, clock, bootId, cursor, from, counted }: KmsgReaderOptions) {
    this.#device = device;
    this.#clock = clock;
    this.#position = new KmsgPosition({
      bootId,
      cursor,
      fromRawUs: firstRawUs(from, clock),
      countedRawUs: counted?.bootId === bootId ? counted.rawUs : undefined,
    });
  }

  /** Position behind the last record counted; empty while there is none. */
  get cursor(): string {
    return this.#position.cursor;
  }

  /** Newest sequence that the device has shown, counted or not; -1 before the first. */
  get newest(): number {
    return this.#position.newest;
  }

  /** Reads into `block` until nothing is left, the block is full, or the worker should look up. */
  drain(block: KmsgBlock): DrainEnd {
    const keptBefore = block.index.count;
    Object.assign(this.#look, emptyLook());
    this.#clock.open();
    const end = this.#readInto(block);
    if (end === 'empty') this.#position.reachEnd();
    this.#clock.close(this.#look, end === 'empty');
    settleBlock(block, keptBefore, this.#position, this.#clock);
    return end;
  }

  #readInto(block: KmsgBlock): DrainEnd {
    let filled = this.#observeLines(block, this.#takeRest(block));
    for (let bytes = 0; bytes < DRAIN_BYTES_MAX; ) {
      if (isFull(block)) return this.#leave(block, filled, 'full');
      const length = this.#device.read(block.bytes, filled);
      if (length === 'again') {
        return this.#leave(block, this.#observeLines(block, filled, true), 'empty');
      }
      // An overrun or an oversized record shows as a gap before the next one.
      const isRead = typeof length === 'number';
      if (isRead) filled = this.#observeLines(block, filled + length);
      bytes += isRead ? length : RECORD_BYTES_MAX;
    }
    return this.#leave(block, filled, 'more');
  }

  /** Puts what was left behind the bytes in use; returns where it ends. */
  #takeRest(block: KmsgBlock): number {
    const rest = this.#rest;
    if (rest.length === 0) return block.used;
    block.bytes.set(rest, block.used);
    return block.used + rest.length;
  }

  /** Keeps what lies between the bytes in use and `filled` for the next drain. */
  #leave(block: KmsgBlock, filled: number, end: DrainEnd): DrainEnd {
    this.#rest = filled > block.used ? block.bytes.slice(block.used, filled) : NOTHING;
    return end;
  }

  /**
   * Observes the lines from the bytes in use to `filled`, as far as they are whole and the block
   * takes them. Moves the others there, and returns where they end.
   */
  #observeLines(block: KmsgBlock, filled: number, isLastWhole = false): number {
    if (filled === block.used) return filled;
    const { bytes } = block;
    // Its search for a byte takes a quarter of what a loop does.
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    let start = block.used;
    while (start < filled && !isFull(block)) {
      const lineEnd = findLineEnd(buffer, start, filled);
      const isCut = lineEnd === filled && lineEnd - start < RECORD_BYTES_MAX;
      if (isCut && !isLastWhole) break;
      const isRecord = !isProperty(bytes, start);
      if (isRecord) this.#recordBytes = 0;
      const end = this.#endOf(bytes, start, lineEnd);
      if (isRecord) this.#observe(block, start, end);
      const next = end === lineEnd ? Math.min(end + 1, filled) : end;
      this.#recordBytes += next - start;
      start = next;
    }
    if (start < filled) bytes.copyWithin(block.used, start, filled);
    return block.used + filled - start;
  }

  /** Where the line ends: sooner than at `lineEnd` if its record had no room for a line end. */
  #endOf(bytes: Uint8Array, start: number, lineEnd: number): number {
    const end = start - this.#recordBytes + MESSAGE_BYTES_MAX;
    if (lineEnd <= end || !readKmsgHeader(bytes, end, lineEnd, this.#next)) return lineEnd;
    const isFirst = this.#recordBytes === 0 && readKmsgHeader(bytes, start, end, this.#header);
    const own = isFirst ? this.#header.sequence : this.#position.newest;
    return this.#next.sequence > own ? end : lineEnd;
  }

  #observe(block: KmsgBlock, start: number, end: number): void {
    const header = this.#header;
    if (!readKmsgHeader(block.bytes, start, end, header)) {
      block.read += 1;
      block.rejectedByReason.head_lost = (block.rejectedByReason.head_lost ?? 0) + 1;
      return;
    }
    const { uptimeUs } = header;
    if (uptimeUs < this.#look.oldestRawUs) this.#look.oldestRawUs = uptimeUs;
    if (uptimeUs > this.#look.newestRawUs) this.#look.newestRawUs = uptimeUs;
    if (!this.#position.advance(header.sequence, uptimeUs)) return;
    block.read += 1;
    if (header.facility !== 0) {
      block.spoofed += 1;
      block.ignored += 1;
    } else if (mayBeLogLine(block.bytes, header.textStart, end)) {
      keepRecord(block, header.textStart, end, uptimeUs);
    } else {
      block.ignored += 1;
    }
  }
}

function firstRawUs(from: StartFrom, clock: KmsgClock): number {
  if (from === 'oldest') return Number.NEGATIVE_INFINITY;
  return from === 'now' ? Number.POSITIVE_INFINITY : clock.rawUs - from;
}
