/** What goes into an image (tools/image), and what is said of it, by a small product. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { comparePackages } from '../../image/sbom-agrees.ts';

const TOOLS = join(import.meta.dirname, '../../../tools/image');

/** `near` is there twice: as the product's own, and another version within `@of/far`. */
const PRODUCT: Readonly<Record<string, string>> = {
  LICENSE: 'free',
  'package.json': manifest('product', '1.0.0'),
  'bin/main.js': "import '../dist/main.js';",
  'dist/main.js': "import 'near';\nimport '@of/far/deep.js';",
  'dist/unused.js': "import 'unused';",
  'node_modules/near/package.json': manifest('near', '2.0.0'),
  'node_modules/near/index.js': '',
  'node_modules/near/index.d.ts': '',
  'node_modules/near/run.sh': '',
  'node_modules/near/prebuilds/linux-x64/near.bare': '',
  'node_modules/@of/far/package.json': manifest('@of/far', '3.0.0', { near: '1' }),
  'node_modules/@of/far/deep.js': '',
  'node_modules/@of/far/node_modules/near/package.json': manifest('near', '1.0.0'),
  'node_modules/unused/package.json': manifest('unused', '1.0.0'),
};
const LOCKED = ['near@2.0.0', '@of/far@3.0.0', 'near@1.0.0', 'unused@1.0.0'];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropcast-packed-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function manifest(name: string, version: string, dependencies = {}): string {
  return JSON.stringify({ name, version, dependencies });
}

/** As someone with this umask has cloned and installed it, in this order. */
function install(name: string, umask: number, files: readonly string[]): string {
  const root = join(folder, name);
  for (const file of files) {
    const path = join(root, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, PRODUCT[file]!);
    chmodSync(path, (file.endsWith('.sh') ? 0o777 : 0o666) & ~umask);
    utimesSync(path, umask, umask);
  }
  return root;
}

function pack(root: string): string {
  const packed = join(root, 'packed');
  execFileSync(process.execPath, [join(TOOLS, 'pack.ts'), 'bin/main.js', packed], { cwd: root });
  return packed;
}

/** Names, modes and contents: with the time that the Dockerfile sets, all that is in a layer. */
function layerOf(root: string): string[] {
  const names = globSync('**', { cwd: root }).sort();
  return names.map((name) => {
    const stats = statSync(join(root, name));
    const text = stats.isFile() ? readFileSync(join(root, name)) : '';
    const digest = createHash('sha256').update(text).digest('hex');
    return `${stats.mode.toString(8)} ${name} ${digest}`;
  });
}

/** As `npm sbom` prints it. */
function locked(names: readonly string[]): object {
  const component = (ref: string) => {
    const [, name = '', version = ''] = /^(.+)@(.+)$/.exec(ref)!;
    return {
      'bom-ref': ref,
      name,
      version,
      purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    };
  };
  return {
    serialNumber: 'urn:uuid:another-each-time',
    metadata: { timestamp: 'now', component: component('product@1.0.0') },
    components: names.map(component),
    dependencies: [{ ref: '@of/far@3.0.0', dependsOn: ['near@1.0.0', 'gone@1.0.0'] }],
  };
}

function listPackages(packed: string, names: readonly string[]) {
  writeFileSync(join(folder, 'locked.json'), JSON.stringify(locked(names)));
  writeFileSync(join(folder, 'debian'), 'libc6 2.36-9+deb12u10 arm64\n');
  const args = [packed, join(folder, 'locked.json'), join(folder, 'debian')];
  return spawnSync(process.execPath, [join(TOOLS, 'sbom.ts'), ...args], { encoding: 'utf8' });
}

it('packs the same of two clones, whatever their umask, times and order', () => {
  const files = Object.keys(PRODUCT);
  const one = layerOf(pack(install('one', 0o022, files)));
  const other = layerOf(pack(install('other', 0o077, files.toReversed())));
  expect(one.length).toBeGreaterThan(0);
  expect(other).toEqual(one);
});

it('leaves out types, and what Node does not load', () => {
  const packed = pack(install('one', 0o022, Object.keys(PRODUCT)));
  expect(globSync('**/*.{ts,bare}', { cwd: packed })).toEqual([]);
});

it('lists the packages that are in the folder, each version, and no other', () => {
  const packed = pack(install('one', 0o022, Object.keys(PRODUCT)));
  const { stdout } = listPackages(packed, LOCKED);
  writeFileSync(join(packed, 'sbom.cdx.json'), stdout);
  const { present, listed } = comparePackages(packed);
  expect(present).toEqual(['@of/far@3.0.0', 'near@1.0.0', 'near@2.0.0']);
  expect(listed).toEqual(present);
  expect(stdout).toContain('pkg:deb/debian/libc6@2.36-9%2Bdeb12u10?arch=arm64');
  expect(JSON.parse(stdout).dependencies).toEqual([
    { ref: '@of/far@3.0.0', dependsOn: ['near@1.0.0'] },
  ]);
  expect(stdout).not.toContain('urn:uuid');
});

it('lists nothing of a folder with a package that is not locked', () => {
  const packed = pack(install('one', 0o022, Object.keys(PRODUCT)));
  const { status, stderr } = listPackages(packed, LOCKED.slice(0, 2));
  expect(stderr).toContain('not locked: near@1.0.0');
  expect(status).not.toBe(0);
});
