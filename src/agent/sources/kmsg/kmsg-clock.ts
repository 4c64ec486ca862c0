/**
 * Wall-clock times for printk's stamps, in microseconds throughout.
 *
 *   raw: printk's own clock; nobody disciplines it, a suspend stops it
 *    │ + drift: bracketed by live records, which were made after the last look and before now
 *   monotonic: disciplined, never steps, a suspend stops it
 *    │ + wall offset: constant, until the wall clock steps or the machine resumes
 *   wall
 *
 * Invariant: no record lies in the future of the look that read it; a step moves no record that was
 * settled before it. What the ring held at the start has no bracket: it is placed as if the clocks
 * had not parted since boot, and no suspend or step had come after it.
 */

/**
 * How fast raw and monotonic may part: crystals and calibration stay within 100 ppm, and NTP slews
 * by up to 500 ppm (linux kernel/time/ntp.c, MAXFREQ).
 */
const DRIFT_PPM_MAX = 600;

/** What reading two clocks one after the other may add to their difference. */
const READING_US = 20;

export interface ClockSample {
  readonly monotonicUs: number;
  /** The wall offset, monotonic to wall, lies between these. */
  readonly offsetUsMin: number;
  readonly offsetUsMax: number;
}

/** Stamps of what one look at the device read; of nothing, the infinities that stand for it. */
export interface Look {
  oldestRawUs: number;
  newestRawUs: number;
}

export function emptyLook(): Look {
  return { oldestRawUs: Number.POSITIVE_INFINITY, newestRawUs: Number.NEGATIVE_INFINITY };
}

export class KmsgClock {
  readonly #sample: () => ClockSample;
  /** Raw to monotonic: the most that it can be; before the first live record a guess, none. */
  #driftUs = 0;
  #driftLearntUs: number;
  /** Monotonic time after which all was made that the next look reads. */
  #emptyUs = Number.NEGATIVE_INFINITY;
  #openedUs: number;
  #last: ClockSample;
  /** Offset of what was made before `#turnUs`, monotonic: the wall clock's last step. */
  #earlierOffsetUs = 0;
  #turnUs = Number.NEGATIVE_INFINITY;
  #steps = 0;

  constructor(sample: () => ClockSample) {
    this.#sample = sample;
    this.#last = sample();
    this.#driftLearntUs = this.#last.monotonicUs;
    this.#openedUs = this.#last.monotonicUs;
  }

  /** Steps of the wall clock since they were last taken, resumes from a suspend included. */
  takeSteps(): number {
    const steps = this.#steps;
    this.#steps = 0;
    return steps;
  }

  /** Raw stamp of a record that would be made now. */
  get rawUs(): number {
    return this.#last.monotonicUs - this.#driftUs;
  }

  /** Before the first read of a look at the device. */
  open(): void {
    this.#openedUs = this.#sample().monotonicUs;
  }

  /** Behind its last read: learns from the look; `isEmpty`: it left nothing to read. */
  close(look: Look, isEmpty: boolean): void {
    const sample = this.#sample();
    this.#learnOffset(sample);
    this.#learnDrift(look, sample.monotonicUs);
    if (isEmpty) this.#emptyUs = this.#openedUs;
  }

  /** Wall-clock time of a record with this stamp, by what is known now. */
  wallUs(rawUs: number): number {
    const monotonicUs = rawUs + this.#driftUs;
    const isEarlier = monotonicUs < this.#turnUs;
    return Math.round(monotonicUs + (isEarlier ? this.#earlierOffsetUs : offsetOf(this.#last)));
  }

  /**
   * The newest record was made before now: so much the drift is at most. Most looks come right
   * behind a record, so the least of these, let loose by what the clocks may have parted since, is
   * nearly the drift itself. All records were made after the last look that left nothing: where
   * that contradicts, the clocks parted faster, and only this look counts.
   */
  #learnDrift({ oldestRawUs, newestRawUs }: Look, nowUs: number): void {
    const mostUs = nowUs - newestRawUs;
    const leastUs = this.#emptyUs - oldestRawUs;
    const partedUs = ((nowUs - this.#driftLearntUs) * DRIFT_PPM_MAX) / 1e6;
    const knownUs = this.#driftUs + partedUs;
    this.#driftUs = leastUs > knownUs ? mostUs : Math.min(knownUs, mostUs);
    this.#driftLearntUs = nowUs;
  }

  /**
   * Samples agree until the wall clock steps, and together are more exact than each. A step lies,
   * as far as anybody knows, halfway between the two samples that it parts.
   */
  #learnOffset(sample: ClockSample): void {
    const offsetUsMin = Math.max(sample.offsetUsMin, this.#last.offsetUsMin);
    const offsetUsMax = Math.min(sample.offsetUsMax, this.#last.offsetUsMax);
    if (offsetUsMin <= offsetUsMax) {
      this.#last = { monotonicUs: sample.monotonicUs, offsetUsMin, offsetUsMax };
      return;
    }
    this.#steps += 1;
    this.#earlierOffsetUs = offsetOf(this.#last);
    this.#turnUs = (this.#last.monotonicUs + sample.monotonicUs) / 2;
    this.#last = sample;
  }
}

function offsetOf({ offsetUsMin, offsetUsMax }: ClockSample): number {
  return (offsetUsMin + offsetUsMax) / 2;
}

/** A sample of this machine's clocks. The wall clock tells whole milliseconds. */
export function sampleClocks(): ClockSample {
  const beforeUs = monotonicNowUs();
  const wallUs = Date.now() * 1_000;
  const monotonicUs = monotonicNowUs();
  return {
    monotonicUs,
    offsetUsMin: wallUs - monotonicUs - READING_US,
    offsetUsMax: wallUs + 1_000 - beforeUs + READING_US,
  };
}

function monotonicNowUs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e6 + nanoseconds / 1e3;
}
