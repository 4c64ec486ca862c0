import { describe, expect, it } from 'vitest';
import { ApiError, type ApiErrorCode } from '../../../src/kube/api/api-error.ts';
import {
  DELAY_MAX_MS,
  RETRY_AFTER_MAX_MS,
  RetryDelay,
  SLOW_DELAY_MAX_MS,
} from '../../../src/kube/watch/retry-delay.ts';

const error = (code: ApiErrorCode, retryAfterMs = 0) => new ApiError(code, 'x', { retryAfterMs });

const delays = (retry: RetryDelay, code: ApiErrorCode, count: number) =>
  Array.from({ length: count }, () => retry.next(error(code)));

describe('the wait before the next attempt', () => {
  it('doubles up to two seconds, so that names are back soon', () => {
    expect(delays(new RetryDelay(() => 1), 'unreachable', 7)).toEqual([
      100, 200, 400, 800, 1_600, 2_000, 2_000,
    ]);
  });

  it('grows longer where only a person can help', () => {
    expect(delays(new RetryDelay(() => 1), 'forbidden', 12).at(-1)).toBe(SLOW_DELAY_MAX_MS);
  });

  it('is short again when the trouble is another one', () => {
    const retry = new RetryDelay(() => 1);
    delays(retry, 'forbidden', 12);
    expect(retry.next(error('unreachable'))).toBe(DELAY_MAX_MS);
  });

  it('is between half of the ceiling and all of it', () => {
    expect(new RetryDelay(() => 0).next(error('failed'))).toBe(50);
  });

  it('is what the server wishes, and a little more, but bounded', () => {
    const retry = new RetryDelay(() => 1);
    expect(retry.next(error('throttled', 3_000))).toBe(3_100);
    const asLongAsItTakes = retry.next(error('throttled', 86_400_000));
    expect(asLongAsItTakes).toBe(RETRY_AFTER_MAX_MS + 200);
  });

  it('begins anew after a success', () => {
    const retry = new RetryDelay(() => 1);
    delays(retry, 'unreachable', 5);
    retry.reset();
    expect(retry.next(error('unreachable'))).toBe(100);
  });
});
