import { describe, expect, it } from 'vitest';
import { HOUR_US } from '../../../src/flow/time.ts';
import { recurrenceOf } from '../../../src/policy/coverage/recurrence.ts';
import { observedUntil, watchOf } from '../../../src/policy/coverage/watch.ts';

const FIRST = 1_000;
const END = FIRST + 240;
const window = { fromUs: FIRST * HOUR_US, toUs: END * HOUR_US };
const watch = watchOf(observedUntil(new Map([['a', window.toUs]]), window), ['a'], window);

/** Hours of the ten days, from 0, that `holds` for. */
const hours = (holds: (hour: number) => boolean): number[] =>
  Array.from({ length: 240 }, (_, hour) => hour)
    .filter(holds)
    .map((hour) => FIRST + hour);

describe('an edge is', () => {
  it.each([
    ['constant', 'in every hour', hours(() => true)],
    ['constant', 'in every other hour', hours((hour) => hour % 2 === 1)],
    ['constant', 'since the last day only', hours((hour) => hour >= 220)],
    ['hourly', 'every six hours', hours((hour) => hour % 6 === 5)],
    ['daily', 'at three in the night', hours((hour) => hour % 24 === 3)],
    ['daily', 'in office hours', hours((hour) => hour % 24 >= 8 && hour % 24 < 17)],
    ['daily', 'on working days', hours((hour) => hour % 24 === 9 && hour % 168 < 120)],
    ['rare', 'once a week', hours((hour) => hour % 168 === 20)],
    ['rare', 'for two days, and never again', hours((hour) => hour < 48)],
    ['one_off', 'in one night', hours((hour) => hour >= 30 && hour < 35)],
    ['recent', 'in the last night', hours((hour) => hour >= 200 && hour < 205)],
    ['recent', 'since the last hours', hours((hour) => hour >= 237)],
  ])('%s when it was seen %s', (recurrence, _when, seen) => {
    expect(recurrenceOf(seen, watch, END)).toBe(recurrence);
  });

  it('not silent while nobody looked', () => {
    const blind = new Map([...Array(240).keys()].map((hour) => [FIRST + hour, HOUR_US]));
    for (let hour = 20; hour < 220; hour++) blind.delete(FIRST + hour);
    const halfBlind = watchOf(new Map([['a', blind]]), ['a'], window);
    const seen = hours((hour) => hour < 20 || hour >= 220);
    expect(recurrenceOf(seen, watch, END)).toBe('rare');
    expect(recurrenceOf(seen, halfBlind, END)).toBe('constant');
  });
});
