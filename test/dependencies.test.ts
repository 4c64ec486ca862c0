/** What others have written is pinned, known, and freely licensed: docs/dependencies.md. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  type Lock,
  looseVersions,
  type Manifest,
  strangeLicences,
  strangeSources,
  undecidedScripts,
} from './tidy/dependencies.ts';

const ROOT = join(import.meta.dirname, '..');
const FOLDERS = ['', 'test/clickhouse'];

function read<Content>(folder: string, file: string): Content {
  return JSON.parse(readFileSync(join(ROOT, folder, file), 'utf8')) as Content;
}

it.each(FOLDERS)('everything in "%s" is pinned, known and freely licensed', (folder) => {
  const manifest = read<Manifest>(folder, 'package.json');
  const lock = read<{ packages: Lock }>(folder, 'package-lock.json').packages;
  expect(Object.keys(lock).length).toBeGreaterThan(1);
  expect(looseVersions(manifest)).toEqual([]);
  expect(strangeSources(lock)).toEqual([]);
  expect(strangeLicences(lock)).toEqual([]);
  expect(undecidedScripts(manifest, lock)).toEqual([]);
});

const sound = { version: '1.0.0', integrity: 'sha512-abc', license: 'MIT' };

it.each<[string, string[], string[]]>([
  [
    'a version that leaves a choice',
    looseVersions({ dependencies: { a: '^1.0.0', b: '1.0.0' }, devDependencies: { c: 'git+x' } }),
    ['a ^1.0.0 is no exact version', 'c git+x is no exact version'],
  ],
  [
    'a package from elsewhere, or without its hash',
    strangeSources({
      '': {},
      'node_modules/a': { ...sound, resolved: 'git+ssh://somewhere/a.git' },
      'node_modules/b/node_modules/c': { ...sound, integrity: 'sha1-abc' },
      'node_modules/@d/e': { ...sound, link: true },
      'node_modules/f': { ...sound, version: '../f' },
      'node_modules/g': sound,
    }),
    [
      'a is bound to a place',
      'c has no sha512',
      '@d/e is no package of its own',
      'f has no version',
    ],
  ],
  [
    'a licence that was not decided about',
    strangeLicences({
      'node_modules/a': { ...sound, license: 'GPL-3.0' },
      'node_modules/b': { version: '1.0.0' },
      'node_modules/lightningcss-x64': { ...sound, license: 'MPL-2.0' },
      'node_modules/axe-core': { ...sound, license: 'GPL-3.0' },
    }),
    ['a is under GPL-3.0', 'b is under no licence', 'axe-core is under GPL-3.0'],
  ],
  [
    'a script at installation',
    undecidedScripts(
      { allowScripts: { node: true, b: true, c: false } },
      {
        'node_modules/a': { ...sound, hasInstallScript: true },
        'node_modules/c': { ...sound, hasInstallScript: true },
      },
    ),
    ['a has a script that nobody decided about', 'b may run a script'],
  ],
])('finds %s', (_, found, expected) => {
  expect(found).toEqual(expected);
});
