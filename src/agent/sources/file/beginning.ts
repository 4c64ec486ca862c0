/**
 * Where a follower begins that has no cursor. `oldest` means all generations, packed ones too:
 * an agent that dies before its first batch is acknowledged would else lose what was rotated then.
 */

import type { FramedSegment } from '../../../parser/headers/segment.ts';
import type { RecordIndex } from '../../../parser/records.ts';
import type { StartFrom } from '../source.ts';
import type { Generation } from './generations.ts';

export class Beginning {
  readonly #from: StartFrom;
  /** Records before it are left out; undefined once one was newer. */
  #sinceUs: number | undefined;
  /** A record told its time. */
  #hasTimes = false;
  /** The log as it is at the first look is passed over; a file that comes later is not. */
  #isFirstLook = true;

  constructor(from: StartFrom, nowUs: number) {
    this.#from = from;
    if (typeof from === 'number') this.#sinceUs = nowUs - from;
  }

  /** The generations to read, oldest first. */
  choose(generations: readonly Generation[]): Generation[] {
    const sinceUs = this.#sinceUs ?? 0;
    return generations.filter(
      ({ isCurrent, mtimeUs }) => isCurrent || (this.#from !== 'now' && mtimeUs >= sinceUs),
    );
  }

  /** Whether the log is to be read from behind its last line. */
  get skipsCurrent(): boolean {
    return this.#from === 'now' && this.#isFirstLook;
  }

  endFirstLook(): void {
    this.#isFirstLook = false;
  }

  /**
   * Takes records that are too old out of a segment, with those without a time among them. A log
   * that tells no times is not old.
   */
  leaveOutOlder(segment: FramedSegment, index: RecordIndex): void {
    if (this.#sinceUs === undefined) return;
    const { starts, ends, timesUs, count } = index;
    let old = 0;
    while (old < count && this.#isOlder(timesUs[old]!, this.#sinceUs)) old++;
    if (old < count) this.#sinceUs = undefined;
    for (const values of [starts, ends, timesUs]) values.copyWithin(0, old, count);
    index.count = count - old;
    segment.read -= old;
  }

  #isOlder(timeUs: number, sinceUs: number): boolean {
    if (timeUs === 0) return this.#hasTimes;
    this.#hasTimes = true;
    return timeUs < sinceUs;
  }
}
