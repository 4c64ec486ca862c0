import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compareCounts, flowKey, readTruth, writeTruth } from '../../bench/truth.ts';

it('spells an empty interface as a dash', () => {
  expect(flowKey(['', 'eth0', '10.0.0.1', '10.0.0.2', 'ICMP', '8/0'])).toBe(
    '- eth0 10.0.0.1 10.0.0.2 ICMP 8/0',
  );
});

it('reads the truth that was written', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dropcast-truth-'));
  const truth = new Map([
    ['a b', 3],
    ['c "d"', 1],
  ]);
  writeTruth(join(folder, 'truth'), truth);
  expect(readTruth(join(folder, 'truth'))).toEqual(truth);
  rmSync(folder, { recursive: true });
});

it('tells right, wrong, missing and invented flows apart', () => {
  const truth = new Map([
    ['right', 3],
    ['wrong', 2],
    ['missing', 1],
  ]);
  const counted = new Map([
    ['right', 3],
    ['wrong', 1],
    ['invented', 9],
  ]);
  expect(compareCounts(truth, counted)).toEqual({ right: 1, wrong: 2, invented: 1 });
});
