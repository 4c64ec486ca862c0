import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import type { CommandContext } from '../../src/cli/context.ts';
import { addAgent, addAggregator } from '../../src/cli/services.ts';
import { ClusterIndex } from '../../src/kube/cluster-index.ts';
import { ClusterWatch } from '../../src/kube/cluster-watch.ts';
import { LISTED_GROUPS } from '../../src/kube/listed-resources.ts';
import { READ_VERBS } from '../../src/service/access.ts';
import { FILES, type KubeManifest, manifestsOf, podOf } from './manifests.ts';

const ROLE_FILES = ['rbac.yaml', 'daemonset.yaml', 'aggregator.yaml'];

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

interface Subject {
  readonly kind: string;
  readonly name: string;
}

const podSpec = (file: string, kind: string) => podOf(manifestsOf(file), kind);
const containerOf = (file: string, kind: string) => podSpec(file, kind).containers![0]!;
const subjectsOf = ({ subjects = [] }: KubeManifest) => subjects as Subject[];

function flagsOf(command: string): string[] {
  const program = new Command();
  const context = {} as CommandContext;
  addAgent(program, context, async () => {});
  addAggregator(program, context, async () => {});
  const found = program.commands.find((each) => each.name() === command);
  return found!.options.map((option) => option.long ?? '');
}

test.each(FILES)('%s holds objects with a kind', (file) => {
  const objects = manifestsOf(file);
  expect(objects.length).toBeGreaterThan(0);
  for (const object of objects) expect(object.kind).toMatch(/^[A-Z]/);
});

test('kustomization names files that exist', () => {
  const [kustomization] = manifestsOf('kustomization.yaml');
  const resources = kustomization!.resources as string[];
  expect(resources.length).toBeGreaterThan(0);
  for (const resource of resources) expect(FILES).toContain(resource);
});

describe.each([
  ['daemonset.yaml', 'DaemonSet'],
  ['aggregator.yaml', 'Deployment'],
])('%s', (file, kind) => {
  const { containers = [], securityContext } = podSpec(file, kind);

  test('passes only flags that its command has', () => {
    const [command = '', ...args] = containers[0]!.args!;
    const known = flagsOf(command);
    expect(args.length).toBeGreaterThan(0);
    for (const arg of args) expect(known).toContain(arg.split('=')[0]);
  });

  test('has a read-only root, the default seccomp profile and requests', () => {
    expect(securityContext!.seccompProfile!.type).toBe('RuntimeDefault');
    expect(containers[0]!.securityContext!.readOnlyRootFilesystem).toBe(true);
    expect(Object.keys(containers[0]!.resources!.requests)).toEqual(['cpu', 'memory']);
  });
});

test.each([
  ['the aggregator', 'aggregator.yaml', 'Deployment'],
  ['the agent', 'daemonset.yaml', 'DaemonSet'],
])('%s has no privilege', (_who, file, kind) => {
  const { securityContext } = containerOf(file, kind);
  expect(securityContext).toMatchObject({
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
  });
});

test('what removes windows is an addition, and names what it is for', async () => {
  const [role, binding] = manifestsOf('close-windows/rbac.yaml');
  expect(role!.rules).toEqual([
    {
      apiGroups: ['projectcalico.org', 'crd.projectcalico.org'],
      resources: ['tiers', 'globalnetworkpolicies'],
      verbs: ['delete'],
    },
    {
      apiGroups: ['projectcalico.org'],
      resources: ['tier.globalnetworkpolicies'],
      verbs: ['delete'],
    },
  ]);
  expect(subjectsOf(binding!)[0]!.name).toBe('dropcast-aggregator');
  const patched = containerOf('close-windows/aggregator.yaml', 'Deployment');
  expect(patched.name).toBe(containerOf('aggregator.yaml', 'Deployment').name);
});

test('what writes Events is an addition, and may do nothing else', () => {
  const [role, binding] = manifestsOf('events/rbac.yaml');
  expect(role!.rules).toEqual([
    { apiGroups: ['events.k8s.io'], resources: ['events'], verbs: ['create', 'patch'] },
  ]);
  expect(subjectsOf(binding!)[0]!.name).toBe('dropcast-aggregator');
  const patched = containerOf('events/aggregator.yaml', 'Deployment');
  expect(patched.name).toBe(containerOf('aggregator.yaml', 'Deployment').name);
  expect(grantedTo('dropcast-aggregator').get('pods')).toContain('get');
});

