import { describe, expect, it, vi } from 'vitest';
import type { Grant } from '../../src/service/access.ts';
import { keepGranted } from '../../src/service/keep-granted.ts';

const endingNow = (): Grant => ({ who: 'jane', untilMs: Date.now() });
const ENDLESS: Grant = { who: 'jane', untilMs: Number.POSITIVE_INFINITY };

describe('a question that goes on', () => {
  it('is granted again whenever a grant ends, until it is not', async () => {
    const ask = vi.fn(async () => {
      if (ask.mock.calls.length === 3) throw new Error('no more');
      return endingNow();
    });
    const kept = keepGranted(endingNow(), ask, new AbortController().signal);
    await expect(kept).rejects.toThrow('no more');
    expect(ask).toHaveBeenCalledTimes(3);
  });

  it.each([
    ['that ends', { ...ENDLESS, untilMs: Date.now() + 3_600_000 }],
    ['that does not', ENDLESS],
  ])('asks nobody once it is over, under a grant %s', async (_title, grant) => {
    const over = new AbortController();
    const ask = vi.fn();
    const kept = keepGranted(grant, ask, over.signal);
    over.abort();
    await kept;
    expect(ask).not.toHaveBeenCalled();
  });
});
