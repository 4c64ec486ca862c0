import { describe, expect, it } from 'vitest';
import { formatTime, parseTime } from '../../../src/flow/time.ts';
import { nextRunUs, ScheduleError } from '../../../src/policy/coverage/next-run.ts';

function nextRun(schedule: string, after: string, timeZone?: string): string | undefined {
  const us = nextRunUs(schedule, timeZone, parseTime(after)!);
  return us === undefined ? undefined : formatTime(us).replace('.000000', '');
}

/** Schedule, after which time, and the run that the controller makes; the zone is UTC if none. */
const RUNS: readonly (readonly [string, string, string | undefined, string | undefined])[] = [
  ['0 3 * * *', '2026-02-26T10:00:00Z', '2026-02-27T03:00:00Z', undefined],
  ['0 3 * * *', '2026-02-26T03:00:00Z', '2026-02-27T03:00:00Z', undefined],
  ['*/20 * * * *', '2026-02-26T10:00:01.5Z', '2026-02-26T10:20:00Z', undefined],
  ['5/20 8-18/2 * * MON-FRI', '2026-02-27T18:50:00Z', '2026-03-02T08:05:00Z', undefined],
  ['0 0 1 * *', '2026-02-26T10:00:00Z', '2026-03-01T00:00:00Z', undefined],
  ['0 0 ? JAN,jul *', '2026-02-26T10:00:00Z', '2026-07-01T00:00:00Z', undefined],
  ['0 0 29 2 *', '2026-02-26T10:00:00Z', '2028-02-29T00:00:00Z', undefined],
  ['0 0 30 2 *', '2026-02-26T10:00:00Z', undefined, undefined],
  // Day of the month or of the week, when both are given.
  ['0 12 13 * 5', '2026-02-13T13:00:00Z', '2026-02-20T12:00:00Z', undefined],
  ['@hourly', '2026-02-26T10:00:00Z', '2026-02-26T11:00:00Z', undefined],
  ['@midnight', '2026-02-26T10:00:00Z', '2026-02-27T00:00:00Z', undefined],
  ['@weekly', '2026-02-26T10:00:00Z', '2026-03-01T00:00:00Z', undefined],
  ['@every 1h30m', '2026-02-26T10:00:00Z', '2026-02-26T11:30:00Z', undefined],
  ['0 4 1 * *', '2026-02-26T10:00:00Z', '2026-03-01T03:00:00Z', 'Europe/Berlin'],
  ['30 2 * * *', '2026-03-28T12:00:00Z', '2026-03-30T00:30:00Z', 'Europe/Berlin'],
];

describe('the next run', () => {
  it.each(RUNS)('of %s after %s is %s', (schedule, after, run, zone) => {
    expect(nextRun(schedule, after, zone)).toBe(run);
  });
});

describe('no schedule', () => {
  it.each([
    ['', undefined, 'five fields'],
    ['0 3 * *', undefined, 'five fields'],
    ['0 0 3 * * *', undefined, 'five fields'],
    ['0 0 L * *', undefined, 'five fields'],
    ['0 0 * * MON#2', undefined, 'five fields'],
    ['@reboot', undefined, 'five fields'],
    ['60 * * * *', undefined, 'Invalid value for minute'],
    ['* * * * some', undefined, 'is no schedule'],
    ['@every day', undefined, 'no span'],
    ['0 3 * * *', 'Mars/Base', "'Mars/Base' is no time zone"],
  ])('is %s in zone %s', (schedule, zone, message) => {
    const next = () => nextRunUs(schedule, zone, 0);
    expect(next).toThrow(ScheduleError);
    expect(next).toThrow(message);
  });
});
