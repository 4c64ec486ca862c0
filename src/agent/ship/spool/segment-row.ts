/**
 * The segments of a spool on its disk, oldest first; only the newest is written to.
 * After a failure nothing more goes to that file: once an fdatasync has failed nobody knows what is
 * on the disk, and the kernel tells it only once.
 */
import { lastIndexOf, type Segment, segmentName } from './recover-spool.ts';
import {
  decodeEntry,
  encodeEntry,
  encodeHeader,
  type SegmentHeader,
  type SpoolEntry,
} from './segment-format.ts';
import type { SegmentWriter, SpoolDisk } from './spool-disk.ts';
import { SpoolError } from './spool-error.ts';

/** A segment that has so much gets no more: what is acknowledged goes in pieces of this size. */
export const SEGMENT_BYTES = 4 * 1024 * 1024;

export interface SegmentRowOptions {
  readonly disk: SpoolDisk;
  /** As they were found; the row's own from here on. */
  readonly segments: Segment[];
  readonly nextNumber: number;
  /** Hears how many milliseconds each fdatasync took. */
  readonly onSync: (ms: number) => void;
}

export class SegmentRow {
  readonly #disk: SpoolDisk;
  readonly #segments: Segment[];
  readonly #onSync: (ms: number) => void;
  #nextNumber: number;
  #writer: SegmentWriter | undefined;

  constructor({ disk, segments, nextNumber, onSync }: SegmentRowOptions) {
    this.#disk = disk;
    this.#segments = segments;
    this.#nextNumber = nextNumber;
    this.#onSync = onSync;
  }

  get count(): number {
    return this.#segments.length;
  }

  get bytes(): number {
    return this.#segments.reduce((sum, segment) => sum + segment.bytes, 0);
  }

  /** Index that the newest segment would take next; undefined when a new one has to begin. */
  get next(): number | undefined {
    const newest = this.#segments.at(-1);
    if (this.#writer === undefined || newest === undefined) return undefined;
    return newest.bytes >= SEGMENT_BYTES ? undefined : lastIndexOf(newest) + 1;
  }

  /** Whether the newest segment has entries, and none behind `released`. */
  isSpent(released: number): boolean {
    const newest = this.#segments.at(-1);
    return newest !== undefined && newest.offsets.length > 0 && lastIndexOf(newest) <= released;
  }

  /** Whether the oldest segment is of no more use; the newest is, as it has the position. */
  hasSpent(released: number): boolean {
    const [oldest] = this.#segments;
    return this.#segments.length > 1 && lastIndexOf(oldest!) <= released;
  }

  /** A new segment, on disk with its header when this resolves. */
  async begin(header: SegmentHeader): Promise<void> {
    await this.close();
    const { bytes, seed } = encodeHeader(header);
    const number = this.#nextNumber++;
    try {
      this.#writer = await this.#disk.create(segmentName(number));
      await this.#writer.append([bytes]);
      await this.#sync(this.#writer);
      await this.#disk.syncFolder();
    } catch (error) {
      await this.close().catch(() => {});
      await this.#disk.remove(segmentName(number)).catch(() => {});
      throw error;
    }
    const { firstIndex } = header;
    this.#segments.push({ number, firstIndex, seed, offsets: [], bytes: bytes.length });
    await this.#removeEmpty().catch(() => {});
  }

  /** A segment that never got an entry says less than the next: each failed write leaves one. */
  async #removeEmpty(): Promise<void> {
    const before = this.#segments.at(-2);
    if (before === undefined || before.offsets.length > 0) return;
    await this.#disk.remove(segmentName(before.number));
    this.#segments.splice(-2, 1);
  }

  /** Writes entries from `next` on; they are on disk when this resolves. */
  async write(group: readonly SpoolEntry[]): Promise<void> {
    const newest = this.#segments.at(-1)!;
    const entries = group.map((entry) => encodeEntry(entry, newest.seed));
    try {
      await this.#writer!.append(entries);
      await this.#sync(this.#writer!);
    } catch (error) {
      await this.#writer!.truncate(newest.bytes).catch(() => {});
      await this.close().catch(() => {});
      throw error;
    }
    for (const { length } of entries) {
      newest.offsets.push(newest.bytes);
      newest.bytes += length;
    }
  }

  /** The content of an entry. Rejects with SpoolError `damaged`. */
  async read(index: number): Promise<Uint8Array> {
    const { number, firstIndex, offsets, bytes, seed } = this.#segments.findLast(
      (segment) => segment.firstIndex <= index,
    )!;
    const at = offsets[index - firstIndex]!;
    const length = (offsets[index - firstIndex + 1] ?? bytes) - at;
    const name = segmentName(number);
    const read = await this.#disk.read(name, { at, length }).catch((cause) => {
      throw damaged(index, name, cause);
    });
    const entry = decodeEntry(read, 0, seed);
    if (entry?.index !== index) throw damaged(index, name);
    return entry.content;
  }

  /** Removes what is of no more use. */
  async removeSpent(released: () => number): Promise<void> {
    while (this.hasSpent(released())) {
      await this.#disk.remove(segmentName(this.#segments[0]!.number));
      this.#segments.shift();
    }
  }

  async close(): Promise<void> {
    const writer = this.#writer;
    this.#writer = undefined;
    await writer?.close();
  }

  async #sync(writer: SegmentWriter): Promise<void> {
    const startMs = performance.now();
    await writer.sync();
    this.#onSync(performance.now() - startMs);
  }
}

function damaged(index: number, name: string, cause?: unknown): SpoolError {
  const what = `batch ${index} can no longer be read from ${name} of the spool`;
  const then = 'the next start reads its lines again as far as the source has them';
  return new SpoolError('damaged', `${what}: ${then}`, { cause });
}
