import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { JournalDirectories } from '../../../../src/agent/sources/journal/journal-directory.ts';
import { temporaryDirectory } from './read-journal.ts';

const MACHINE = '0123456789abcdef'.repeat(2);

function directories(roots: readonly string[], now = { ms: Date.now() + 60_000 }) {
  const problems: string[] = [];
  const listing = new JournalDirectories(
    roots,
    () => now.ms,
    ({ path }) => problems.push(path),
  );
  const list = (always = false) =>
    listing
      .list(always)
      ?.map(({ path }) => basename(path))
      .toSorted();
  return { list, listing, problems, now };
}

it('finds journals in a folder and in the sub-folders of machines, and nothing else', () => {
  using root = temporaryDirectory();
  mkdirSync(join(root.path, MACHINE, 'deeper'), { recursive: true });
  for (const name of ['folder.journal', 'remote']) mkdirSync(join(root.path, name));
  const names = [
    'a.journal',
    'b.journal~',
    'c.log',
    `${MACHINE}/d.journal`,
    `${MACHINE}/deeper/e.journal`,
    'remote/f.journal',
  ];
  for (const name of names) writeFileSync(join(root.path, name), '');
  const { list, problems } = directories([root.path, join(root.path, 'gone')]);
  expect(list()).toEqual(['a.journal', 'b.journal~', 'd.journal']);
  expect(problems).toEqual([]);
});

it('lists again only when a folder has changed, or after a while', () => {
  using root = temporaryDirectory();
  writeFileSync(join(root.path, 'a.journal'), '');
  const { list, now } = directories([root.path]);
  expect(list()).toEqual(['a.journal']);
  expect(list()).toBeUndefined();
  expect(list(true)).toEqual(['a.journal']);
  writeFileSync(join(root.path, 'b.journal'), '');
  expect(list()).toEqual(['a.journal', 'b.journal']);
  rmSync(join(root.path, 'b.journal'));
  utimesSync(root.path, 1, 1);
  expect(list()).toEqual(['a.journal']);
  now.ms += 10_000;
  expect(list()).toEqual(['a.journal']);
});

it('lists again while a folder may change within one tick of its clock', () => {
  using root = temporaryDirectory();
  const { list, now } = directories([root.path], { ms: Date.now() });
  expect(list()).toEqual([]);
  now.ms += 1;
  expect(list()).toEqual([]);
});

it('knows a file by more than its name', () => {
  using root = temporaryDirectory();
  const path = join(root.path, 'system.journal');
  writeFileSync(path, '');
  const { listing } = directories([root.path]);
  const [first] = listing.list(true)!;
  renameSync(path, join(root.path, 'system@1.journal'));
  writeFileSync(path, '');
  const keys = new Map(listing.list(true)!.map((file) => [basename(file.path), file.key]));
  expect(keys.get('system@1.journal')).toBe(first!.key);
  expect(keys.get('system.journal')).not.toBe(first!.key);
});
