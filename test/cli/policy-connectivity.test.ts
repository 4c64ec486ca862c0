/** `dropcast policy connectivity` on manifests of a shop, before anything of it runs. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runDropcast } from './fake-aggregator.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/connectivity');
const CLUSTER = ['--cluster', join(FOLDER, 'shop.yaml')];
const SHOP = [...CLUSTER, '--policies', join(FOLDER, 'policies.yaml')];

const run = (...args: string[]) => runDropcast(['policy', 'connectivity', ...args]);

test('lists what is allowed, and what is not known apart from it', async () => {
  const { exit, stdout, stderr } = await run(...SHOP);
  expect(stdout).toBe(`kube-system/coredns => kube-system/coredns : all
kube-system/coredns => shop/frontend : all
kube-system/coredns => all nodes : all
kube-system/coredns => 0.0.0.0/0, ::/0 : all
all workloads of shop => kube-system/coredns : TCP 53; UDP 53
all workloads of shop => shop/frontend : TCP 53; UDP 53
shop/api => shop/db (StatefulSet) : TCP 5432
shop/api => 203.0.113.0-203.0.113.6, 203.0.113.8-203.0.113.255 : TCP 443-445
all nodes => kube-system/coredns : all
all nodes => shop/frontend : all
0.0.0.0/0, ::/0 => kube-system/coredns : all
0.0.0.0/0, ::/0 => shop/frontend : all

Not known, and not to be relied on:
shop/api => all nodes : TCP 443-445 (it depends on an address that is not known)
all nodes => shop/api : all (a node always reaches its own pods, and others not)
all nodes => shop/db (StatefulSet) : all (a node always reaches its own pods, and others not)
`);
  expect(stderr).toBe(`note: no node is known: "nodes" are any, with any address
note: on the network of their nodes, and counted as these: kube-system/kube-proxy
`);
  expect(exit).toBe(0);
});

test('without policies everything is open, and all workloads are one', async () => {
  const { stdout } = await run(...CLUSTER);
  expect(stdout).toBe(`all workloads => all workloads : all
all workloads => all nodes : all
all workloads => 0.0.0.0/0, ::/0 : all
all nodes => all workloads : all
0.0.0.0/0, ::/0 => all workloads : all
`);
});

test('shows what has an end in the namespace that was asked for', async () => {
  const { stdout } = await run(...SHOP, '-n', 'kube-system', '-o', 'csv');
  const lines = stdout.trimEnd().split('\r\n').slice(1);
  expect(lines).toHaveLength(12);
  for (const line of lines) expect(line).toContain('kube-system');
});

test('prints a JSON object per pair', async () => {
  const { stdout } = await run(...SHOP, '-o', 'json');
  const rows = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const workload = (kind: string, name: string) => ({
    kind: 'workload',
    namespace: 'shop',
    workload: { kind, name },
  });
  expect(rows).toContainEqual({
    source: workload('Deployment', 'api'),
    destination: workload('StatefulSet', 'db'),
    allowed: [{ protocol: 'TCP', ports: ['5432'] }],
    unknown: [],
    reasons: [],
  });
  expect(rows).toContainEqual({
    source: { kind: 'nodes', names: [] },
    destination: workload('Deployment', 'api'),
    allowed: [],
    unknown: [{ protocol: 'any' }],
    reasons: ['maybe_same_node'],
  });
});

test('prints CSV, a line per pair, verdict and protocol', async () => {
  const { stdout } = await run(...SHOP, '-o', 'csv');
  const [titles, ...lines] = stdout.split('\r\n');
  expect(titles).toBe(
    'source,source_kind,source_namespace,source_workload_kind,' +
      'destination,destination_kind,destination_namespace,destination_workload_kind,' +
      'verdict,protocol,ports,reasons',
  );
  expect(lines).toContain(
    'api,workload,shop,Deployment,*,nodes,,,unknown,TCP,443-445,address_not_known',
  );
  expect(lines).toContain(
    'api,workload,shop,Deployment,db,workload,shop,StatefulSet,allowed,TCP,5432,',
  );
});

test('prints a graph, in which what is not known is dashed', async () => {
  const { stdout } = await run(...SHOP, '-o', 'dot');
  expect(stdout).toMatch(/^digraph connectivity \{\n/);
  expect(stdout).toContain('  subgraph "cluster_shop" {\n    label="shop";\n');
  expect(stdout).toContain(
    '  "0 shop/api/Deployment" -> "0 shop/db/StatefulSet" [label="TCP 5432"];\n',
  );
  expect(stdout).toMatch(/"1 " -> "0 shop\/api\/Deployment" \[label="all \(.*\)", style=dashed\];/);
  expect(stdout).toMatch(/\}\n$/);
});

test('says so when nothing is allowed, and when there is nothing', async () => {
  const { stdout, stderr } = await run('--cluster', join(FOLDER, 'policies.yaml'));
  expect(stdout).toBe('nothing is allowed for sure\n');
  expect(stderr).toContain('note: the cluster has no pods, nor workloads that make any\n');
});

test('refuses a format that it does not know', async () => {
  const { exit, stderr } = await run(...SHOP, '-o', 'table');
  expect(exit).toBe(2);
  expect(stderr).toContain('Allowed choices are text, json, csv, dot.');
});

test('fails where there is nothing to look at', async () => {
  const { exit, stdout, stderr } = await run();
  expect([exit, stdout]).toEqual([1, '']);
  expect(stderr).toContain('there is nothing to look at');
});

test('takes the live cluster where no files are given', async () => {
  const text = await readFile(CLUSTER[1]!, 'utf8');
  const listCluster = async () => ({ files: [{ file: '/api/v1', text }], warnings: [] });
  const { stdout } = await runDropcast(['policy', 'connectivity'], { listCluster });
  expect(stdout).toContain('all workloads => all workloads : all');
});
