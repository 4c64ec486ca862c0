import { expect, it } from 'vitest';
import { timerMs } from '../../src/service/timer.ts';

it.each([
  [250, 250],
  [-1, 0],
  [2 ** 40, 2 ** 31 - 1],
  [Number.POSITIVE_INFINITY, 2 ** 31 - 1],
])('a timer takes %d ms as %d', (asked, taken) => {
  expect(timerMs(asked)).toBe(taken);
});
