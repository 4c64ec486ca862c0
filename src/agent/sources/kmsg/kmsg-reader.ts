/**
 * Drains the kernel's ring into blocks: which records are new, which are LOG lines, how many were
 * lost. Runs in the worker thread, over a device that tests can script.
 * Invariant: every sequence after the cursor is counted once, as read or as lost.
 *
 * Hot: `drain`, about 2 µs per record, nearly all of it the read; no allocation per record.
 */
import { addLoss, type LossCause } from '../../../flow/loss.ts';
import { isFull, type KmsgBlock, keepRecord, kmsgLoss } from './kmsg-block.ts';
import { formatKmsgCursor, parseKmsgCursor } from './kmsg-cursor.ts';
import { createKmsgHeader, mayBeLogLine, readKmsgHeader } from './kmsg-record.ts';

/** Reads after which a drain looks up, so that a flood does not keep the worker from stopping. */
const READS_PER_DRAIN = 2_000;

export interface KmsgDevice {
  /**
   * Reads the next record into `into` from `at` on; there is room for RECORD_BYTES_MAX.
   * Returns its length, or why there is none: `again` (nothing new), `overrun` (the ring overtook
   * us; the next read goes on at its oldest record), `too_large` (that record is gone).
   */
  read(into: Uint8Array, at: number): number | 'again' | 'overrun' | 'too_large';
}

/** Where a reader without a cursor begins: at the ring's oldest record, or behind its newest. */
export type KmsgFrom = 'oldest' | 'now';

export interface KmsgReaderOptions {
  readonly device: KmsgDevice;
  /** Boot that the device's sequences belong to. */
  readonly bootId: string;
  /** Where an earlier reader got to; empty at the first start. */
  readonly cursor: string;
  readonly from: KmsgFrom;
  /** Wall clock minus time since boot, in microseconds; asked once per drain. */
  readonly wallOffsetUs: () => number;
}

/** `empty`: nothing more to read now. `full`: the block is. `more`: this drain read enough. */
export type DrainEnd = 'empty' | 'full' | 'more';

export class KmsgReader {
  readonly #device: KmsgDevice;
  readonly #bootId: string;
  readonly #wallOffsetUs: () => number;
  readonly #header = createKmsgHeader();
  /** Last sequence counted; -1 before the first. */
  #sequence = -1;
  /** Newest sequence that the device has shown; -1 before the first. */
  #newest = -1;
  /** What a gap before the next record means; undefined: nothing, for nobody has read before. */
  #gapCause: LossCause | undefined;
  /** Passing over what the ring holds at the start. */
  #passing: boolean;
  #offsetUs = 0;
  /** Time of the last record seen; before the first a gap begins at the boot. */
  #lastUs: number | undefined;

  constructor(options: KmsgReaderOptions) {
    this.#device = options.device;
    this.#bootId = options.bootId;
    this.#wallOffsetUs = options.wallOffsetUs;
    const cursor = parseKmsgCursor(options.cursor);
    this.#passing = options.cursor === '' && options.from === 'now';
    if (cursor?.bootId === options.bootId) {
      this.#sequence = cursor.sequence;
      this.#gapCause = 'restart_gap';
    } else if (options.cursor !== '') {
      this.#gapCause = 'boot_gap';
    }
  }

  /** Position behind the last record counted; empty while there is none. */
  get cursor(): string {
    if (this.#sequence === -1) return '';
    return formatKmsgCursor({ bootId: this.#bootId, sequence: this.#sequence });
  }

  /** Reads into `block` until nothing is left, the block is full, or the worker should look up. */
  drain(block: KmsgBlock): DrainEnd {
    this.#offsetUs = this.#wallOffsetUs();
    for (let reads = 0; reads < READS_PER_DRAIN; reads += 1) {
      if (isFull(block)) return 'full';
      const length = this.#device.read(block.bytes, block.used);
      if (length === 'again') {
        this.#reachEnd(block);
        return 'empty';
      }
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
    const timeUs = header.uptimeUs + this.#offsetUs;
    if (!this.#advance(block, header.sequence, timeUs)) return;
    block.read += 1;
    if (header.facility !== 0) {
      block.spoofed += 1;
      block.ignored += 1;
    } else if (mayBeLogLine(block.bytes, header.textStart, header.textEnd)) {
      keepRecord(block, header.textStart, header.textEnd, timeUs);
    } else {
      block.ignored += 1;
    }
  }

  /** Moves on to a record, with any gap before it counted; false if the record is not to count. */
  #advance(block: KmsgBlock, sequence: number, timeUs: number): boolean {
    this.#newest = sequence;
    if (this.#passing) {
      this.#moveTo(sequence, timeUs);
      return false;
    }
    if (sequence <= this.#sequence) {
      this.#lastUs = timeUs;
      this.#gapCause = 'kmsg_overrun';
      return false;
    }
    const missed = sequence - this.#sequence - 1;
    const firstUs = this.#lastUs ?? this.#offsetUs;
    if (this.#gapCause === 'boot_gap') {
      addLoss(block.losses, kmsgLoss('boot_gap', undefined, firstUs, timeUs));
    } else if (this.#gapCause !== undefined && missed > 0) {
      addLoss(block.losses, kmsgLoss(this.#gapCause, missed, firstUs, timeUs));
    }
    this.#moveTo(sequence, timeUs);
    return true;
  }

  #moveTo(sequence: number, timeUs: number): void {
    this.#sequence = sequence;
    this.#lastUs = timeUs;
    this.#gapCause = 'kmsg_overrun';
  }

  #reachEnd(block: KmsgBlock): void {
    this.#passing = false;
    if (this.#newest === -1 || this.#newest >= this.#sequence) return;
    // The cursor lies ahead of the ring: the machine was set back to a snapshot, boot id and all.
    const lastUs = this.#lastUs ?? this.#offsetUs;
    addLoss(block.losses, kmsgLoss('boot_gap', undefined, this.#offsetUs, lastUs));
    this.#sequence = this.#newest;
  }
}
