/**
 * The rules for what others have written (docs/dependencies.md), as functions over `package.json`
 * and a lockfile: each returns one sentence per offence.
 */

export interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly allowScripts?: Readonly<Record<string, boolean>>;
}

/** An entry of `packages` in a lockfile, by its path under the project. */
export interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly inBundle?: boolean;
  readonly hasInstallScript?: boolean;
}

export type Lock = Readonly<Record<string, Locked>>;

/** Licences that ask for no more than their own text beside the copy. */
const LICENCES = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'MIT OR Apache-2.0',
  'PSF-2.0',
  'Python-2.0',
  'Unlicense',
]);

/** Tools under a licence that binds changes to their own files: used as they are, never shipped. */
const UNSHIPPED = new Map([
  ['axe-core', 'MPL-2.0'],
  ['lightningcss', 'MPL-2.0'],
]);

const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;

/** Versions of `package.json` that leave a choice, or name a place instead. */
export function looseVersions(manifest: Manifest): string[] {
  return Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    .filter(([, version]) => !EXACT.test(version))
    .map(([name, version]) => `${name} ${version} is no exact version`);
}

/** Entries that are not a package of the registry's, with the hash of what it is. */
export function strangeSources(lock: Lock): string[] {
  return installed(lock).flatMap(([name, entry]) => {
    if (entry.link || entry.inBundle) return [`${name} is no package of its own`];
    if (entry.resolved !== undefined) return [`${name} is bound to a place`];
    if (!EXACT.test(entry.version ?? '')) return [`${name} has no version`];
    return /^sha512-/.test(entry.integrity ?? '') ? [] : [`${name} has no sha512`];
  });
}

/** Entries whose licence is not among those that are allowed where they are used. */
export function strangeLicences(lock: Lock): string[] {
  return installed(lock)
    .filter(([name, { license }]) => !LICENCES.has(license ?? '') && !isUnshipped(name, license))
    .map(([name, { license }]) => `${name} is under ${license ?? 'no licence'}`);
}

/** Packages that want to run something when they are installed, and were not decided about. */
export function undecidedScripts(manifest: Manifest, lock: Lock): string[] {
  const decided = Object.keys(manifest.allowScripts ?? {});
  const undecided = installed(lock)
    .filter(([name, entry]) => entry.hasInstallScript && !decided.includes(name))
    .map(([name]) => `${name} has a script that nobody decided about`);
  const allowed = Object.entries(manifest.allowScripts ?? {})
    .filter(([name, isAllowed]) => isAllowed && name !== 'node')
    .map(([name]) => `${name} may run a script`);
  return [...undecided, ...allowed];
}

function isUnshipped(name: string, license: string | undefined): boolean {
  return [...UNSHIPPED].some(
    ([tool, licence]) => licence === license && (name === tool || name.startsWith(`${tool}-`)),
  );
}

/** What a lockfile installs: name and entry, the project itself left out. */
function installed(lock: Lock): [string, Locked][] {
  return Object.entries(lock)
    .filter(([path]) => path !== '')
    .map(([path, entry]) => [path.replace(/^.*node_modules\//, ''), entry]);
}
