import { describe, expect, test } from 'vitest';
import { DigestDays, LAG_US } from '../../../src/cli/digest/digest-days.ts';
import { formatTime, parseTime } from '../../../src/flow/time.ts';

const us = (text: string) => parseTime(text)!;
const text = (time: number) => formatTime(time).replace('.000000', '');

describe('a daily digest', () => {
  const berlin = new DigestDays('08:00', 'Europe/Berlin');

  test.each([
    ['2026-11-26T06:59:59Z', '2026-11-26T07:00:00Z', '2026-11-25T07:00:00Z'],
    ['2026-11-26T07:00:00Z', '2026-11-27T07:00:00Z', '2026-11-26T07:00:00Z'],
    ['2026-11-26T07:00:01Z', '2026-11-27T07:00:00Z', '2026-11-26T07:00:00Z'],
    // Clocks go forward on the 28th of March 2027.
    ['2027-03-27T12:00:00Z', '2027-03-28T06:00:00Z', '2027-03-27T07:00:00Z'],
  ])('at %s is due at %s, and was at %s', (now, next, last) => {
    expect(text(berlin.nextUs(us(now)))).toBe(next);
    expect(text(berlin.lastUs(us(now)))).toBe(last);
  });

  test('tells of the day since the last one, also when the clocks change', () => {
    const { fromUs, toUs } = berlin.periodOf(us('2027-03-28T06:00:00Z'), undefined);
    expect(text(toUs + LAG_US)).toBe('2027-03-28T06:00:00Z');
    expect((toUs - fromUs) / 3_600_000_000).toBe(23);
  });

  test('tells of what no digest has told of, but of no more than a week', () => {
    const at = us('2026-11-26T07:00:00Z');
    const sentUs = us('2026-11-24T06:50:00Z');
    expect(berlin.periodOf(at, sentUs).fromUs).toBe(sentUs);
    expect(text(berlin.periodOf(at, 1).fromUs)).toBe('2026-11-19T06:50:00Z');
  });

  test.each(['8', '24:00', '08:60', '08:00:00', '', '* *'])("refuses the time '%s'", (at) => {
    expect(() => new DigestDays(at, 'UTC')).toThrow('is no time: write 08:00');
  });

  test('refuses a zone that there is not', () => {
    expect(() => new DigestDays('8:00', 'Mars/Base')).toThrow("--digest-zone 'Mars/Base'");
  });
});
