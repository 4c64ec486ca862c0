/**
 * A machine with three clocks for the tests of KmsgClock: printk's drifts, the wall clock steps,
 * and a suspend stops all but the wall clock. Its kernel log is looked at as the reader does it.
 */
import { emptyLook, KmsgClock } from '../../../../src/agent/sources/kmsg/kmsg-clock.ts';

/** A record, when it was made by the wall clock of then, and what KmsgClock says. */
export interface Timed {
  readonly rawUs: number;
  readonly madeUs: number;
  readonly toldUs: number;
}

export class ClockWorld {
  readonly clock: KmsgClock;
  readonly #driftPpm: number;
  #monotonicUs: number;
  #rawUs: number;
  #offsetUs = 1.7e15;
  #unread: { rawUs: number; madeUs: number }[] = [];

  constructor(driftPpm: number, uptimeUs = 1e9) {
    this.#driftPpm = driftPpm;
    this.#monotonicUs = uptimeUs;
    this.#rawUs = Math.round(uptimeUs * (1 - driftPpm / 1e6));
    this.clock = new KmsgClock(() => this.#sample());
  }

  get wallUs(): number {
    return this.#monotonicUs + this.#offsetUs;
  }

  pass(us: number): void {
    this.#monotonicUs += us;
    this.#rawUs += us * (1 - this.#driftPpm / 1e6);
  }

  /** The wall clock steps, or the machine was suspended for so long. */
  step(us: number): void {
    this.#offsetUs += us;
  }

  log(): void {
    this.#unread.push({ rawUs: Math.round(this.#rawUs), madeUs: this.wallUs });
  }

  /** Reads all there is, which takes `tookUs`. */
  look(tookUs = 0): Timed[] {
    const look = emptyLook();
    this.clock.open();
    for (const { rawUs } of this.#unread) {
      look.oldestRawUs = Math.min(look.oldestRawUs, rawUs);
      look.newestRawUs = Math.max(look.newestRawUs, rawUs);
    }
    this.pass(tookUs);
    this.clock.close(look, true);
    const read = this.#unread;
    this.#unread = [];
    return read.map((record) => ({ ...record, toldUs: this.clock.wallUs(record.rawUs) }));
  }

  /** As Date.now() has it: whole milliseconds. */
  #sample() {
    const wallUs = Math.floor(this.wallUs / 1_000) * 1_000;
    return {
      monotonicUs: this.#monotonicUs,
      offsetUsMin: wallUs - this.#monotonicUs,
      offsetUsMax: wallUs + 1_000 - this.#monotonicUs,
    };
  }
}
