import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readManifestFiles } from '../../src/manifest/manifest-files.ts';
import { ManifestError } from '../../src/manifest/manifest-text.ts';

const made: string[] = [];

async function folder(files: Readonly<Record<string, string>>): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'manifests-'));
  made.push(path);
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(path, name, '..'), { recursive: true });
    await writeFile(join(path, name), text);
  }
  return path;
}

const state = { path: '' };
beforeAll(async () => {
  state.path = await folder({ 'b.yaml': 'b', 'a/c.json': '{}', 'a/notes.md': 'x', 'a.yml': 'a' });
});
afterAll(async () => {
  for (const path of made) await rm(path, { recursive: true });
});

test('gives the manifests below a folder in the order of their names', async () => {
  const files = await readManifestFiles([state.path]);
  expect(files.map(({ file }) => file.slice(state.path.length + 1))).toEqual([
    'a.yml',
    'a/c.json',
    'b.yaml',
  ]);
});

test('takes a file by any name', async () => {
  const [file] = await readManifestFiles([join(state.path, 'a/notes.md')]);
  expect(file?.text).toBe('x');
});

test.each([
  ['gone.yaml', 'cannot be read: no such file; check its path'],
  ['empty', 'has no .yaml, .yml, .json files'],
])('%s is told', async (name, expected) => {
  await mkdir(join(state.path, 'empty'), { recursive: true });
  const reading = readManifestFiles([join(state.path, name)]);
  await expect(reading).rejects.toThrow(ManifestError);
  await expect(reading).rejects.toThrow(expected);
});
