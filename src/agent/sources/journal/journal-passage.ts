/**
 * Whether an entry is new, and when its packet was logged: what is asked of each kernel entry
 * before it counts.
 */
import type { TimeReading } from '../source.ts';
import { u64 } from './journal-bytes.ts';
import type { DriverEntry } from './journal-driver.ts';
import { isCopy, type Progress } from './journal-progress.ts';
import type { JournalStream } from './journal-stream.ts';
import { packetTimeUs } from './journal-time.ts';

/** Offsets in an ENTRY object. */
const REALTIME = 24;
const MONOTONIC = 32;
const BOOT_ID = 40;

/** Where all reading of this source began. */
export interface Beginning {
  /** Entries older than this are not ours; 0 once all that there was at the start is read. */
  sinceUs: number;
  /** Of the cursor's last entry; 0 without a cursor. */
  readonly cursorUs: number;
  /** How far another source has counted; its boot as journals write it. */
  readonly counted?: TimeReading | undefined;
}

export class Passage {
  /** Packet time of the entry passed last, and the kernel's stamp. */
  timeUs = 0;
  sourceUs = 0;
  /** Whether an entry was new, and how many were not. */
  hasPassed = false;
  copies = 0;
  /** Entries passed over unseen before the next one. */
  skipped = 0;
  readonly #progress: Progress;
  readonly #stream: JournalStream;
  readonly #beginning: Beginning;
  #isDoubtful: boolean;

  constructor(progress: Progress, stream: JournalStream, beginning: Beginning) {
    this.#progress = progress;
    this.#stream = stream;
    this.#beginning = beginning;
    this.#isDoubtful = stream.doubt !== 'none';
  }

  /** Moves past the ENTRY object at `at`; false: it is not to count, it was read or is too old. */
  pass(view: DataView, at: number, sourceUs: number): boolean {
    const progress = this.#progress;
    const realtimeUs = u64(view, at + REALTIME);
    const monotonicUs = u64(view, at + MONOTONIC);
    if (!progress.isBoot(view, at + BOOT_ID)) {
      if (!this.#enterBoot(bootIdAt(view, at + BOOT_ID), realtimeUs)) return false;
    }
    const { boot } = progress;
    if (this.#isDoubtful && isCopy(boot, monotonicUs, sourceUs)) {
      this.copies += 1;
      return false;
    }
    this.#isDoubtful = false;
    this.hasPassed = true;
    this.#stream.doubt = 'none';
    boot.entries += 1 + this.skipped;
    this.skipped = 0;
    boot.monotonicUs = monotonicUs;
    if (sourceUs !== 0) boot.sourceUs = sourceUs;
    this.timeUs = packetTimeUs(boot.clocks, realtimeUs, monotonicUs, sourceUs);
    this.sourceUs = sourceUs;
    progress.realtimeUs = realtimeUs;
    return realtimeUs >= this.#beginning.sinceUs && !this.#isCounted();
  }

  /** Whether another source has counted the entry that was passed last. */
  #isCounted(): boolean {
    const { counted } = this.#beginning;
    if (counted === undefined) return false;
    const isItsBoot = this.#progress.boot.bootId === counted.bootId && this.sourceUs !== 0;
    return isItsBoot ? this.sourceUs <= counted.rawUs : this.timeUs <= counted.wallUs;
  }

  /** As `pass`, for one of journald's own entries. */
  passDriver({ bootId, realtimeUs, monotonicUs }: DriverEntry): boolean {
    const { boot } = this.#progress;
    const isKnown = boot.bootId === bootId;
    if (this.#isDoubtful && isKnown) {
      if (monotonicUs <= Math.max(boot.monotonicUs, boot.driverUs)) return false;
    } else if (this.#stream.doubt === 'older' && realtimeUs <= this.#beginning.cursorUs) {
      return false;
    }
    if (isKnown) boot.driverUs = monotonicUs;
    return realtimeUs >= this.#beginning.sinceUs;
  }

  /** Goes on in another boot; false when the entry is older than what the cursor got to. */
  #enterBoot(bootId: string, realtimeUs: number): boolean {
    if (this.#progress.knows(bootId)) {
      this.#isDoubtful = true;
    } else if (this.#stream.doubt === 'older' && realtimeUs <= this.#beginning.cursorUs) {
      return false;
    }
    this.#progress.enter(bootId);
    return true;
  }
}

/** The boot id at `at` as 32 hex digits. */
function bootIdAt(view: DataView, at: number): string {
  return Buffer.from(view.buffer, view.byteOffset + at, 16).toString('hex');
}
