/**
 * How long to wait before the next attempt. Doubling but capped low: after a restart of the API
 * server names should be back within seconds. What only a person can mend (a role, a token, a
 * resource that is not served) is tried less often, and the server's own wish is respected.
 */
import type { ApiError, ApiErrorCode } from '../api/api-error.ts';

const DELAY_FIRST_MS = 100;
export const DELAY_MAX_MS = 2_000;
export const SLOW_DELAY_MAX_MS = 30_000;
/** Of Retry-After; servers say 1 to 30 seconds. */
export const RETRY_AFTER_MAX_MS = 60_000;

const SLOW: ReadonlySet<ApiErrorCode> = new Set([
  ...(['no_credentials', 'untrusted', 'unauthorized', 'forbidden', 'not_found'] as const),
]);

export class RetryDelay {
  readonly #random: () => number;
  #ceilingMs = DELAY_FIRST_MS;

  /** `random` gives numbers in [0, 1). */
  constructor(random: () => number) {
    this.#random = random;
  }

  /**
   * Milliseconds to wait after `error`: between half of the ceiling and all of it, but not less
   * than Retry-After. Doubles the ceiling.
   */
  next(error: ApiError): number {
    const maxMs = SLOW.has(error.code) ? SLOW_DELAY_MAX_MS : DELAY_MAX_MS;
    const ceilingMs = Math.min(this.#ceilingMs, maxMs);
    this.#ceilingMs = Math.min(2 * ceilingMs, maxMs);
    const jitteredMs = Math.round((ceilingMs * (1 + this.#random())) / 2);
    const wishMs = Math.min(error.retryAfterMs, RETRY_AFTER_MAX_MS);
    return wishMs === 0 ? jitteredMs : wishMs + Math.min(jitteredMs, DELAY_FIRST_MS * 5);
  }

  reset(): void {
    this.#ceilingMs = DELAY_FIRST_MS;
  }
}
