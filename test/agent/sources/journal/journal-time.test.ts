import { expect, it } from 'vitest';
import { packetTimeUs } from '../../../../src/agent/sources/journal/journal-time.ts';

const BOOT_US = 1_000_000_000_000;

/** Times since boot of records that the kernel stamped, and journald stored, at these times. */
function timesOf(records: readonly (readonly [sourceUs: number, storedUs: number])[]): number[] {
  const clocks = { floorUs: undefined, sourceUs: 0 };
  return records.map(
    ([sourceUs, storedUs]) =>
      packetTimeUs(clocks, BOOT_US + storedUs, storedUs, sourceUs) - BOOT_US,
  );
}

it('takes the time of the entry where the kernel gave none', () => {
  expect(timesOf([[0, 5_000]])).toEqual([5_000]);
});

it('takes the latency of journald off', () => {
  const stalled = timesOf([
    [1_000, 1_300],
    [2_000, 4_002_300],
    [3_000, 4_002_310],
  ]);
  // Half a microsecond of each millisecond may be drift.
  expect(stalled).toEqual([1_300, 2_301, 3_301]);
});

it('does not take a slow drift of the clocks for latency', () => {
  const hour = 3_600_000_000;
  const drifted = timesOf([
    [hour, hour],
    [2 * hour, 2 * hour + 360_000],
    [3 * hour, 3 * hour + 720_000],
  ]);
  expect(drifted).toEqual([hour, 2 * hour + 360_000, 3 * hour + 720_000]);
});

it('learns a smaller distance of the clocks when it sees one', () => {
  expect(
    timesOf([
      [1_000, 9_000],
      [9_500, 9_600],
      [10_000, 10_100],
    ]),
  ).toEqual([9_000, 9_600, 10_100]);
});

it('does not take a clock that was set for a latency of hours', () => {
  const day = 86_400_000_000;
  expect(
    timesOf([
      [1_000, 1_000],
      [2_000, day],
    ]),
  ).toEqual([1_000, day - 60_000_000]);
});
