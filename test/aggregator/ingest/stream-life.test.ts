import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { jittered, StreamLife } from '../../../src/aggregator/ingest/stream-life.ts';

describe('the life of a stream', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function streamLife() {
    const onEnd = vi.fn<() => void>();
    return { onEnd, life: new StreamLife(onEnd) };
  }

  it('is short without a hello', () => {
    const { onEnd } = streamLife();
    vi.advanceTimersByTime(14_999);
    expect(onEnd).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onEnd).toHaveBeenCalledOnce();
  });

  it('ends at its age where nothing is being read', () => {
    const { onEnd, life } = streamLife();
    life.endIn(60_000);
    vi.advanceTimersByTime(59_999);
    expect(onEnd).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onEnd).toHaveBeenCalledOnce();
  });

  it('waits for what is being read, and for what waits behind it', () => {
    const { onEnd, life } = streamLife();
    life.endIn(60_000);
    life.read();
    vi.advanceTimersByTime(60_000);
    life.pause(false);
    expect(onEnd).not.toHaveBeenCalled();
    life.read();
    life.pause(true);
    expect(onEnd).toHaveBeenCalledOnce();
  });

  it('does not wait for long where the agent never pauses', () => {
    const { onEnd, life } = streamLife();
    life.endIn(60_000);
    life.read();
    vi.advanceTimersByTime(70_000);
    expect(onEnd).toHaveBeenCalledOnce();
  });

  it('has no end where there is no limit, and none when the stream is over', () => {
    const { onEnd, life } = streamLife();
    life.endIn(Number.POSITIVE_INFINITY);
    vi.advanceTimersByTime(86_400_000);
    life.end();
    vi.advanceTimersByTime(2 ** 31);
    expect(onEnd).not.toHaveBeenCalled();
  });

  it('differs by a tenth from stream to stream', () => {
    for (let i = 0; i < 100; i++) {
      expect(Math.abs(jittered(1_000) - 1_000)).toBeLessThanOrEqual(100);
    }
  });
});
