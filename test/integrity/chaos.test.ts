/**
 * The promise that every line is counted once is held by `npm run chaos`; here, that the harness
 * can fail: without deduplication it finds lines counted twice.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Random } from '../../bench/random.ts';
import { run } from '../chaos/run.ts';
import { drawSchedule, type Scheduled } from '../chaos/schedule.ts';

const TIMEOUT_MS = 180_000;
const MINUTES = 0.04;

/** However slow the machine: every batch comes twice. */
const DOUBLED: readonly Scheduled[] = [{ atMs: 0, fault: { kind: 'double', count: 100_000 } }];

describe('the chaos harness', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dropcast-chaos-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const brief = () => ({
    ...{ seed: 1, minutes: MINUTES, folder, signal: new AbortController().signal },
    ...{ hasJournal: false, clockLibrary: undefined },
    schedule: [...DOUBLED, ...drawSchedule(new Random(1), MINUTES * 60_000)],
  });

  it(
    'finds every line counted once',
    async () => {
      const { lines, unequal, complaints } = await run({ ...brief(), isForgetful: false });
      expect({ unequal, complaints }).toEqual({ unequal: [], complaints: [] });
      expect(lines).toBeGreaterThan(0);
    },
    TIMEOUT_MS,
  );

  it(
    'finds lines counted twice where batches are not told apart',
    async () => {
      const { unequal, difference } = await run({ ...brief(), isForgetful: true });
      expect(difference).toBeGreaterThan(0);
      expect(unequal.some(({ written, counted }) => counted > written)).toBe(true);
    },
    TIMEOUT_MS,
  );
});
