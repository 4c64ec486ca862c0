/**
 * What a program of dist/ can ask for when it runs: its own files by what they say of each other,
 * packages by name. Nothing is run, and no list is kept by hand.
 */
import { globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

/** `from 'x'`, `import 'x'`, `import('x')`, of which a bundler writes the last with backticks. */
const IMPORT = /\b(?:(?:from|import)\s*(?!`)|import\s*\(\s*)(['"`])([\w./:@-]+)\1/g;
const PATH = /^\.\.?\//;
/** A file or folder beside; `${…}` in its name is whatever is there. */
const BESIDE = /\bnew URL\(\s*(['"`])(\.[^'"`]*)\1,\s*import\.meta\.url\)/g;
/** The compiler says with these what was compiled. */
const DECLARATION = /\.d\.ts$/;

export interface Trace {
  /** Paths from the root, with `/`, sorted. */
  readonly files: readonly string[];
  /** Names, sorted; Node's own modules are none. */
  readonly packages: readonly string[];
}

/** Follows `entry`, a path from `root`. Throws Error for a file that is named and not there. */
export function trace(root: string, entry: string): Trace {
  const files = new Set<string>();
  const packages = new Set<string>();
  const open = [entry];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (files.has(path)) continue;
    files.add(path);
    if (!path.endsWith('.js')) continue;
    const text = readFileSync(join(root, path), 'utf8');
    for (const [, , named = ''] of text.matchAll(IMPORT)) {
      if (PATH.test(named)) open.push(posix.join(posix.dirname(path), named));
      else if (!/^(node:|\.)/.test(named)) packages.add(packageName(named));
    }
    for (const [, , named = ''] of text.matchAll(BESIDE)) {
      open.push(...filesBeside(root, posix.join(posix.dirname(path), named)));
    }
  }
  return { files: [...files].sort(), packages: [...packages].sort() };
}

/** What a name with holes may stand for; all of a folder. Packages are found by their names alone. */
function filesBeside(root: string, named: string): string[] {
  if (named.startsWith('node_modules/')) return [];
  const pattern = named.replaceAll(/\$\{[^}]*\}/g, '*');
  const found = globSync(pattern, { cwd: root }).flatMap((path) => {
    if (!statSync(join(root, path)).isDirectory()) return [path];
    const below = readdirSync(join(root, path), { recursive: true, encoding: 'utf8' });
    return below.map((name) => posix.join(path, name));
  });
  const files = found.filter((path) => statSync(join(root, path)).isFile());
  if (files.length === 0) throw new Error(`${named} is named, and not there`);
  return files.filter((path) => !DECLARATION.test(path));
}

/** `@scope/name` of `@scope/name/path`. */
function packageName(specifier: string): string {
  const names = specifier.split('/');
  return names.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}
