/**
 * Manifests against the schemas of Kubernetes, cert-manager and Prometheus' operator, strictly:
 * they are written as literals of the types that are generated from those schemas, in which a field
 * that the type has not, a missing one and a wrong value are errors of the compiler.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { KubeManifest } from './manifests.ts';

const MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url));
const CUSTOM: Readonly<Record<string, string>> = {
  'cert-manager.io': '@kubernetes-models/cert-manager',
  'monitoring.coreos.com': '@kubernetes-models/prometheus-operator',
};
/** Of OpenShift there are no types. */
const WITHOUT_TYPES = 'security.openshift.io';

/** Faults by the name under which manifests were given; each with what the compiler says. */
export function faultsOf(named: ReadonlyMap<string, readonly KubeManifest[]>) {
  const folder = mkdtempSync(join(tmpdir(), 'dropcast-schema-'));
  try {
    symlinkSync(MODULES, join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
    const files = [...named.values()].map((manifests, at) => {
      writeFileSync(join(folder, `m${at}.ts`), manifests.map(literal).join('\n'));
      return `m${at}.ts`;
    });
    const output = compile(folder, files);
    return new Map(
      [...named.keys()].map((name, at) => [
        name,
        output.filter((line) => line.startsWith(`m${at}.ts(`)),
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function compile(folder: string, files: readonly string[]): string[] {
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--types', ''];
  const compiler = join(MODULES, '.bin', 'tsc');
  const { stdout, error } = spawnSync(compiler, [...options, ...files], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (error !== undefined) throw error;
  const lines = stdout.split('\n').filter((line) => line !== '');
  const strange = lines.find((line) => !/^(m\d+\.ts\(|\s)/.test(line));
  if (strange !== undefined) throw new Error(strange);
  return lines;
}

function literal(manifest: KubeManifest, at: number): string {
  const type = `import('${moduleOf(manifest)}').I${manifest.kind}`;
  return `export const o${at}: ${type} = ${JSON.stringify(manifest)};`;
}

function moduleOf({ apiVersion }: KubeManifest): string {
  const [group = ''] = apiVersion.split('/');
  return `${CUSTOM[group] ?? 'kubernetes-models'}/${apiVersion}`;
}

export const hasTypes = ({ apiVersion }: KubeManifest): boolean =>
  !apiVersion.startsWith(WITHOUT_TYPES);
