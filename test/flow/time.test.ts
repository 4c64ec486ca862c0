import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatTime, parseSpan, parseTime } from '../../src/flow/time.ts';

test('microseconds survive the way to text and back', () => {
  const us = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
  fc.assert(fc.property(us, (time) => parseTime(formatTime(time)) === time));
});

test.each([
  [0, '1970-01-01T00:00:00.000000Z'],
  [1_772_100_000_000_001, '2026-02-26T10:00:00.000001Z'],
  [1_772_100_000_999_999, '2026-02-26T10:00:00.999999Z'],
  [-1, '1969-12-31T23:59:59.999999Z'],
  [Number.NaN, ''],
])('%d is %s', (us, text) => {
  expect(formatTime(us)).toBe(text);
});

test('digits past the sixth are cut off', () => {
  expect(parseTime('1970-01-01T00:00:00.1234567Z')).toBe(123_456);
});

describe('no RFC 3339 time', () => {
  test.each([
    '',
    '2026-02-26',
    '2026-02-26T10:00:00',
    '2026-02-26T25:00:00Z',
    '2026-02-30T10:00:00Z',
    '2026-02-29T23:00:00-02:00',
    '26.02.2026',
  ])('%o', (text) => {
    expect(parseTime(text)).toBeUndefined();
  });
});

test.each([
  ['250ms', 250_000],
  ['90s', 90_000_000],
  ['1h30m', 5_400_000_000],
  ['7d', 604_800_000_000],
])('%s spans %d microseconds', (text, us) => {
  expect(parseSpan(text)).toBe(us);
});

test.each(['', '10', 'm', '1.5h', '-1h', '1h ', '1y'])('%o is no span', (text) => {
  expect(parseSpan(text)).toBeUndefined();
});
