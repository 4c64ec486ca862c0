import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Edge } from '../../src/flow/edge.ts';
import { edgeJson } from '../../src/flow/edge-json.ts';
import type { NodeStatus } from '../../src/wire/query.ts';
import { edgeOf, HOUR, HOUR_US, podEndpoint } from '../flow/edge-fixtures.ts';
import { NOW_US, runDropcast } from './fake-aggregator.ts';

const CLUSTER = `
apiVersion: v1
kind: List
items:
- { apiVersion: v1, kind: Namespace, metadata: { name: shop } }
- { apiVersion: v1, kind: Namespace, metadata: { name: empty } }
- apiVersion: v1
  kind: Pod
  metadata:
    { name: old-0, namespace: legacy, ownerReferences: [{ kind: StatefulSet, name: old }] }
  spec: { nodeName: node-1 }
- apiVersion: v1
  kind: Pod
  metadata: { name: exporter-x, namespace: legacy }
  spec: { nodeName: node-1, hostNetwork: true }
- apiVersion: batch/v1
  kind: CronJob
  metadata: { name: report, namespace: shop }
  spec: { schedule: "0 4 20 * *", timeZone: Europe/Berlin }
`;

const DAYS = 9;
const every = (step: number, days = DAYS) =>
  Array.from({ length: (days * 24) / step }, (_, i) => HOUR + i * step);

function seen(hours: readonly number[], overrides: Partial<Edge> = {}): Edge {
  const lastSeenUs = (hours.at(-1)! + 1) * 3_600_000_000 - 1;
  return edgeOf({ hours, firstSeenUs: hours[0]! * 3_600_000_000, lastSeenUs, ...overrides });
}

const api = podEndpoint('pay', 'api-0', '10.244.3.1', 'api');
const web = podEndpoint('shop', 'web-0', '10.244.1.5', 'web');
const cms = podEndpoint('blog', 'cms-0', '10.244.1.6', 'cms');
const mysql = podEndpoint('blog', 'mysql-0', '10.244.1.7');
const FLOWS: readonly Edge[] = [
  ...[5432, 5433, 5434].map((port) => seen(every(1), { port, source: web })),
  seen(every(24), { port: 25, source: web }),
  ...[3306, 3307, 3308].map((port) => seen(every(1), { port, source: cms, destination: mysql })),
  seen(every(1).slice(0, 3), {
    source: api,
    destination: podEndpoint('pay', 'db-0', '10.244.3.2'),
  }),
];

let folder = '';
let flows = '';
let cluster = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dropcast-coverage-'));
  flows = join(folder, 'flows.jsonl');
  cluster = join(folder, 'cluster.yaml');
  const lines = FLOWS.map((edge) => `${JSON.stringify(edgeJson(edge, new Set()))}\n`);
  await writeFile(flows, lines.join(''));
  await writeFile(cluster, CLUSTER);
});
afterAll(() => rm(folder, { recursive: true }));

const golden = (name: string) =>
  readFile(new URL(`../fixtures/cli/${name}`, import.meta.url), 'utf8');

