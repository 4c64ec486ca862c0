/**
 * Where in the kernel's sequence of records a reader stands: which record is to be counted, and
 * which were lost before it. Times are printk's raw stamps, in microseconds since boot.
 * Invariant: every sequence after the cursor is counted once, as read or as lost.
 */
import type { LossCause } from '../../../flow/loss.ts';
import { formatKmsgCursor, parseKmsgCursor } from './kmsg-cursor.ts';

/** Records that nobody will read any more, between two stamps. */
export interface Gap {
  readonly cause: LossCause;
  /** Undefined when it cannot be known. */
  readonly count: number | undefined;
  readonly firstRawUs: number;
  readonly lastRawUs: number;
}

export interface PositionOptions {
  /** Boot that the device's sequences belong to. */
  readonly bootId: string;
  /** Where an earlier reader got to; empty at the first start. */
  readonly cursor: string;
  /** Without a cursor, what was stamped before this is passed over; infinite: all that is there. */
  readonly fromRawUs: number;
}

export class KmsgPosition {
  readonly #bootId: string;
  /** Last sequence counted; -1 before the first. */
  #sequence = -1;
  /** Newest sequence that the device has shown; -1 before the first. */
  #newest = -1;
  /** What a gap before the next record means; undefined: nothing, for nobody has read before. */
  #gapCause: LossCause | undefined;
  #fromRawUs = Number.NEGATIVE_INFINITY;
  /** Stamp of the last record seen; before the first a gap begins at the boot. */
  #lastRawUs = 0;
  #gaps: Gap[] = [];

  constructor({ bootId, cursor, fromRawUs }: PositionOptions) {
    this.#bootId = bootId;
    const known = parseKmsgCursor(cursor);
    if (known?.bootId === bootId) {
      this.#sequence = known.sequence;
      this.#gapCause = 'restart_gap';
    } else if (cursor !== '') {
      this.#gapCause = 'boot_gap';
    } else {
      this.#fromRawUs = fromRawUs;
    }
  }

  get bootId(): string {
    return this.#bootId;
  }

  /** Behind the last record counted; empty while there is none. */
  get cursor(): string {
    if (this.#sequence === -1) return '';
    return formatKmsgCursor({ bootId: this.#bootId, sequence: this.#sequence });
  }

  /** Stamp of the last record seen. */
  get lastRawUs(): number {
    return this.#lastRawUs;
  }

  /** The gaps found since they were last taken. */
  takeGaps(): readonly Gap[] {
    const gaps = this.#gaps;
    if (gaps.length > 0) this.#gaps = [];
    return gaps;
  }

  /** Moves on to a record, with any gap before it noted; false if the record is not to count. */
  advance(sequence: number, rawUs: number): boolean {
    this.#newest = sequence;
    if (sequence > this.#sequence) return this.#count(sequence, rawUs);
    this.#lastRawUs = rawUs;
    this.#gapCause = 'kmsg_overrun';
    return false;
  }

  /** The device has nothing more to show now. */
  reachEnd(): void {
    this.#fromRawUs = Number.NEGATIVE_INFINITY;
    if (this.#newest === -1 || this.#newest >= this.#sequence) return;
    // The cursor lies ahead of the ring: the machine was set back to a snapshot, boot id and all.
    this.#note('boot_gap', undefined, this.#lastRawUs);
    this.#sequence = this.#newest;
  }

  #count(sequence: number, rawUs: number): boolean {
    const isPassed = rawUs < this.#fromRawUs;
    const missed = sequence - this.#sequence - 1;
    if (!isPassed) {
      this.#fromRawUs = Number.NEGATIVE_INFINITY;
      if (this.#gapCause === 'boot_gap') this.#note('boot_gap', undefined, rawUs);
      else if (this.#gapCause !== undefined && missed > 0) {
        this.#note(this.#gapCause, missed, rawUs);
      }
    }
    this.#sequence = sequence;
    this.#lastRawUs = rawUs;
    this.#gapCause = 'kmsg_overrun';
    return !isPassed;
  }

  #note(cause: LossCause, count: number | undefined, lastRawUs: number): void {
    const firstRawUs = cause === 'boot_gap' ? 0 : this.#lastRawUs;
    this.#gaps.push({ cause, count, firstRawUs, lastRawUs });
  }
}
