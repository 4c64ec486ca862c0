import { expect, it } from 'vitest';
import { advance, type ExpectedPackets } from '../../src/flow/rule-counter.ts';

const follow = (readings: readonly number[]): ExpectedPackets | undefined =>
  readings.reduce<ExpectedPackets | undefined>(advance, undefined);

it('counts from the first reading on', () => {
  expect(follow([1_000])).toEqual({ last: 1_000, expected: 0, resets: 0 });
  expect(follow([1_000, 1_000, 1_007])).toEqual({ last: 1_007, expected: 7, resets: 0 });
});

it('goes on from zero when a counter fell, and says how often', () => {
  expect(follow([10, 15, 3, 4])).toEqual({ last: 4, expected: 9, resets: 1 });
  expect(follow([10, 0, 0])).toEqual({ last: 0, expected: 0, resets: 1 });
});