describe('coverage of a file of flows', () => {
  test('is a table, and what it comes to', async () => {
    const run = await runDropcast(['coverage', '--flows', flows, '--cluster', cluster]);
    expect(run).toMatchObject({ exit: 0, requests: [] });
    expect(run.stdout).toBe(await golden('coverage.txt'));
    expect(run.stderr).toBe(
      'note: a file of flows does not tell what was observed: every node counts as observed from ' +
        'its first flow to its last, or from --since to --until\n',
    );
  });

  test('has the workloads of one namespace, and more columns with -o wide', async () => {
    const run = await runDropcast(['coverage', '--flows', flows, '-n', 'shop', '-o', 'wide']);
    expect(run.stdout).toMatch(/^shop +now +stable .* 0,0,0,0,0,0,0 +2026-02-26T10:00:00/m);
    expect(run.stdout).toMatch(/^Deployment\/web +stable /m);
    expect(run.stdout).not.toContain('pay');
    expect(run.stderr).toContain(
      'note: without --cluster nobody knows which workloads were silent',
    );
  });

  test('is one object per namespace with -o json, a document with -o yaml', async () => {
    const args = ['coverage', '--flows', flows, '--cluster', cluster, '-o'];
    const { stdout } = await runDropcast([...args, 'json']);
    const namespaces = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(namespaces.map(({ namespace, enforce }) => [namespace, enforce])).toEqual([
      ['blog', 'now'],
      ['empty', 'proves_nothing'],
      ['legacy', 'proves_nothing'],
      ['pay', 'wait'],
      ['shop', 'wait'],
    ]);
    expect(namespaces[2].silent_workloads).toEqual([{ kind: 'StatefulSet', name: 'old', pods: 1 }]);
    expect(namespaces[4]).toMatchObject({
      status: 'stable',
      edges: 4,
      chance_of_new: { value: 0, low: 0 },
      recurrence: { constant: 3, daily: 1 },
      unexercised_cron_jobs: [{ name: 'report', next_run: '2026-03-20T03:00:00.000000Z' }],
    });
    const yaml = await runDropcast([...args, 'yaml']);
    expect(yaml.stdout.match(/^---$/gm)).toHaveLength(5);
  });

  test('counts within the window that is asked for', async () => {
    const until = '2026-02-28T10:00:00Z';
    const args = ['--flows', flows, '-o', 'json', '-n', 'shop', '--until', until];
    const { stdout } = await runDropcast(['coverage', ...args]);
    expect(JSON.parse(stdout)).toMatchObject({
      window: { from: '2026-02-26T10:00:00.000000Z', to: '2026-02-28T10:00:00.000000Z' },
      observed: { hours: 48, share: 1 },
      status: 'stabilising',
    });
  });

  test('has no window of decades because one clock was wrong', async () => {
    const odd = join(folder, 'odd.jsonl');
    const edges = [...FLOWS, seen([1], { source: web, port: 1 })];
    const lines = edges.map((edge) => `${JSON.stringify(edgeJson(edge, new Set()))}\n`);
    await writeFile(odd, lines.join(''));
    const { stdout, stderr } = await runDropcast(['coverage', '--flows', odd, '-o', 'json']);
    expect(stderr).toContain('note: the window is its last 92 days, flows before are left out');
    expect(JSON.parse(stdout.split('\n')[0]!).observed.hours).toBeCloseTo(92 * 24);
  });

  test('tells the line that is no flow', async () => {
    const bad = join(folder, 'bad.jsonl');
    await writeFile(bad, '{"source":{},"destination":{}}\n{"source":1}\n');
    const run = await runDropcast(['coverage', '--flows', bad]);
    expect(run).toMatchObject({ exit: 1, stdout: '' });
    expect(run.stderr).toBe(`dropcast: ${bad}:2: source must be an object\n`);
  });
});

const node = (name: string, observedUs: number): NodeStatus => ({
  ...{ cluster: '', node: name, source: 'journal', version: '', epoch: 1, sequence: 1 },
  ...{ observedUs, lines: 1, connected: true, losses: [], checks: [], rules: [] },
  ...{ heardUs: observedUs, coarsened: 0, throttledUs: 0 },
});

describe('coverage asked of the aggregator', () => {
  const half = HOUR_US + 1_800_000_000;
  const loss = { source: 'kmsg', cause: 'kmsg_overrun', count: 3, firstUs: 0, lastUs: 0 } as const;
  const nodes = [node('node-1', half), { ...node('node-2', NOW_US), losses: [loss] }];
  const observed = [{ cluster: '', node: 'node-1', hours: new Map([[HOUR, 1_800_000_000]]) }];
  const aggregator = { edges: [edgeOf()], status: { nodes, version: '', resources: [] }, observed };

  test('knows how much of each hour a node was observed, and who lost lines', async () => {
    const { stdout, stderr } = await runDropcast(['coverage', '-o', 'json'], { aggregator });
    expect(JSON.parse(stdout)).toMatchObject({
      window: { to: '2026-02-26T11:00:00.000000Z' },
      observed: { nodes: ['node-1'], share: 0.5, hours: 0.5 },
    });
    expect(stderr).toContain(
      'note: node-2 lost lines (kmsg_overrun 3): what is rare may be missing',
    );
  });

  test('asks for all edges, since the window is that of all', async () => {
    const { requests } = await runDropcast(['coverage', '-n', 'shop'], { aggregator });
    expect(requests).toEqual([{ filter: {}, limit: 0 }]);
  });

  test('of nothing says so', async () => {
    const run = await runDropcast(['coverage']);
    expect(run).toMatchObject({ exit: 0, stdout: '' });
    expect(run.stderr).toContain('no namespace was seen\n');
  });
});

test.each([
  [['--since', 'soon'], "'soon' is not a time"],
  [['-n', 'a/b'], 'namespace'],
  [['-o', 'xml'], 'xml'],
])('coverage %j is wrong usage', async (args, message) => {
  const run = await runDropcast(['coverage', ...args]);
  expect(run).toMatchObject({ exit: 2, stdout: '', requests: [] });
  expect(run.stderr).toContain(message);
});
