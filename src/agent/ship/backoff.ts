/** How long to wait before the next attempt to connect: doubling, capped, jittered so that agents do not come together. */

export const BACKOFF_FIRST_MS = 250;
export const BACKOFF_MAX_MS = 30_000;

export class Backoff {
  readonly #random: () => number;
  #ceilingMs = BACKOFF_FIRST_MS;

  /** `random` gives numbers in [0, 1). */
  constructor(random: () => number) {
    this.#random = random;
  }

  /** Milliseconds to wait now: between half of the present ceiling and all of it. Doubles the ceiling. */
  next(): number {
    const ceilingMs = this.#ceilingMs;
    this.#ceilingMs = Math.min(2 * ceilingMs, BACKOFF_MAX_MS);
    return Math.round((ceilingMs * (1 + this.#random())) / 2);
  }

  reset(): void {
    this.#ceilingMs = BACKOFF_FIRST_MS;
  }
}
