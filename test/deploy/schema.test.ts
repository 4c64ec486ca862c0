/** Every manifest, by itself and as kustomize builds it, is what the API server's schemas allow. */
import { describe, expect, it } from 'vitest';
import { build, COMPONENTS, completeFiles } from './kustomize.ts';
import { type KubeManifest, manifestsOf } from './manifests.ts';
import { faultsOf, hasTypes } from './schema.ts';

const BUILDS = [
  [],
  ...COMPONENTS.map((name) => [name]),
  ['clickhouse', 'cert-manager', 'openshift', 'kmsg-device', 'prometheus-operator'],
];

const [daemonSet] = manifestsOf('daemonset.yaml').filter(({ kind }) => kind === 'DaemonSet');

/** The DaemonSet with a text of its JSON replaced. */
const spoilt = (from: string, to: string): KubeManifest[] => {
  const text = JSON.stringify(daemonSet);
  expect(text).toContain(from);
  return [JSON.parse(text.replace(from, to))];
};

const MUTANTS = new Map([
  ['a misspelled field', spoilt('"runAsNonRoot"', '"runAsNonroot"')],
  ['a field in the wrong place', spoilt('"hostNetwork":true', '"readOnlyRootFilesystem":true')],
  [
    'a text in place of a number',
    spoilt('"terminationGracePeriodSeconds":30', '"terminationGracePeriodSeconds":"30"'),
  ],
  ['a missing field', spoilt('"mountPath":"/var/log",', '')],
  ['a field of the kind', spoilt('"spec"', '"specs"')],
]);

describe('the schemas', () => {
  const built = new Map(
    BUILDS.flatMap((components) => {
      const manifests = build(components);
      return manifests === undefined ? [] : [[`deploy + ${components.join(', ')}`, manifests]];
    }),
  );
  const plain = new Map(completeFiles().map((file) => [file, manifestsOf(file)]));
  const all = new Map([...plain, ...built].map(([name, found]) => [name, found.filter(hasTypes)]));
  const faults = faultsOf(new Map([...all, ...MUTANTS]));

  it.each([...all.keys()])('allow %s', (name) => {
    expect(faults.get(name)).toEqual([]);
  });

  it.each([...MUTANTS.keys()])('tell of %s', (name) => {
    expect(faults.get(name)).not.toEqual([]);
  });

  it.each([...built])('%s: no object is there twice', (_name, manifests) => {
    const keys = manifests.map(({ apiVersion, kind, metadata }) =>
      [apiVersion, kind, metadata.namespace, metadata.name].join(' '),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });
});
