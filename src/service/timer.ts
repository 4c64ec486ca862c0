/** Waits for a time that may be far away, within what a timer of Node takes. */

/** A longer wait would be over at once (nodejs.org/api/timers.html, setTimeout). */
const TIMER_MS_MAX = 2 ** 31 - 1;

/** `ms` as setTimeout can take it; who waits for longer looks again. */
export function timerMs(ms: number): number {
  return Math.min(Math.max(0, ms), TIMER_MS_MAX);
}
