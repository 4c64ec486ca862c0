/**
 * Pods of the manifests as they are applied: what they name is there, or is said to be made by
 * hand; and which of them Pod Security's profile `restricted` takes.
 */
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../../src/cli/context.ts';
import { addAgent, addAggregator } from '../../src/cli/services.ts';
import { build, COMPONENTS } from './kustomize.ts';
import { containersOf, type KubeManifest, manifestsOf, podOf, podsOf } from './manifests.ts';
import { violations } from './restricted.ts';

/** Secrets and ConfigMaps that docs/deploy.md has people make, by component. */
const BY_HAND: Readonly<Record<string, readonly string[]>> = {
  'own-certificates': ['Secret dropcast-aggregator-tls', 'ConfigMap dropcast-ca'],
  'cert-manager': ['Secret dropcast-aggregator-tls', 'ConfigMap dropcast-ca'],
  clickhouse: ['Secret dropcast-clickhouse'],
  'prometheus-operator': ['Secret dropcast-prometheus'],
};

type Tree = Readonly<Record<string, unknown>>;

const base = ['daemonset.yaml', 'rbac.yaml', 'aggregator.yaml'].flatMap(manifestsOf);
const builds = COMPONENTS.flatMap((component): [string, readonly KubeManifest[]][] => {
  const manifests = build([component]);
  return manifests === undefined ? [] : [[component, manifests]];
});

/** `Secret NAME` and the like, wherever a pod names one. */
function named(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const kinds = {
    secret: 'Secret',
    configMap: 'ConfigMap',
    persistentVolumeClaim: 'PersistentVolumeClaim',
  };
  return Object.entries(value).flatMap(([key, below]) => {
    if (key === 'serviceAccountName') return [`ServiceAccount ${below}`];
    if (key === 'priorityClassName') return [`PriorityClass ${below}`];
    const kind = kinds[key as keyof typeof kinds];
    const { secretName, claimName, name } = (kind === undefined ? {} : below) as Tree;
    const own = kind === undefined ? [] : [`${kind} ${secretName ?? claimName ?? name}`];
    return [...own, ...named(below)];
  });
}

const ALL: [string, readonly KubeManifest[]][] = [['deploy', base], ...builds];

it.each(ALL)('%s: pods name what is there', (component, manifests) => {
  const there = manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  const known = [...there, ...(BY_HAND[component] ?? [])];
  const pods = podsOf(manifests);
  expect(pods).toHaveLength(2);
  const all = pods.flatMap(([, spec]) => named(spec));
  expect(all.filter((name) => !known.includes(name))).toEqual([]);
});

it.each(builds.filter(([component]) => component.startsWith('kmsg')))(
  '%s: wants no folder of journald of its nodes',
  (_component, manifests) => {
    const { volumes = [] } = podOf(manifests, 'DaemonSet');
    const paths = volumes.flatMap(({ hostPath }) => hostPath?.path ?? []);
    expect(paths).toEqual(['/var/lib/dropcast']);
  },
);

it.each(builds.filter(([component]) => component === 'openshift'))(
  '%s: DNS is asked on the port of its pods',
  (_component, manifests) => {
    const { spec } = manifests.find(({ kind }) => kind === 'NetworkPolicy')!;
    const { egress } = spec as { egress: { ports: Tree[] }[] };
    const ports = egress.flatMap(({ ports }) => ports);
    for (const protocol of ['UDP', 'TCP']) expect(ports).toContainEqual({ port: 5353, protocol });
  },
);

it('the aggregator has a place for what SQLite sorts on disk', () => {
  const { containers = [], volumes = [] } = podOf(base, 'Deployment');
  const { securityContext, volumeMounts = [] } = containers[0]!;
  expect(securityContext).toMatchObject({ readOnlyRootFilesystem: true });
  const mount = volumeMounts.find(({ mountPath }) => mountPath === '/tmp');
  expect(volumes.find(({ name }) => name === mount?.name)).toHaveProperty('emptyDir');
});

/** Options of `agent` and `aggregator`, as flags and as variables. */
const KNOWN = [addAgent, addAggregator].flatMap((add) => {
  const program = new Command();
  add(program, {} as CommandContext, async () => {});
  const [command] = program.commands;
  return [[command!.name(), command!.options] as const];
});

it.each(ALL)('%s: containers say only what their command understands', (_component, manifests) => {
  const containers = podsOf(manifests).flatMap(([, spec]) => containersOf(spec));
  for (const { args = [], env = [] } of containers) {
    const [command, ...flags] = args;
    const options = new Map(KNOWN).get(command!)!;
    const longs = options.map(({ long }) => long);
    expect(flags.filter((flag) => !longs.includes(flag.split('=')[0]))).toEqual([]);
    const names = ['NODE_NAME', ...options.map(({ envVar }) => envVar)];
    expect(env.filter(({ name }) => !names.includes(name))).toEqual([]);
  }
});

describe('Pod Security, restricted', () => {
  const aggregators = ALL.map(
    ([component, manifests]) => [component, podOf(manifests, 'Deployment')] as const,
  );

  it.each(aggregators)('%s: takes the aggregator', (_component, spec) => {
    expect(violations(spec)).toEqual([]);
  });

  it('is broken by the agent in two things, which is why the namespace is privileged', () => {
    expect(violations(podOf(base, 'DaemonSet'))).toEqual(['host namespaces', 'volume types']);
    const namespace = base.find(({ kind }) => kind === 'Namespace')!;
    expect(namespace.metadata).toMatchObject({
      labels: { 'pod-security.kubernetes.io/enforce': 'privileged' },
    });
  });
});
