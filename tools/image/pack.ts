/**
 * Puts into a folder what a program of dist/ needs to run, and nothing else:
 *
 *   node tools/image/pack.ts ENTRY FOLDER [PACKAGE-TO-LEAVE-OUT…]
 *
 * Run where the product was built. The packages go with what they need, but without types and maps;
 * of those that a bundle holds (it says so in a list beside it) manifest and licence go.
 */
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { packageFolders } from './packages.ts';
import { trace } from './trace.ts';

const ALWAYS = ['LICENSE', 'package.json'];
/** What is for people who develop: types and maps; and addons of another runtime than Node. */
const NOT_TO_RUN = /\.(d\.[cm]?ts|[cm]?ts|tsx|map|flow|tsbuildinfo|bare)$/;

/** What tells of a package: its name and version, and under which terms it may be used. */
const OF_A_PACKAGE = /^(package\.json|licen[cs]e.*|notice.*|copying.*)$/i;

function pack(entry: string, folder: string, without: readonly string[]): void {
  const { files, packages } = trace('.', entry);
  const strange = without.find((name) => !packages.includes(name));
  if (strange !== undefined)
    throw new Error(`${entry} does not import ${strange}: leave out what?`);
  for (const file of new Set([...files, ...ALWAYS])) copy(file, folder);
  const wanted = packages.filter((name) => !without.includes(name));
  for (const found of packageFolders('.', wanted)) copyPackage(found, folder);
  for (const file of files) for (const found of bundledIn(file)) copyTerms(found, folder);
  levelModes(folder);
}

/** Folders of packages whose code is in that file. */
function bundledIn(file: string): readonly string[] {
  const list = file.replace(/\.js$/, '.packages.json');
  return list !== file && existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
}

function copyTerms(path: string, folder: string): void {
  for (const name of readdirSync(path).filter((found) => OF_A_PACKAGE.test(found)))
    copy(join(path, name), folder);
}

function copy(path: string, folder: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  cpSync(path, join(folder, path));
}

/** Packages in its own node_modules are copied by themselves, if they are needed. */
function copyPackage(path: string, folder: string): void {
  cpSync(path, join(folder, path), {
    recursive: true,
    filter: (from) => {
      const below = from.slice(path.length);
      return basename(below) !== 'node_modules' && !NOT_TO_RUN.test(below);
    },
  });
}

/** The same modes whatever the umask of who cloned and installed; only programs can be run. */
function levelModes(folder: string): void {
  for (const name of ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]) {
    const path = join(folder, name);
    const stats = statSync(path);
    chmodSync(path, stats.isDirectory() || (stats.mode & 0o100) !== 0 ? 0o755 : 0o644);
  }
}

const [entry, folder, ...without] = process.argv.slice(2);
if (entry === undefined || folder === undefined) throw new Error('usage: pack.ts ENTRY FOLDER …');
pack(entry, folder, without);
