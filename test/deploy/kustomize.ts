/**
 * The manifests of deploy/ as they are applied: complete files, and what kustomize builds of them
 * with each component, where kubectl is there to build it.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { DEPLOY, type KubeManifest, readManifests } from './manifests.ts';

/** Folders below deploy/ that are components. */
export const COMPONENTS = readdirSync(DEPLOY, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .filter((name) => existsSync(join(DEPLOY, name, 'kustomization.yaml')))
  .sort();

/** Applied by hand, each for a while. */
const BY_HAND = ['restore/pod.yaml', 'uninstall/daemonset.yaml'];

/** Files that are objects, not patches: what a kustomization names as its resources, and those. */
export function completeFiles(): string[] {
  const kustomizations = ['', ...COMPONENTS].map((folder) => join(folder, 'kustomization.yaml'));
  const named = kustomizations.flatMap((file) => {
    const { resources = [] } = parse(readFileSync(join(DEPLOY, file), 'utf8')) as {
      resources?: string[];
    };
    return resources.map((resource) => join(dirname(file), resource));
  });
  return [...named, ...BY_HAND];
}

/** Components are known since kubectl 1.21; Debian 12 has 1.20. */
const MINOR_MIN = 21;

const CAN_BUILD = hasComponents();

function hasComponents(): boolean {
  const asked = spawnSync('kubectl', ['version', '--client', '-o', 'json'], { encoding: 'utf8' });
  if (asked.error !== undefined) return false;
  const { clientVersion } = JSON.parse(asked.stdout) as { clientVersion: { minor: string } };
  return Number.parseInt(clientVersion.minor, 10) >= MINOR_MIN;
}

/** deploy/ with `components`, built; undefined where nobody can. */
export function build(components: readonly string[]): KubeManifest[] | undefined {
  const named = components.map((name) => `../deploy/${name}`);
  return buildOf(JSON.stringify({ resources: ['../deploy'], components: named }));
}

/** What kubectl makes of a kustomization in a folder beside deploy/; undefined where it cannot. */
export function buildOf(kustomization: string): KubeManifest[] | undefined {
  if (!CAN_BUILD) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'dropcast-deploy-'));
  try {
    cpSync(DEPLOY, join(folder, 'deploy'), { recursive: true });
    mkdirSync(join(folder, 'cluster'));
    writeFileSync(join(folder, 'cluster', 'kustomization.yaml'), kustomization);
    const options = { encoding: 'utf8', stdio: 'pipe' } as const;
    return readManifests(execFileSync('kubectl', ['kustomize', join(folder, 'cluster')], options));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
