/** The harness finds what it is there for, and keeps what is new. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keepInput, readCorpus } from './corpus.ts';
import { edited, someEdits } from './edits.ts';
import { runTarget } from './run-target.ts';

const FAULTY = new URL('./planted/faulty.ts', import.meta.url);

it.each([
  ['throws', /broke a law/],
  ['hangs', /more than 500 ms/],
  ['grows', /memory limit/],
])('an input that %s is found and given back', async (word, what) => {
  const { findings, isStuck } = await runTarget({
    ...{ module: FAULTY, seed: 1, corpus: [Buffer.from(word)], milliseconds: 25_000 },
    ...{ hangMs: word === 'hangs' ? 500 : 25_000, heapMb: 16 },
  });
  expect(Buffer.from(findings[0]!.input).toString()).toBe(word);
  expect(findings[0]!.what).toMatch(what);
  expect(isStuck).toBe(false);
});

it('a thread that will not end is given up', async () => {
  const { findings, isStuck } = await runTarget({
    ...{ module: FAULTY, seed: 1, corpus: [Buffer.from('sticks')], milliseconds: 20_000 },
    hangMs: 500,
  });
  expect(isStuck).toBe(true);
  expect(findings).toMatchObject([{ what: 'one input took more than 500 ms' }]);
});

it('mutation finds a fault, and inputs that show something new', async () => {
  const options = { module: FAULTY, seed: 1, corpus: [], hangMs: 1_000 };
  const { runs, findings, fresh } = await runTarget({ ...options, milliseconds: 6_000 });
  expect(runs).toBeGreaterThan(0);
  expect(findings.length).toBeGreaterThan(0);
  expect(fresh.length).toBeGreaterThan(0);
});

it('so many inputs are the same ones in each run', async () => {
  const target = new URL('./targets/line.ts', import.meta.url);
  const corpus = readCorpus('line').map(({ bytes }) => bytes);
  const options = { module: target, seed: 1, corpus, milliseconds: 60_000, inputsMax: 300 };
  const [first, second] = [await runTarget(options), await runTarget(options)];
  expect(first.findings).toEqual([]);
  expect(first.runs).toBeGreaterThan(300);
  expect(second).toEqual(first);
});

it('an input is kept under a name of its own, and read back', () => {
  const corpus = mkdtempSync(join(tmpdir(), 'fuzz-corpus-'));
  try {
    expect(readCorpus('line', corpus)).toEqual([]);
    const path = keepInput('found', Buffer.from('x'), { target: 'line', corpus });
    expect(existsSync(path)).toBe(true);
    keepInput('found', Buffer.from('x'), { target: 'line', corpus });
    expect(readdirSync(join(corpus, 'line'))).toHaveLength(1);
    expect(readCorpus('line', corpus)).toMatchObject([{ bytes: Buffer.from('x') }]);
  } finally {
    rmSync(corpus, { recursive: true });
  }
});

it('a list of changes changes a file, whatever it says', () => {
  const file = Buffer.alloc(100, 'a');
  for (const edits of [...someEdits(), Buffer.alloc(200, 255), Buffer.from('short')]) {
    expect(edited(file, edits).length).toBeLessThanOrEqual(file.length);
  }
  expect(someEdits().some((edits) => !edited(file, edits).equals(file))).toBe(true);
});
