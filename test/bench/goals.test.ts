import { expect, it } from 'vitest';
import type { Contest } from '../../bench/contest.ts';
import { goalLines } from '../../bench/goals.ts';
import { spreadOf } from '../../bench/spread.ts';

const one = spreadOf([1]);
const result = (name: string, ratios: readonly number[]) => ({
  ...{ name, version: undefined, cpuSeconds: one, wallSeconds: one, peakBytes: 1 },
  ...{ ratio: spreadOf(ratios), ratioToSteady: one, flows: undefined },
});
const contest = (...peers: ReturnType<typeof result>[]): Contest => ({
  ours: result('dropcast', [1]),
  steadySeconds: one,
  collections: 2,
  report: {
    account: { read: 1, parsed: 1, ignored: 0, rejected: 0 },
    steady: { lines: 1, cpuNs: 1, bytes: 1, collections: 2 },
  },
  peers,
  missing: [],
});

it('turns the ratio of a floor round, and its ends with it', () => {
  const [line, ...rest] = goalLines({ realistic: contest(result('grep -c PROTO=', [0.5, 1, 2])) });
  expect(line).toBe('reached  at most   1.30:   1.00 (0.50-2.00)  of grep -c');
  expect(rest).toEqual([]);
});

it('says what is missed', () => {
  const lines = goalLines({ realistic: contest(result('mawk: fields, array', [11])) });
  expect(lines).toEqual([
    'MISSED   at least 12.00:  11.00 (11.00-11.00)  x ahead of mawk: fields, array',
  ]);
});

it('wants no collection on the long corpus', () => {
  expect(goalLines({ long: contest() }).join()).toMatch(/^MISSED {3}at most {3}0.00: {3}2.00 /);
});

it('says nothing of what was not measured', () => {
  expect(goalLines({})).toEqual([]);
});
