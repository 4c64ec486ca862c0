import { describe, expect, it } from 'vitest';
import { BACKOFF_FIRST_MS, BACKOFF_MAX_MS, Backoff } from '../../../src/agent/ship/backoff.ts';

const take = (backoff: Backoff, count: number) =>
  Array.from({ length: count }, () => backoff.next());

describe('the wait before the next attempt', () => {
  it('doubles up to its cap', () => {
    const waits = take(new Backoff(() => 0.999999), 9);
    expect(waits).toEqual([250, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  it('is at least half of the ceiling, so that jitter never makes it a storm', () => {
    expect(take(new Backoff(() => 0), 3)).toEqual([125, 250, 500]);
  });

  it('begins anew after a reset', () => {
    const backoff = new Backoff(() => 0.5);
    take(backoff, 20);
    const long = backoff.next();
    backoff.reset();
    expect([long, backoff.next()]).toEqual([
      0.75 * BACKOFF_MAX_MS,
      Math.round(0.75 * BACKOFF_FIRST_MS),
    ]);
  });
});
