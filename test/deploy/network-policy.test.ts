/**
 * Dropcast under the default deny that it prepares, by its own forecast: of what it says and hears
 * nothing is dropped, and what it has no need of is.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { edgeJson } from '../../src/flow/edge-json.ts';
import { type Endpoint, unnamedEndpoint } from '../../src/flow/endpoint.ts';
import { outcomePrefixes } from '../../src/flow/outcome.ts';
import { UDP } from '../../src/flow/protocol.ts';
import { runDropcast } from '../cli/fake-aggregator.ts';
import { edgeOf, outsideEndpoint, podEndpoint } from '../flow/edge-fixtures.ts';
import { manifestsOf } from './manifests.ts';

interface Template {
  readonly metadata: { readonly labels: object };
  readonly spec: { readonly containers: readonly object[] };
}

const found = manifestsOf('aggregator.yaml');
const policy = found.find(({ kind }) => kind === 'NetworkPolicy');
const deployment = found.find(({ kind }) => kind === 'Deployment')!;
const { template } = deployment.spec as { template: Template };

const node = (name: string, ip: string): Endpoint => ({
  ...{ ...unnamedEndpoint(ip), kind: 'node', name },
  ...{ attribution: 'node_address', confidence: 'certain' },
});
const place = (end: Endpoint, name: string): Endpoint => ({ ...end, node: name });

const NODE = node('n2', '192.0.2.2');
const API_SERVER = node('n1', '192.0.2.1');
const AGGREGATOR = place(podEndpoint('dropcast', 'dropcast-aggregator-0', '10.244.1.2'), 'n1');
const DNS = place(podEndpoint('kube-system', 'coredns-0', '10.244.1.3'), 'n1');
const PROMETHEUS = place(podEndpoint('monitoring', 'prometheus-0', '10.244.2.4'), 'n2');

const podOf = (
  { namespace, name, ip, node: nodeName }: Endpoint,
  containers: readonly object[],
) => ({
  ...{ apiVersion: 'v1', kind: 'Pod' },
  metadata: {
    ...{ namespace, name },
    labels: name === AGGREGATOR.name ? template.metadata.labels : { app: name },
  },
  spec: { nodeName, containers },
  status: { podIP: ip, phase: 'Running' },
});
const clusterNode = (name: string, address: string) => ({
  ...{ apiVersion: 'v1', kind: 'Node', metadata: { name } },
  status: { addresses: [{ type: 'InternalIP', address }] },
});

const CLUSTER = [
  ...['dropcast', 'kube-system', 'monitoring'].map((name) => ({
    ...{ apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
  })),
  clusterNode('n1', '192.0.2.1'),
  clusterNode('n2', '192.0.2.2'),
  podOf(AGGREGATOR, template.spec.containers),
  podOf(DNS, []),
  podOf(PROMETHEUS, []),
];

/** What Dropcast says and hears. */
const NEEDED = [
  // An agent, and a port-forward or probe, of another node; by the node's address or its tunnel's.
  edgeOf({ source: NODE, destination: AGGREGATOR, port: 50_051 }),
  edgeOf({ source: NODE, destination: AGGREGATOR, port: 8080 }),
  edgeOf({ source: outsideEndpoint('10.244.2.0'), destination: AGGREGATOR, port: 50_051 }),
  edgeOf({ source: PROMETHEUS, destination: AGGREGATOR, port: 8080 }),
  edgeOf({ source: AGGREGATOR, destination: DNS, protocol: UDP, port: 53 }),
  edgeOf({ source: AGGREGATOR, destination: DNS, port: 53 }),
  edgeOf({
    source: AGGREGATOR,
    destination: outsideEndpoint('169.254.20.10'),
    protocol: UDP,
    port: 53,
  }),
  edgeOf({ source: AGGREGATOR, destination: API_SERVER, port: 6443 }),
  edgeOf({ source: AGGREGATOR, destination: outsideEndpoint('198.51.100.1'), port: 443 }),
];
/** What it has no need of. */
const STRANGE = [
  edgeOf({ source: PROMETHEUS, destination: AGGREGATOR, port: 9999 }),
  edgeOf({ source: AGGREGATOR, destination: outsideEndpoint('203.0.113.9'), port: 25 }),
];

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dropcast-policies-'));
  await write('cluster.yaml', CLUSTER);
  await write('policies.yaml', [policy]);
});
afterAll(() => rm(folder, { recursive: true }));

const at = (name: string) => join(folder, name);
const write = (name: string, objects: readonly unknown[]) =>
  writeFile(at(name), objects.map((object) => stringify(object)).join('---\n'));

async function forecast(edges: typeof NEEDED, ...policies: readonly string[]) {
  const told = outcomePrefixes(edges);
  const lines = edges.map((edge) => `${JSON.stringify(edgeJson(edge, told))}\n`).join('');
  await writeFile(at('flows.jsonl'), lines);
  const from = ['--flows', at('flows.jsonl'), '--cluster', at('cluster.yaml')];
  const deny = ['--default-deny', 'dropcast', '--strict'];
  return runDropcast(['forecast', ...from, ...deny, ...policies]);
}

it('loses nothing that it needs to a default deny', async () => {
  const { stdout, exit } = await forecast(NEEDED, '--policies', at('policies.yaml'));
  expect(stdout).toContain('0 would be dropped, 0 not known');
  expect(exit).toBe(0);
});

it('would lose all of it without its policy', async () => {
  const { stdout } = await forecast(NEEDED);
  expect(stdout).toContain(`${NEEDED.length} would be dropped`);
});

it('opens nothing else', async () => {
  const { stdout, exit } = await forecast(STRANGE, '--policies', at('policies.yaml'));
  expect(stdout).toContain(`${STRANGE.length} would be dropped`);
  expect(exit).toBe(3);
});

it('has a policy of which lint says no more than that DNS is open', async () => {
  const lint = ['policy', 'lint', at('policies.yaml'), '--cluster', at('cluster.yaml')];
  const { stdout } = await runDropcast([...lint, '-o', 'json']);
  const ids = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).id as string);
  expect(ids).toEqual(['dns-too-broad']);
});
