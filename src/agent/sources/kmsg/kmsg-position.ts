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
  /** Another source has counted this boot up to this stamp; undefined: none has come further. */
  readonly countedRawUs?: number | undefined;
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
  /** Undefined once we are behind it. */
  #countedRawUs: number | undefined;
  /** A record that the other source has counted is still there: nothing lies between. */
  #hasMetCounted = false;
  /** Stamp of the last record seen; before the first a gap begins at the boot. */
  #lastRawUs = 0;
  #gaps: Gap[] = [];

  constructor({ bootId, cursor, fromRawUs, countedRawUs }: PositionOptions) {
    this.#bootId = bootId;
    this.#countedRawUs = countedRawUs;
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

  /** Newest sequence that the device has shown; -1 before the first. */
  get newest(): number {
    return this.#newest;
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
    const isCounted = this.#countedRawUs !== undefined && rawUs <= this.#countedRawUs;
    const isPassed = isCounted || rawUs < this.#fromRawUs;
    if (isCounted) this.#hasMetCounted = true;
    if (!isPassed) {
      this.#noteGap(sequence - this.#sequence - 1, rawUs);
      this.#fromRawUs = Number.NEGATIVE_INFINITY;
      this.#countedRawUs = undefined;
    }
    this.#sequence = sequence;
    this.#lastRawUs = rawUs;
    this.#gapCause = 'kmsg_overrun';
    return !isPassed;
  }

  /** `missed`: sequences between the last record seen and this one. */
  #noteGap(missed: number, rawUs: number): void {
    if (this.#countedRawUs !== undefined && !this.#hasMetCounted) {
      // Of what we have missed, the other source has counted the first part.
      this.#lastRawUs = this.#countedRawUs;
      if (missed > 0) this.#note('restart_gap', undefined, rawUs);
    } else if (this.#gapCause === 'boot_gap') {
      this.#note('boot_gap', undefined, rawUs);
    } else if (this.#gapCause !== undefined && missed > 0) {
      this.#note(this.#gapCause, missed, rawUs);
    }
  }

  #note(cause: LossCause, count: number | undefined, lastRawUs: number): void {
    const firstRawUs = cause === 'boot_gap' ? 0 : this.#lastRawUs;
    this.#gaps.push({ cause, count, firstRawUs, lastRawUs });
  }
}
