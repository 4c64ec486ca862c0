import { expect, it } from 'vitest';
import { SeenFlows } from '../../../src/service/hubble/seen-flows.ts';

const START = 1_000_000_000_500;

it('counts all, and by the second what the last minute had', () => {
  const seen = new SeenFlows(START);
  expect(seen.perSecond(START)).toBe(0);
  seen.add(100, START);
  seen.add(20, START + 10_000);
  expect(seen.perSecond(START + 20_000)).toBe(6);
  seen.add(30, START + 65_000);
  expect(seen.perSecond(START + 65_000)).toBe(50 / 60);
  expect(seen.perSecond(START + 200_000)).toBe(0);
  expect(seen.total).toBe(150);
  expect(seen.uptimeUs(START + 200_000)).toBe(200_000_000);
});

it('loses nothing when the clock is set back', () => {
  const seen = new SeenFlows(START);
  seen.add(1, START + 30_000);
  seen.add(2, START - 90_000);
  expect(seen.total).toBe(3);
  expect(seen.perSecond(START + 30_000)).toBe(0.1);
  expect(seen.uptimeUs(START - 90_000)).toBe(0);
});
