/**
 * One generation of a log while it is read: whole lines behind a position, which moves on with what
 * is handed over.
 *
 *   buffer │ proof, what was seen before │ half line, seen │ new lines … \n │ half line │
 *          readFrom(position)            offset            end
 *
 * Invariant: bytes of two files never meet: half a line is not kept but read again, from its file.
 * Hot per block, not per line: three hashes of 256 bytes for each 256 KiB.
 */
import { createLineFramer, type LineFramer } from '../../../parser/headers/framer.ts';
import type { FramedSegment } from '../../../parser/headers/segment.ts';
import type { RecordIndex } from '../../../parser/records.ts';
import type { GenerationBytes } from './generation-bytes.ts';
import {
  FOLLOWED_LINE_BYTES_MAX,
  fingerprint,
  type Position,
  PROOF_BYTES,
  positionAtStart,
  readFrom,
} from './position.ts';

const NEWLINE = 0x0a;

/** A file is written for so long before the year of its lines is looked at anew: 30 days. */
const FRAMER_US_MAX = 30 * 86_400 * 1e6;

/** Room for one read: what proves the place, and the longest line. */
export const BUFFER_BYTES = PROOF_BYTES + FOLLOWED_LINE_BYTES_MAX;

/**
 * `lines`: some are in the buffer. `skipped`: a part of a line that is too long. `nothing`: no line
 * is finished yet. `changed`: what stands before the position is not what was read there. `failed`:
 * the disk, or a packed file that is damaged from here on.
 */
export type ReadOutcome = 'lines' | 'skipped' | 'nothing' | 'changed' | 'failed';

export class FollowedGeneration implements Disposable {
  readonly bytes: GenerationBytes;
  position: Position;
  /** At the last read. */
  wasEmpty = false;
  /** Since the last `takeTooLong`. */
  #tooLong = 0;
  /** Of the last read: whole lines at [start, end) of the buffer, half a line at [end, length). */
  #start = 0;
  #end = 0;
  #length = 0;
  #bufferOffset = 0;
  #isToldBroken = false;
  #restingStamp: string | undefined;
  /** As it was when it was last asked about, and since when. */
  #quiet = { stamp: '', sinceMs: 0 };
  #mtimeUs: number;
  /** Lines have no year: theirs is the nearest to the file's last write, however old the file. */
  #framerUs: number;
  #framer: LineFramer;

  /** Owns `bytes`. `position` must have been proven in them. */
  constructor(bytes: GenerationBytes, position?: Position) {
    this.bytes = bytes;
    this.#mtimeUs = bytes.mtimeUs();
    this.position = position ?? positionAtStart(bytes, this.#mtimeUs);
    this.#framerUs = this.#mtimeUs;
    this.#framer = createLineFramer({ nowUs: this.#framerUs });
  }

  /** The last line has no end; if the file is finished it never will have. */
  get endsInHalfLine(): boolean {
    return this.position.end > this.position.offset;
  }

  /** Lines too long that were met since the last call. */
  takeTooLong(): number {
    const tooLong = this.#tooLong;
    this.#tooLong = 0;
    return tooLong;
  }

  /** `older` was read to its end: what was written up to then is not newer than this position. */
  retireOlder(older: FollowedGeneration): void {
    const mtimeUs = Math.max(this.position.mtimeUs, older.position.mtimeUs);
    this.position = { ...this.position, mtimeUs };
  }

  /** Reads what stands behind the position, up to the last whole line that fits into `buffer`. */
  async read(buffer: Buffer): Promise<ReadOutcome> {
    const stamp = this.bytes.stamp();
    const outcome = await this.#read(buffer);
    this.#restingStamp = outcome === 'nothing' ? stamp : undefined;
    return outcome;
  }

  /** Nothing has happened to the file since a read that found nothing. */
  get isResting(): boolean {
    return this.#restingStamp === this.bytes.stamp();
  }

  /** For how long nothing has happened to the file, as far as was asked. */
  quietMs(elapsedMs: number): number {
    if (!this.bytes.isPlain) return Number.POSITIVE_INFINITY;
    const stamp = this.bytes.stamp();
    if (stamp !== this.#quiet.stamp) this.#quiet = { stamp, sinceMs: elapsedMs };
    return elapsedMs - this.#quiet.sinceMs;
  }

  async #read(buffer: Buffer): Promise<ReadOutcome> {
    const { end, tail } = this.position;
    this.#bufferOffset = readFrom(this.position);
    const length = await this.#readAt(buffer);
    if (length === undefined) return 'failed';
    const seen = end - this.#bufferOffset;
    const proof = buffer.subarray(Math.max(0, seen - PROOF_BYTES), seen);
    if (length < seen || fingerprint(proof) !== tail) return 'changed';
    this.wasEmpty = length === 0;
    if (length === seen) return this.#isBrokenOff() ? 'failed' : 'nothing';
    this.#mtimeUs = this.bytes.mtimeUs();
    this.#length = length;
    return this.#cut(buffer);
  }

  /** Undefined when the disk fails, which may pass. */
  async #readAt(buffer: Buffer): Promise<number | undefined> {
    try {
      return await this.bytes.readAt(buffer, this.#bufferOffset);
    } catch {
      return undefined;
    }
  }

  /** A packed file that is damaged ends before its end; told once. */
  #isBrokenOff(): boolean {
    const isNews = this.bytes.isBroken && !this.#isToldBroken;
    this.#isToldBroken ||= isNews;
    return isNews;
  }

