/** How many logged packets were told of since the start, and in each second of the last minute. */

const SECONDS = 60;

export class SeenFlows {
  readonly #startMs: number;
  readonly #bySecond = new Float64Array(SECONDS);
  #newest: number;
  #total = 0;

  constructor(startMs: number) {
    this.#startMs = startMs;
    this.#newest = Math.floor(startMs / 1_000);
  }

  add(count: number, nowMs: number): void {
    this.#forget(nowMs);
    this.#total += count;
    this.#bySecond[this.#newest % SECONDS]! += count;
  }

  get total(): number {
    return this.#total;
  }

  perSecond(nowMs: number): number {
    this.#forget(nowMs);
    const seconds = Math.min(SECONDS, (nowMs - this.#startMs) / 1_000);
    return seconds > 0 ? this.#bySecond.reduce((sum, count) => sum + count, 0) / seconds : 0;
  }

  uptimeUs(nowMs: number): number {
    return Math.max(0, nowMs - this.#startMs) * 1_000;
  }

  /** Empties the seconds that were stepped over; a clock that is set back adds to the newest. */
  #forget(nowMs: number): void {
    const now = Math.floor(nowMs / 1_000);
    const from = Math.max(this.#newest + 1, now - SECONDS + 1);
    for (let second = from; second <= now; second++) this.#bySecond[second % SECONDS] = 0;
    this.#newest = Math.max(this.#newest, now);
  }
}
