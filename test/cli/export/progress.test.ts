import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forgetfulProgress, noProgress, progressFile } from '../../../src/cli/export/progress.ts';
import { ResumeFile } from '../../../src/cli/resume-file.ts';

describe('progress', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'export-progress-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const open = { hour: 7, revision: 2, sums: 'abc', cursor: 'here' };

  test('is read as it was kept, and leaves one file and its lock', async () => {
    const path = join(folder, 'kept');
    const progress = {
      ...{ subject: 'all', next: 8, open },
      marks: [{ hour: 6, revision: 1, sums: '' }],
    };
    {
      using file = await ResumeFile.open(path);
      const store = progressFile(file, 'all');
      expect(store.load()).toEqual(noProgress('all'));
      await store.save(noProgress('all'));
      await store.save(progress);
    }
    using file = await ResumeFile.open(path);
    expect(progressFile(file, 'all').load()).toEqual(progress);
    expect(await readdir(folder)).toEqual(['kept', 'kept.lock']);
  });

  test('of another export is refused', async () => {
    const path = join(folder, 'other');
    await writeFile(path, JSON.stringify({ version: 1, ...noProgress('all') }));
    using file = await ResumeFile.open(path);
    expect(() => progressFile(file, 'shop').load()).toThrow('belongs to an export of');
  });

  test.each([
    ['text', 'hello'],
    ['null', 'null'],
    ['nothing', ''],
    ['a list', '[]'],
    ['another version', '{"version":2,"subject":"all","marks":[]}'],
    ['an hour that is none', '{"version":1,"subject":"all","next":"x","marks":[]}'],
    ['a mark that is none', '{"version":1,"subject":"all","marks":[{"hour":1}]}'],
    ['an open hour without a place', '{"version":1,"subject":"all","open":{},"marks":[]}'],
  ])('that is %s is refused', async (_, text) => {
    const path = join(folder, 'damaged');
    await writeFile(path, text);
    using file = await ResumeFile.open(path);
    expect(() => progressFile(file, 'all').load()).toThrow('is not a file that');
  });

  test('is not kept without a file', async () => {
    const store = forgetfulProgress('all');
    await store.save({ ...noProgress('all'), next: 3 });
    expect(store.load()).toEqual(noProgress('all'));
  });
});
