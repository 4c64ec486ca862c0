/**
 * Packages as Node finds them: a package, and all that its manifest says it needs, from the folder
 * where each is installed. Packages that hold nothing but types are of no use to what runs.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

const FOLDER = 'node_modules';
const OF_TYPES = '@types/';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/**
 * Folders of the packages `names` and of all that they need, as paths from `root`, sorted. What a
 * package can do without may be missing. Throws Error for what it needs, and is not installed.
 */
export function packageFolders(root: string, names: readonly string[]): string[] {
  const folders = new Set<string>();
  const open = names.map((name) => findFolder(root, '', name) ?? lack(name, 'the product'));
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    if (folders.has(folder)) continue;
    folders.add(folder);
    open.push(...neededBy(root, folder));
  }
  return [...folders].sort();
}

function neededBy(root: string, folder: string): string[] {
  const manifest: Manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const optional = { ...manifest.optionalDependencies, ...manifest.peerDependencies };
  const names = Object.keys({ ...manifest.dependencies, ...optional });
  return names.flatMap((name) => {
    if (name.startsWith(OF_TYPES)) return [];
    const found = findFolder(root, folder, name);
    if (found === undefined && !(name in optional)) lack(name, folder);
    return found === undefined ? [] : [found];
  });
}

/** Looks where Node looks: beside, then ever further up, not above `root`. */
function findFolder(root: string, from: string, name: string): string | undefined {
  const folder = posix.join(from, FOLDER, name);
  if (existsSync(join(root, folder, 'package.json'))) return folder;
  return from === '' ? undefined : findFolder(root, parentOf(from), name);
}

function parentOf(folder: string): string {
  const parent = dirname(folder);
  return parent === '.' ? '' : parent;
}

function lack(name: string, whom: string): never {
  throw new Error(`${name} is needed by ${whom}, and not installed`);
}
