/**
 * What one call of the framer hands over: records that all lie in one array and have the same
 * framing, and the counts of those left out. A record that does not fit any more is kept for the
 * next segment.
 */
import type { Reason } from '../packet.ts';
import type { RecordIndex } from '../records.ts';
import type { Header } from './header.ts';

/** How a record was framed: decides how its text may be read. */
export interface Framing {
  /** printk's `\xNN` escapes are in the text. */
  readonly escaped: boolean;
  /** The text is the kernel's from its first byte: framed by the kernel or the journal. */
  readonly trusted: boolean;
  /** It lies in the framer's own buffer. */
  readonly rewritten: boolean;
}

export const FRAMINGS = {
  text: { escaped: false, trusted: false, rewritten: false },
  kernelRecord: { escaped: true, trusted: true, rewritten: false },
  rewrittenText: { escaped: false, trusted: false, rewritten: true },
  journalEntry: { escaped: false, trusted: true, rewritten: true },
} as const satisfies Record<string, Framing>;

/**
 * Reused from call to call. `read = index.count + ignored + rejected`; `spoofed` is part of
 * `ignored`.
 */
export interface FramedSegment {
  /** What the index points into; borrowed until the next call. */
  bytes: Uint8Array;
  /** Where the next call for this block begins; the block is done when it is the block's end. */
  next: number;
  escaped: boolean;
  trusted: boolean;
  /** The input ended within the record: what it shows is not all of it. */
  unfinished: boolean;
  read: number;
  ignored: number;
  spoofed: number;
  rejectedByReason: Partial<Record<Reason, number>>;
}

/** A record that waits for room: `left` times. */
interface Waiting {
  framing: Framing;
  start: number;
  end: number;
  timeUs: number;
  left: number;
}

export class SegmentWriter {
  readonly segment: FramedSegment = {
    bytes: new Uint8Array(0),
    next: 0,
    escaped: false,
    trusted: false,
    unfinished: false,
    read: 0,
    ignored: 0,
    spoofed: 0,
    rejectedByReason: {},
  };
  #index: RecordIndex | undefined;
  #framing: Framing | undefined;
  readonly #waiting: Waiting;
  readonly #ownBytes: Uint8Array;

  constructor(ownBytes: Uint8Array, framing: Framing) {
    this.#ownBytes = ownBytes;
    this.#waiting = { framing, start: 0, end: 0, timeUs: 0, left: 0 };
  }

  /** Whether a record waits: then nothing more can be taken for this segment. */
  get isFull(): boolean {
    return this.#waiting.left > 0;
  }

  /** Opens a segment over `block` and puts what waited first. */
  open(block: Uint8Array, index: RecordIndex): void {
    const { segment } = this;
    segment.bytes = block;
    segment.escaped = false;
    segment.trusted = false;
    segment.unfinished = false;
    segment.read = 0;
    segment.ignored = 0;
    segment.spoofed = 0;
    segment.rejectedByReason = {};
    index.count = 0;
    this.#index = index;
    this.#framing = undefined;
    if (this.#waiting.left > 0) this.#place();
  }

  /** Indexes a record. */
  add(framing: Framing, start: number, end: number, timeUs: number): void {
    const index = this.#index!;
    const at = index.count;
    if (framing !== this.#framing || at >= index.starts.length) {
      this.#wait(framing, start, end, timeUs);
      return;
    }
    index.starts[at] = start;
    index.ends[at] = end;
    index.timesUs[at] = timeUs > 0 ? timeUs : 0;
    index.count = at + 1;
    this.segment.read++;
  }

  /** The index, for records of this framing to be put straight into it; undefined: not now. */
  indexFor(framing: Framing): RecordIndex | undefined {
    const isOpen = this.#framing === undefined || this.#framing === framing;
    return isOpen && !this.isFull ? this.#index : undefined;
  }

  /** Counts `count` records that were put into the index. */
  countIndexed(framing: Framing, count: number): void {
    if (this.#framing === undefined) this.#choose(framing);
    this.segment.read += count;
  }

  /** Indexes a record that stands for `header.weight` of them. */
  addRepeated(framing: Framing, start: number, header: Header): void {
    this.#wait(framing, start, header.textEnd, header.timeUs);
    this.#waiting.left += header.weight - 1;
    this.#place();
  }

  #wait(framing: Framing, start: number, end: number, timeUs: number): void {
    const waiting = this.#waiting;
    waiting.framing = framing;
    waiting.start = start;
    waiting.end = end;
    waiting.timeUs = timeUs > 0 ? timeUs : 0;
    waiting.left = 1;
    this.#place();
  }

  #place(): void {
    const { segment } = this;
    const waiting = this.#waiting;
    const index = this.#index!;
    if (this.#framing === undefined) this.#choose(waiting.framing);
    if (this.#framing !== waiting.framing) return;
    while (waiting.left > 0 && index.count < index.starts.length) {
      index.starts[index.count] = waiting.start;
      index.ends[index.count] = waiting.end;
      index.timesUs[index.count] = waiting.timeUs;
      index.count++;
      segment.read++;
      waiting.left--;
    }
  }

  #choose(framing: Framing): void {
    this.#framing = framing;
    this.segment.escaped = framing.escaped;
    this.segment.trusted = framing.trusted;
    if (framing.rewritten) this.segment.bytes = this.#ownBytes;
  }

  ignore(spoofed: boolean): void {
    this.segment.read++;
    this.segment.ignored++;
    if (spoofed) this.segment.spoofed++;
  }

  reject(reason: Reason): void {
    const { rejectedByReason } = this.segment;
    this.segment.read++;
    rejectedByReason[reason] = (rejectedByReason[reason] ?? 0) + 1;
  }
}
