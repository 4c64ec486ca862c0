import { describe, expect, it } from 'vitest';
import { Random } from '../../bench/random.ts';
import { drawSchedule, formatFault } from './schedule.ts';

const HOUR_MS = 3_600_000;
const KINDS = [
  ...['clock', 'cut', 'delay', 'double', 'ghost', 'kill', 'refuse', 'repeat', 'resend'],
  ...['restart-journald', 'rotate', 'rotate-journal', 'stall', 'stop', 'zombie'],
];

describe('a schedule', () => {
  it('is the same for the same seed, and another for another', () => {
    const schedules = [7, 7, 8].map((seed) => drawSchedule(new Random(seed), HOUR_MS));
    expect(schedules[0]).toEqual(schedules[1]);
    expect(schedules[0]).not.toEqual(schedules[2]);
  });

  it('of a longer run begins with that of a shorter one', () => {
    const short = drawSchedule(new Random(7), 9_000);
    expect(drawSchedule(new Random(7), HOUR_MS).slice(0, short.length)).toEqual(short);
  });

  it('has every kind of fault, in the order of time, within the run', () => {
    const schedule = drawSchedule(new Random(1), HOUR_MS);
    const times = schedule.map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.at(-1)).toBeLessThan(HOUR_MS);
    expect([...new Set(schedule.map(({ fault }) => fault.kind))].sort()).toEqual(KINDS);
  });

  it('has dozens of faults in a quarter of a minute', () => {
    expect(drawSchedule(new Random(1), 15_000).length).toBeGreaterThan(48);
  });

  it('is printed with all that was drawn', () => {
    const fault = { kind: 'stall', link: 'far', ms: 40, cuts: true } as const;
    expect(formatFault({ atMs: 1_234, fault })).toBe('   1.234 s stall link=far ms=40 cuts=true');
  });
});