  #cut(buffer: Buffer): ReadOutcome {
    const length = this.#length;
    this.#start = this.position.offset - this.#bufferOffset;
    if (this.position.inLongLine) {
      const found = buffer.subarray(0, length).indexOf(NEWLINE, this.#start);
      if (found < 0) return this.#skip(buffer);
      this.#start = found + 1;
    }
    this.#end = Math.max(buffer.lastIndexOf(NEWLINE, length - 1) + 1, this.#start);
    if (this.#end > this.#start) return 'lines';
    if (length - this.#start < FOLLOWED_LINE_BYTES_MAX) {
      this.position = this.#positionAt(buffer, this.#start);
      return 'nothing';
    }
    this.#tooLong += 1;
    return this.#skip(buffer);
  }

  /** All that was read is of a line that is too long. */
  #skip(buffer: Buffer): ReadOutcome {
    this.position = { ...this.#positionAt(buffer, this.#length), inLongLine: true };
    return 'skipped';
  }

  /** The lines just read, framed into `index`; the position moves on with each segment. */
  *frame(buffer: Buffer, index: RecordIndex): Generator<FramedSegment, void, undefined> {
    if (this.#mtimeUs - this.#framerUs > FRAMER_US_MAX) yield* this.#renewFramer(index);
    let at = this.#start;
    do {
      const segment = this.#framer.frame(buffer, at, this.#end, index);
      at = segment.next;
      this.position = this.#positionAt(buffer, at);
      yield segment;
    } while (at < this.#end);
  }

  /** Records that waited for lines that will not come. */
  *finish(index: RecordIndex): Generator<FramedSegment, void, undefined> {
    for (;;) {
      const segment = this.#framer.finish(index);
      if (segment.read === 0) return;
      yield segment;
    }
  }

  *#renewFramer(index: RecordIndex): Generator<FramedSegment, void, undefined> {
    yield* this.finish(index);
    this.#framerUs = this.#mtimeUs;
    this.#framer = createLineFramer({ nowUs: this.#framerUs });
  }

  /** Before the line at `at` in the buffer; behind the last whole one with half a line seen. */
  #positionAt(buffer: Buffer, at: number): Position {
    const isLast = at >= this.#end;
    const end = isLast ? Math.min(this.#length, at + FOLLOWED_LINE_BYTES_MAX) : at;
    const head = buffer.subarray(0, Math.min(PROOF_BYTES, end));
    return {
      inode: this.bytes.inode,
      offset: this.#bufferOffset + at,
      end: this.#bufferOffset + end,
      head: this.#bufferOffset === 0 ? fingerprint(head) : this.position.head,
      tail: fingerprint(buffer.subarray(Math.max(0, end - PROOF_BYTES), end)),
      mtimeUs: Math.max(this.#mtimeUs, this.position.mtimeUs),
      inLongLine: false,
    };
  }

  [Symbol.dispose](): void {
    this.bytes[Symbol.dispose]();
  }
}
