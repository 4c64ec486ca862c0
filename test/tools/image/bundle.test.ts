/** What goes into an image with a bundle (tools/image), by a small product. */
import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const PACK = join(import.meta.dirname, '../../../tools/image/pack.ts');

const PRODUCT: Readonly<Record<string, string>> = {
  LICENSE: 'free',
  'package.json': '{"name":"product","version":"1.0.0"}',
  'bin/main.js': "import { main } from '../dist/main.js';",
  'dist/main.js': 'const say="taken from `.command()`, not from `it`";await import(`./part.js`)',
  'dist/main.packages.json': '["node_modules/near","node_modules/@of/far/node_modules/near"]',
  'dist/part.js': 'import a from"node:fs";import(`apart`)',
  'node_modules/apart/package.json': '{"name":"apart","version":"1.0.0"}',
  'node_modules/apart/index.js': '',
  'node_modules/near/package.json': '{"name":"near","version":"2.0.0"}',
  'node_modules/near/LICENSE.md': 'as you like',
  'node_modules/near/index.js': '',
  'node_modules/@of/far/node_modules/near/package.json': '{"name":"near","version":"1.0.0"}',
  'node_modules/@of/far/node_modules/near/Licence': 'as you must',
};

const root = mkdtempSync(join(tmpdir(), 'dropcast-bundle-'));
afterAll(() => rmSync(root, { recursive: true }));

it('packs parts and packages that a bundle leaves apart, and the terms of those within', () => {
  for (const [file, text] of Object.entries(PRODUCT)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  execFileSync(process.execPath, [PACK, 'bin/main.js', 'packed'], { cwd: root });
  const packed = globSync('**/*.*', { cwd: join(root, 'packed') });
  const licence = globSync('**/{LICENSE*,Licence}', { cwd: join(root, 'packed') });
  expect([...new Set([...packed, ...licence])].sort()).toEqual([
    'LICENSE',
    'bin/main.js',
    'dist/main.js',
    'dist/part.js',
    'node_modules/@of/far/node_modules/near/Licence',
    'node_modules/@of/far/node_modules/near/package.json',
    'node_modules/apart/index.js',
    'node_modules/apart/package.json',
    'node_modules/near/LICENSE.md',
    'node_modules/near/package.json',
    'package.json',
  ]);
});
