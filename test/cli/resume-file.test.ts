import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ResumeFile } from '../../src/cli/resume-file.ts';
import { serviceError } from './fake-aggregator.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'resume-file-'));
});
afterAll(() => rm(folder, { recursive: true }));

const answering = (store?: string) => ({
  getStatus: async () => ({ version: '', nodes: [], resources: [], store }),
});

test('is of one process at a time, however often it is replaced', async () => {
  const path = join(folder, 'one');
  {
    using first = await ResumeFile.open(path);
    await first.write({ at: 1 });
    await expect(ResumeFile.open(path)).rejects.toThrow(
      `--resume ${path} is in use by another process: stop it, or take another file`,
    );
  }
  using second = await ResumeFile.open(path);
  expect(second.value).toEqual({ at: 1 });
});

test('goes on at the store that it was begun at, and at no other', async () => {
  const path = join(folder, 'kept');
  {
    using file = await ResumeFile.open(path);
    await file.check(answering('a'));
    await file.check(answering('a'));
    await expect(file.check(answering('b'))).rejects.toThrow('belongs to the flows of another');
    await file.write({ at: 1 });
  }
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ at: 1, store: 'a' });
  using again = await ResumeFile.open(path);
  await again.check(answering('a'));
  await expect(again.check(answering('b'))).rejects.toThrow(
    `--resume ${path} belongs to the flows of another store, as a restored copy is one: ` +
      'take another file, or the aggregator of before',
  );
});

test('of an older version becomes that of the store that answers', async () => {
  const path = join(folder, 'older');
  await writeFile(path, '{"at":1}');
  using file = await ResumeFile.open(path);
  await file.check(answering('a'));
  await file.write({ at: 2 });
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ at: 2, store: 'a' });
});

test('is not checked where nobody tells of the store, and keeps what is known', async () => {
  const path = join(folder, 'untold');
  await writeFile(path, '{"store":"a"}');
  using file = await ResumeFile.open(path);
  const fails = (code: number) => ({ getStatus: () => Promise.reject(serviceError(code, 'no')) });
  await file.check(answering());
  await file.check(fails(7));
  await expect(file.check(fails(14))).rejects.toThrow('no');
  await file.write({ at: 1 });
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ at: 1, store: 'a' });
});

test('that cannot be opened or kept is said by its name', async () => {
  const away = join(folder, 'away', 'file');
  await expect(ResumeFile.open(away)).rejects.toThrow(`--resume ${away} cannot be used`);
  await expect(ResumeFile.open(folder)).rejects.toThrow(
    `--resume ${folder} cannot be used: EISDIR`,
  );
  const path = join(folder, 'taken');
  using file = await ResumeFile.open(path);
  await mkdir(`${path}.new`);
  await expect(file.write({})).rejects.toThrow(`--resume ${path} cannot be used: EISDIR`);
});
