/**
 * The manifests of deploy/ as they are applied: complete files, and what kustomize builds of them
 * with each component, where kubectl is there to build it.
 */
import { type ExecFileSyncOptionsWithStringEncoding, execFileSync } from 'node:child_process';
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

/** deploy/ with `components`, built; undefined where there is no kubectl. */
export function build(components: readonly string[]): KubeManifest[] | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'dropcast-deploy-'));
  try {
    cpSync(DEPLOY, join(folder, 'deploy'), { recursive: true });
    mkdirSync(join(folder, 'cluster'));
    const named = components.map((name) => `../deploy/${name}`);
    const kustomization = JSON.stringify({ resources: ['../deploy'], components: named });
    writeFileSync(join(folder, 'cluster', 'kustomization.yaml'), kustomization);
    const options: ExecFileSyncOptionsWithStringEncoding = { encoding: 'utf8', stdio: 'pipe' };
    return readManifests(execFileSync('kubectl', ['kustomize', join(folder, 'cluster')], options));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
