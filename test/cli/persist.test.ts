import { describe, expect, test, vi } from 'vitest';
import { LaterError, persist } from '../../src/cli/persist.ts';

/** Time passes at once: a pause moves the clock. */
function lab(giveUpMs: number) {
  const pauses: number[] = [];
  let nowMs = 0;
  const stop = new AbortController();
  return {
    pauses,
    stop,
    patience: {
      giveUpMs,
      signal: stop.signal,
      random: () => 1,
      nowMs: () => nowMs,
      onFailure: vi.fn(),
      pause: async (ms: number) => {
        pauses.push(ms);
        nowMs += ms;
      },
    },
  };
}

describe('what may succeed later', () => {
  test('is tried again with longer and longer pauses, and told once', async () => {
    const { patience, pauses } = lab(600_000);
    const attempt = vi.fn();
    for (let i = 0; i < 8; i++) attempt.mockRejectedValueOnce(new LaterError('away', 0));
    attempt.mockResolvedValueOnce('done');
    expect(await persist(attempt, patience)).toBe('done');
    expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(patience.onFailure).toHaveBeenCalledExactlyOnceWith('away');
  });

  test('waits for as long as the other side wishes', async () => {
    const { patience, pauses } = lab(600_000);
    const attempt = vi.fn().mockRejectedValueOnce(new LaterError('busy', 90_000));
    await persist(attempt, patience);
    expect(pauses).toEqual([90_000]);
  });

  test('is given up in time', async () => {
    const { patience, pauses } = lab(60_000);
    const attempt = vi.fn().mockRejectedValue(new LaterError('away', 0));
    await expect(persist(attempt, patience)).rejects.toThrow(/^away; given up after 60 s$/);
    expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(60_000);
  });

  test('ends with the signal', async () => {
    const { patience, stop } = lab(60_000);
    stop.abort();
    const attempt = vi.fn().mockRejectedValue(new LaterError('away', 0));
    await expect(persist(attempt, patience)).rejects.toThrow('interrupted');
  });

  test('is no other failure', async () => {
    const { patience } = lab(60_000);
    const attempt = vi.fn().mockRejectedValue(new Error('wrong'));
    await expect(persist(attempt, patience)).rejects.toThrow('wrong');
    expect(attempt).toHaveBeenCalledOnce();
  });
});
