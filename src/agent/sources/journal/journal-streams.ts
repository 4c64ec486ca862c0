/**
 * The streams that are on disk, where the cursor says that they were left, and whether what it
 * speaks of is still there.
 */
import { CURSOR_STREAMS_MAX, formatJournalCursor, type JournalCursor } from './journal-cursor.ts';
import type { JournalHeader } from './journal-header.ts';
import { newBoot, type Progress } from './journal-progress.ts';
import type { Doubt, JournalStream } from './journal-stream.ts';

export class JournalStreams {
  /** The stream that the last kernel entry was of. */
  newest = '';
  readonly #streams = new Map<string, JournalStream>();
  readonly #cursor: JournalCursor | undefined;
  readonly #progress: Progress;
  /** What is found in the first look was there at the start. */
  #hasLooked = false;

  constructor(cursor: JournalCursor | undefined, progress: Progress) {
    this.#cursor = cursor;
    this.#progress = progress;
    if (cursor === undefined) return;
    this.newest = cursor.streams[0]?.seqnumId ?? '';
    progress.realtimeUs = cursor.realtimeUs;
    if (cursor.bootId === '') return;
    const { bootId, entries, monotonicUs, sourceUs, floorUs } = cursor;
    const clocks = { floorUs, sourceUs };
    progress.resume({ ...newBoot(bootId), entries, monotonicUs, sourceUs, clocks });
  }

  /** Learns which streams there are; those that are gone are forgotten, but the newest. */
  meet(headers: readonly JournalHeader[]): void {
    const ids = new Set(headers.map(({ seqnumId }) => seqnumId));
    for (const id of this.#streams.keys()) {
      if (!ids.has(id) && id !== this.newest) this.#streams.delete(id);
    }
    for (const header of headers.toSorted((a, b) => a.headUs - b.headUs)) this.#meetOne(header);
    this.#hasLooked ||= headers.length > 0;
  }

  /** The stream of a file, if that was met. */
  find({ seqnumId }: JournalHeader): JournalStream | undefined {
    return this.#streams.get(seqnumId);
  }

  /** Whether the stream that the last entry was of, if there was one, is on disk. */
  get hasNewest(): boolean {
    return this.newest === '' || this.#streams.has(this.newest);
  }

  /** Position behind everything that was read. */
  format(): string {
    const { boot, realtimeUs } = this.#progress;
    const { bootId, entries, monotonicUs, sourceUs, clocks } = boot;
    const streams = [...this.#streams.values()].toSorted(
      (a, b) => Number(b.seqnumId === this.newest) - Number(a.seqnumId === this.newest),
    );
    const { floorUs } = clocks;
    return formatJournalCursor({
      bootId,
      entries,
      monotonicUs,
      sourceUs,
      realtimeUs,
      floorUs,
      streams: streams.slice(0, CURSOR_STREAMS_MAX),
    });
  }

  #meetOne({ seqnumId, headUs }: JournalHeader): void {
    if (this.#streams.has(seqnumId)) return;
    const known = this.#cursor?.streams.find((stream) => stream.seqnumId === seqnumId);
    const isOld = this.#cursor !== undefined && !this.#hasLooked;
    const doubt: Doubt = known === undefined && isOld ? 'older' : 'copies';
    const readTo = known?.readTo ?? 0;
    this.#streams.set(seqnumId, { seqnumId, beginUs: headUs, readTo, doubt, directory: '' });
  }
}