/** What a service watches, as roles name it. */
function watchedBy(node: string | undefined): string[] {
  const access = { origin: '', credentials: () => Promise.reject(), forget: () => {} };
  const clock = { nowMs: () => 0, delay: async () => {} };
  const quiet = { random: () => 0, onError: () => {} };
  const watch = new ClusterWatch({ access, index: new ClusterIndex(), node, clock, ...quiet });
  return watch.states().map(({ resource }) => resource);
}

/** `pods`, `jobs.batch`, … of the role with that name, each with its verbs. */
function grantedTo(role: string): Map<string, readonly string[]> {
  const found = ROLE_FILES.flatMap(manifestsOf).find(
    ({ kind, metadata }) => kind === 'ClusterRole' && metadata.name === role,
  );
  const granted = (found!.rules as Rule[]).flatMap(({ apiGroups, resources, verbs }) =>
    apiGroups.flatMap((group) =>
      resources.map((name) => [group === '' ? name : `${name}.${group}`, verbs] as const),
    ),
  );
  return new Map(granted);
}

const FLOWS = 'flows.dropcast.io';
const WINDOW_RESOURCES = ['projectcalico.org', 'crd.projectcalico.org'].flatMap((group) => [
  `tiers.${group}`,
  `globalnetworkpolicies.${group}`,
]);

/** Roles that are bound to an account in the whole cluster. */
function boundTo(account: string): string[] {
  return ROLE_FILES.flatMap(manifestsOf)
    .filter(({ kind }) => kind === 'ClusterRoleBinding')
    .filter((binding) => subjectsOf(binding).some(({ name }) => name === account))
    .map(({ roleRef }) => (roleRef as Subject).name);
}

test('the aggregator may look for windows, and agents may not', () => {
  for (const resource of WINDOW_RESOURCES) {
    expect(grantedTo('dropcast-aggregator').get(resource)).toEqual(['get', 'list']);
    expect(grantedTo('dropcast-agent').has(resource)).toBe(false);
  }
});

test('agents may bring flows, the aggregator may ask who may do what, and nobody reads yet', () => {
  expect(grantedTo('dropcast-agent').get(FLOWS)).toEqual(['create']);
  expect(grantedTo('dropcast-aggregator').has(FLOWS)).toBe(false);
  expect([...grantedTo('dropcast-viewer')]).toEqual([[FLOWS, [...READ_VERBS]]]);
  expect(boundTo('dropcast-agent')).toEqual(['dropcast-agent']);
  expect(boundTo('dropcast-aggregator')).toEqual([
    'dropcast-aggregator',
    'dropcast-aggregator-policies',
    'system:auth-delegator',
  ]);
});

test('the aggregator may list what questions about policies look at, and nothing else', () => {
  const listed = LISTED_GROUPS.flatMap(({ versions, resources }) =>
    versions.flatMap((version) => {
      const group = /^\/apis\/(.+)\//.exec(version)?.[1];
      return resources.map((name) => (group === undefined ? name : `${name}.${group}`));
    }),
  );
  const granted = grantedTo('dropcast-aggregator-policies');
  const byTier = [...granted.keys()].filter((resource) => /^tier(s$|\.)/.test(resource));
  const others = [...granted.keys()].filter((resource) => !byTier.includes(resource));
  expect(others.sort()).toEqual([...new Set(listed)].sort());
  for (const resource of others) {
    const ofTiers = resource === 'tiers.projectcalico.org';
    expect(granted.get(resource)).toEqual(ofTiers ? ['get', 'list'] : ['list']);
  }
});

describe.each([
  ['dropcast-agent', 'daemonset.yaml', 'DaemonSet', 'node-1'],
  ['dropcast-aggregator', 'aggregator.yaml', 'Deployment', undefined],
])('the account %s', (account, file, kind, node) => {
  test('may read what its service watches, and nothing else', () => {
    const others: readonly string[] = [FLOWS, ...WINDOW_RESOURCES];
    const granted = [...grantedTo(account)].filter(([resource]) => !others.includes(resource));
    expect(granted.map(([resource]) => resource).sort()).toEqual(watchedBy(node).sort());
    for (const [, verbs] of granted) expect(verbs).toEqual(READ_VERBS);
  });

  test('is given to its pods alone, with a token', () => {
    const spec = podSpec(file, kind);
    expect(spec.serviceAccountName).toBe(account);
    expect(spec.automountServiceAccountToken).toBe(true);
  });
});
