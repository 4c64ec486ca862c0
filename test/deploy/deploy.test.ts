import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { CommandContext } from '../../src/cli/context.ts';
import { addAgent, addAggregator } from '../../src/cli/services.ts';
import { ClusterIndex } from '../../src/kube/cluster-index.ts';
import { ClusterWatch } from '../../src/kube/cluster-watch.ts';
import { LISTED_GROUPS } from '../../src/kube/listed-resources.ts';
import { READ_VERBS } from '../../src/service/access.ts';

const DEPLOY = fileURLToPath(new URL('../../deploy/', import.meta.url));
/** For Prometheus, not for the API server. */
const NO_MANIFEST = 'prometheus/rules.yaml';
const FILES = readdirSync(DEPLOY, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.yaml') && file !== NO_MANIFEST,
);

const ROLE_FILES = ['rbac.yaml', 'daemonset.yaml', 'aggregator.yaml'];

interface Container {
  readonly name: string;
  readonly args: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly volumeMounts?: readonly { readonly mountPath: string }[];
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly resources: { readonly requests: Readonly<Record<string, string>> };
}

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly rules?: readonly Rule[];
  readonly roleRef?: { readonly name: string };
  readonly subjects?: readonly { readonly kind: string; readonly name: string }[];
  readonly spec: {
    readonly tier?: string;
    readonly defaultAction?: string;
    readonly ingress?: readonly { readonly action: string }[];
    readonly egress?: readonly { readonly action: string }[];
    readonly template: {
      readonly spec: {
        readonly serviceAccountName: string;
        readonly automountServiceAccountToken: boolean;
        readonly containers: readonly Container[];
        readonly securityContext: { readonly seccompProfile: { readonly type: string } };
      };
    };
  };
}

function manifests(file: string): Manifest[] {
  const documents = parseAllDocuments(readFileSync(join(DEPLOY, file), 'utf8'));
  return documents.map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS() as Manifest;
  });
}

function podSpec(file: string, kind: string) {
  const found = manifests(file).find((manifest) => manifest.kind === kind);
  return found!.spec.template.spec;
}

function flagsOf(command: string): string[] {
  const program = new Command();
  const context = {} as CommandContext;
  addAgent(program, context, async () => {});
  addAggregator(program, context, async () => {});
  const found = program.commands.find((each) => each.name() === command);
  return found!.options.map((option) => option.long ?? '');
}

test.each(FILES)('%s holds objects with a kind', (file) => {
  const objects = manifests(file);
  expect(objects.length).toBeGreaterThan(0);
  for (const object of objects) expect(object.kind).toMatch(/^[A-Z]/);
});

test('kustomization names files that exist', () => {
  const text = readFileSync(join(DEPLOY, 'kustomization.yaml'), 'utf8');
  const { resources } = parseAllDocuments(text)[0]!.toJS() as { resources: string[] };
  expect(resources.length).toBeGreaterThan(0);
  for (const resource of resources) expect(FILES).toContain(resource);
});

describe.each([
  ['daemonset.yaml', 'DaemonSet'],
  ['aggregator.yaml', 'Deployment'],
])('%s', (file, kind) => {
  const { containers, securityContext } = podSpec(file, kind);

  test('passes only flags that its command has', () => {
    const [command = '', ...args] = containers[0]!.args;
    const known = flagsOf(command);
    expect(args.length).toBeGreaterThan(0);
    for (const arg of args) expect(known).toContain(arg.split('=')[0]);
  });

  test('has a read-only root, the default seccomp profile and requests', () => {
    expect(securityContext.seccompProfile.type).toBe('RuntimeDefault');
    expect(containers[0]!.securityContext.readOnlyRootFilesystem).toBe(true);
    expect(Object.keys(containers[0]!.resources.requests)).toEqual(['cpu', 'memory']);
  });
});

test.each([
  ['the aggregator', 'aggregator.yaml', 'Deployment'],
  ['the agent', 'daemonset.yaml', 'DaemonSet'],
])('%s has no privilege', (_who, file, kind) => {
  const { securityContext } = podSpec(file, kind).containers[0]!;
  expect(securityContext).toMatchObject({
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
  });
});

test('what removes windows is an addition, and names what it is for', async () => {
  const [role, binding] = manifests('close-windows/rbac.yaml');
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
  expect(binding!.subjects![0]!.name).toBe('dropcast-aggregator');
  const [container] = podSpec('aggregator.yaml', 'Deployment').containers;
  const [patched] = podSpec('close-windows/aggregator.yaml', 'Deployment').containers;
  expect(patched!.name).toBe(container!.name);
});

test('what writes Events is an addition, and may do nothing else', () => {
  const [role, binding] = manifests('events/rbac.yaml');
  expect(role!.rules).toEqual([
    { apiGroups: ['events.k8s.io'], resources: ['events'], verbs: ['create', 'patch'] },
  ]);
  expect(binding!.subjects![0]!.name).toBe('dropcast-aggregator');
  const [container] = podSpec('aggregator.yaml', 'Deployment').containers;
  const [patched] = podSpec('events/aggregator.yaml', 'Deployment').containers;
  expect(patched!.name).toBe(container!.name);
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
  const found = ROLE_FILES.flatMap(manifests).find(
    ({ kind, metadata }) => kind === 'ClusterRole' && metadata.name === role,
  );
  const granted = found!.rules!.flatMap(({ apiGroups, resources, verbs }) =>
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
function boundTo(account: string): (string | undefined)[] {
  return ROLE_FILES.flatMap(manifests)
    .filter(({ kind }) => kind === 'ClusterRoleBinding')
    .filter(({ subjects = [] }) => subjects.some(({ name }) => name === account))
    .map(({ roleRef }) => roleRef?.name);
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
