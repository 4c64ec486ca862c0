import { describe, expect, it } from 'vitest';
import { HOUR_US } from '../../../src/flow/time.ts';
import { observedUntil, watchOf } from '../../../src/policy/coverage/watch.ts';

const window = { fromUs: 100.5 * HOUR_US, toUs: 104 * HOUR_US };

describe('the watch of nodes', () => {
  it('is whole where every part of the window was observed', () => {
    const observed = observedUntil(new Map([['a', 200 * HOUR_US]]), window);
    const watch = watchOf(observed, ['a'], window);
    expect([watch.share, watch.hours]).toEqual([1, 3.5]);
    expect(watch.hoursBetween(101, 103)).toBe(2);
    expect(watch.hoursBetween(0, 101)).toBe(0.5);
    expect(watch.hoursBetween(103, 101)).toBe(0);
  });

  it('ends where a node reported last', () => {
    const observed = observedUntil(new Map([['a', 102.25 * HOUR_US]]), window);
    expect(watchOf(observed, ['a'], window)).toMatchObject({ hours: 1.75, share: 0.5 });
  });

  it('is the mean over its nodes, of which one that never reported has none', () => {
    const observed = observedUntil(new Map([['a', 104 * HOUR_US]]), window);
    expect(watchOf(observed, ['a', 'b'], window)).toMatchObject({ hours: 1.75, share: 0.5 });
  });

  it('takes no more of an hour than the window has', () => {
    const observed = new Map([['a', new Map([[100, HOUR_US]])]]);
    expect(watchOf(observed, ['a'], window).hours).toBe(0.5);
  });

  it('is nothing without nodes, or without a window', () => {
    expect(watchOf(new Map(), [], window)).toMatchObject({ hours: 0, share: 0 });
    const empty = { fromUs: 0, toUs: 0 };
    expect(watchOf(new Map(), ['a'], empty)).toMatchObject({ hours: 0, share: 0 });
  });
});
