/** What an SBOM lists, and what is in the folder that it is of. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Sbom {
  readonly components: readonly { readonly purl: string }[];
}

export interface Comparison {
  /** Packages that are there, as `NAME@VERSION`, sorted. */
  readonly present: readonly string[];
  /** Packages of npm that are listed. */
  readonly listed: readonly string[];
}

/** Both sides of what `FOLDER/sbom.cdx.json` says of `FOLDER`. */
export function comparePackages(folder: string): Comparison {
  const sbom: Sbom = JSON.parse(readFileSync(join(folder, 'sbom.cdx.json'), 'utf8'));
  const npm = sbom.components.filter(({ purl }) => purl.startsWith('pkg:npm/'));
  return {
    present: packagesIn(folder),
    listed: npm.map(({ purl }) => decodeURIComponent(purl.slice('pkg:npm/'.length))).sort(),
  };
}

/** By the manifests of folders that Node would find by a package's name. */
function packagesIn(folder: string): string[] {
  const manifests = globSync('**/node_modules/{*,@*/*}/package.json', { cwd: folder });
  const names = manifests.map((file) => {
    const { name, version } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    return `${name}@${version}`;
  });
  return [...new Set(names)].sort();
}
