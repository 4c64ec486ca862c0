import { describe, expect, it } from 'vitest';
import { Throttle } from '../../../src/aggregator/ingest/throttle.ts';
import { helloOf } from '../examples.ts';

describe('the share of an agent', () => {
  let now = 1_000_000;
  const nowMs = () => now;
  const agent = helloOf();
  const throttle = () => new Throttle({ flowsPerSecond: 100, nowMs });

  it('is what it may send in a minute, at once', () => {
    expect(throttle().charge(agent, 5_980, 0)).toEqual({ waitMs: 0, isNew: false });
  });

  it('makes it wait for as long as its excess takes at its rate', () => {
    const share = throttle();
    share.charge(agent, 5_980, 0);
    expect(share.charge(agent, 180, 0)).toEqual({ waitMs: 2_000, isNew: true });
    now += 2_000;
    expect(share.charge(agent, 80, 0)).toEqual({ waitMs: 1_000, isNew: false });
    expect(share.heldUs(agent)).toBe(3_000_000);
  });

  it('is told anew only when it had kept to it for a while', () => {
    const share = throttle();
    share.charge(agent, 7_000, 0);
    now += 40_000;
    expect(share.charge(agent, 5_000, 0).isNew).toBe(false);
    now += 90_000;
    expect(share.charge(agent, 0, 0)).toEqual({ waitMs: 0, isNew: false });
    expect(share.charge(agent, 7_000, 0).isNew).toBe(true);
  });

  it('counts bytes where flows are large, and each message', () => {
    const share = throttle();
    expect(share.charge(agent, 1, 6_100 * 1_024).waitMs).toBe(1_000);
    expect(share.charge(agent, 0, 0).waitMs).toBe(1_200);
  });

  it('is kept over reconnects, by name', () => {
    const share = throttle();
    share.charge(agent, 7_980, 0);
    expect(share.due({ ...agent, node: 'node-b' })).toBe(0);
    expect(share.due({ ...agent })).toBe(20_000);
  });

  it('does not run out where there is no limit', () => {
    const share = new Throttle({ flowsPerSecond: Number.POSITIVE_INFINITY, nowMs });
    expect(share.charge(agent, 1e9, 1e12)).toEqual({ waitMs: 0, isNew: false });
    expect(share.due(agent)).toBe(0);
  });
});
