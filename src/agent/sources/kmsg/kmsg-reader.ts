/**
 * Drains the kernel's ring into blocks: which records are LOG lines, and when they were made. Runs
 * in the worker thread, over a device that tests can script.
 * Invariant: a drain's records and losses get their wall-clock times at its end, all by what the
 * clock knows then.
 *
 * Hot: `drain`, about 2 µs per record, nearly all of it the read; no allocation per record.
 */
import type { StartFrom, TimeReading } from '../source.ts';
import { isFull, type KmsgBlock, keepRecord, settleBlock } from './kmsg-block.ts';
import { emptyLook, type KmsgClock } from './kmsg-clock.ts';
import { KmsgPosition } from './kmsg-position.ts';
import { createKmsgHeader, mayBeLogLine, readKmsgHeader } from './kmsg-record.ts';

/** Reads after which a drain looks up, so that a flood does not keep the worker from stopping. */
const READS_PER_DRAIN = 4_000;

export interface KmsgDevice {
  /**
   * Reads the next record into `into` from `at` on; there is room for RECORD_BYTES_MAX.
   * Returns its length, or why there is none: `again` (nothing new), `overrun` (the ring overtook
   * us; the next read goes on at its oldest record), `too_large` (that record is gone).
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
  readonly #look = emptyLook();

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
    for (let reads = 0; reads < READS_PER_DRAIN; reads += 1) {
      if (isFull(block)) return 'full';
      const length = this.#device.read(block.bytes, block.used);
      if (length === 'again') return 'empty';
      // An overrun or an oversized record shows as a gap before the next one.
      if (typeof length === 'number') this.#observe(block, length);
    }
    return 'more';
  }

  #observe(block: KmsgBlock, length: number): void {
    const header = this.#header;
    if (!readKmsgHeader(block.bytes, block.used, block.used + length, header)) {
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
    } else if (mayBeLogLine(block.bytes, header.textStart, header.textEnd)) {
      keepRecord(block, header.textStart, header.textEnd, uptimeUs);
    } else {
      block.ignored += 1;
    }
  }
}

function firstRawUs(from: StartFrom, clock: KmsgClock): number {
  if (from === 'oldest') return Number.NEGATIVE_INFINITY;
  return from === 'now' ? Number.POSITIVE_INFINITY : clock.rawUs - from;
}
