/**
 * Writes what is in an image as CycloneDX, out of npm's own list of what is locked:
 *
 *   node tools/image/sbom.ts FOLDER LOCKED DEBIAN > FOLDER/sbom.cdx.json
 *
 * FOLDER holds the product (pack.ts), LOCKED what `npm sbom` printed, DEBIAN a line `name version
 * architecture` for each Debian package that files were taken from (runtime.sh). Node is listed as
 * the one that runs this. The same input gives the same bytes.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
}

interface Sbom {
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: string[] }[];
}

const NODE_LICENCE = 'MIT';

function sbomOf(folder: string, locked: Sbom, debian: readonly string[]): object {
  const present = new Set(
    ['package.json', ...packageFiles(folder)].map((file) => refOf(folder, file)),
  );
  const components = locked.components.filter((component) => present.has(component['bom-ref']));
  const known = new Set([locked.metadata.component, ...components].map((each) => each['bom-ref']));
  const unknown = [...present].filter((ref) => !known.has(ref));
  if (unknown.length > 0) throw new Error(`not locked: ${unknown.join(', ')}`);
  const { serialNumber: _, ...rest } = locked as Sbom & { serialNumber?: string };
  return {
    ...rest,
    metadata: {
      ...locked.metadata,
      timestamp: new Date(Number(process.env.SOURCE_DATE_EPOCH ?? 0) * 1_000).toISOString(),
      component: { ...locked.metadata.component, type: 'application', name: 'dropcast' },
    },
    components: [...components, nodeComponent(), ...debian.map(debianComponent)].sort(byRef),
    dependencies: locked.dependencies
      .filter(({ ref }) => known.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((on) => known.has(on)) })),
  };
}

/** Manifests of packages, not those that tell Node within a package how to read its files. */
function packageFiles(folder: string): string[] {
  const below = ['*', '@*/*'].map((name) => `**/node_modules/${name}/package.json`);
  return globSync(below, { cwd: folder });
}

/** As npm names a component. */
function refOf(folder: string, file: string): string {
  const { name, version } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Component;
  return `${name}@${version}`;
}

function nodeComponent(): Component & object {
  const { node: version } = process.versions;
  return {
    'bom-ref': `node@${version}`,
    type: 'platform',
    name: 'node',
    version,
    purl: `pkg:generic/node@${version}`,
    licenses: [{ license: { id: NODE_LICENCE } }],
  } as Component;
}

/** Its licence is the text in usr/share/doc of the image. */
function debianComponent(line: string): Component & object {
  const [name = '', version = '', architecture = ''] = line.split(' ');
  const purl = `pkg:deb/debian/${name}@${encodeURIComponent(version)}?arch=${architecture}`;
  return { 'bom-ref': purl, type: 'library', name, version, purl } as Component;
}

function byRef(one: Component, other: Component): number {
  return one['bom-ref'] < other['bom-ref'] ? -1 : 1;
}

const [folder = '', locked = '', debian = ''] = process.argv.slice(2);
const lines = readFileSync(debian, 'utf8').trim().split('\n').filter(Boolean);
const sbom = sbomOf(folder, JSON.parse(readFileSync(locked, 'utf8')), lines);
process.stdout.write(`${JSON.stringify(sbom, null, 2)}\n`);
