/**
 * The promise: whatever becomes of a log, each line is handed over once. Steps drawn by fast-check
 * happen to a log on disk and to a model of it; the reader is stopped and resumed between them.
 * FOLLOW_RUNS makes it longer.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FollowReader } from './follow-reader.ts';
import { LogModel, type Naming, type Pack } from './log-model.ts';

const RUNS = Number(process.env.FOLLOW_RUNS ?? 150);

interface World {
  readonly log: LogModel;
  readonly reader: FollowReader;
}

type Step = readonly [name: string, run: (world: World) => unknown];

const small = fc.nat({ max: 5 });
const pack: fc.Arbitrary<Pack> = fc.constantFrom('gz', 'zst');

/** Longest quiet time of a rotated file that is still read, and more. */
const AGE_MS = 11_000;

const STEPS: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: small.map((n): Step => [`write ${n}`, ({ log }) => log.write(n + 1, 20)]),
  },
  { weight: 1, arbitrary: fc.constant<Step>(['write much', ({ log }) => log.write(300, 2_000)]) },
  { weight: 3, arbitrary: fc.constant<Step>(['write half', ({ log }) => log.writeHalf()]) },
  {
    weight: 2,
    arbitrary: small.map((n): Step => [`late ${n}`, ({ log }) => log.writeLate(n + 1)]),
  },
  {
    weight: 4,
    arbitrary: fc.boolean().map((c): Step => [`rotate ${c}`, ({ log }) => log.rotate(c)]),
  },
  { weight: 3, arbitrary: fc.tuple(small, fc.boolean()).map(copyTruncate) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(small, pack)
      .map(([n, p]): Step => [`pack ${n} ${p}`, ({ log }) => log.pack(n, p)]),
  },
  {
    weight: 1,
    arbitrary: small.map((n): Step => [`delete ${n}`, ({ log }) => log.deleteRotated(n)]),
  },
  { weight: 1, arbitrary: fc.constant<Step>(['delete log', ({ log }) => log.deleteCurrent()]) },
  { weight: 1, arbitrary: fc.constant<Step>(['delete folder', ({ log }) => log.deleteFolder()]) },
  { weight: 6, arbitrary: fc.constant<Step>(['read', ({ reader }) => reader.take()]) },
  {
    weight: 3,
    arbitrary: small.map((n): Step => [`read ${n}, die`, ({ reader }) => reader.take(n)]),
  },
  { weight: 2, arbitrary: fc.constant<Step>(['restart', ({ reader }) => reader.restart()]) },
  { weight: 2, arbitrary: fc.constant<Step>(['age', age]) },
);

/** Lines are written between the copying and the truncating, and perhaps read. */
function copyTruncate([lines, reads]: [number, boolean]): Step {
  return [
    `copytruncate ${lines} ${reads}`,
    ({ log, reader }) =>
      log.copyTruncate(async () => {
        if (lines > 0) log.write(lines, 20);
        if (reads) await reader.take();
      }),
  ];
}

/** Nobody writes for a while. */
async function age({ log, reader }: World): Promise<void> {
  log.age();
  reader.aheadMs += AGE_MS;
  await reader.take();
}

function repeated(lines: readonly string[]): string[] {
  const seen = new Set<string>();
  return lines.filter((line) => seen.size === seen.add(line).size);
}

/** Without what fills the lines. */
function namesOf(lines: readonly string[]): string[] {
  return lines.map((line) => line.replace(/x+/, '…'));
}

async function follow(folder: string, naming: Naming, steps: readonly Step[]): Promise<void> {
  const log = new LogModel(folder, naming, Math.floor(Date.now() / 1_000) - 1_000_000);
  using reader = new FollowReader(log.path);
  for (const [, run] of steps) await run({ log, reader });
  await reader.take();
  await reader.take();
  const read = new Set(reader.lines);
  const missing = [...log.written].filter((line) => !read.has(line) && !log.gone.has(line));
  const invented = reader.lines.filter((line) => !log.written.has(line));
  expect(namesOf(repeated(reader.lines)), 'handed over twice').toEqual([]);
  expect(namesOf(invented), 'invented').toEqual([]);
  expect(namesOf(missing), 'lost').toEqual([]);
}

describe('a followed log', () => {
  it('is read once, whatever happens to it', { timeout: 600_000 }, async () => {
    const steps = fc.array(STEPS, { minLength: 5, maxLength: 40, size: 'max' });
    const naming = fc.constantFrom<Naming>('numbers', 'dates');
    const property = fc.asyncProperty(naming, steps, async (names, drawn) => {
      const root = mkdtempSync(join(tmpdir(), 'dropcast-model-'));
      try {
        await follow(join(root, 'log'), names, drawn);
      } finally {
        rmSync(root, { recursive: true, force: true });
      }
    });
    await fc.assert(property, { numRuns: RUNS });
  });
});
