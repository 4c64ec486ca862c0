import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Edge } from '../../src/flow/edge.ts';
import { edgeJson } from '../../src/flow/edge-json.ts';
import { outcomePrefixes } from '../../src/flow/outcome.ts';
import { edgeOf, HOUR_US, outsideEndpoint, podEndpoint } from '../flow/edge-fixtures.ts';
import { NOW_US, runDropcast } from './fake-aggregator.ts';

const POD = (name: string, app: string) => `
apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: shop
  labels: { app: ${app} }
  ownerReferences: [{ kind: StatefulSet, name: ${app}, controller: true }]
spec: { nodeName: n1, containers: [] }
---`;
const CLUSTER = `{ apiVersion: v1, kind: Namespace, metadata: { name: shop } }
---${POD('web-0', 'web')}${POD('api-0', 'api')}`;

const policy = (name: string, spec: string, kind = 'networking.k8s.io/v1, kind: NetworkPolicy') => `
{ apiVersion: ${kind}, metadata: { name: ${name}, namespace: shop }, spec: ${spec} }
---`;
const DENY = policy('deny', '{ podSelector: {}, policyTypes: [Ingress, Egress] }');
const TO_API = policy(
  'to-api',
  '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], ' +
    'egress: [{ to: [{ podSelector: { matchLabels: { app: api } } }], ' +
    'ports: [{ port: 8080 }, { port: 9090 }] }] }',
);
const FROM_WEB = policy(
  'from-web',
  '{ podSelector: { matchLabels: { app: api } }, ' +
    'ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }] }] }',
);

const pod = (app: string) => {
  const end = podEndpoint('shop', `${app}-0`, '', app);
  return { ...end, workload: { kind: 'StatefulSet', name: app }, node: 'n1' };
};
const page = edgeOf({
  source: pod('web'),
  destination: pod('api'),
  port: 8080,
  connections: 7,
  answered: 7,
  lastSeenUs: HOUR_US + 61_000_001,
});
const call = edgeOf({
  source: pod('api'),
  destination: outsideEndpoint('203.0.113.9'),
  port: 443,
  refused: 1,
});
const EDGES: readonly Edge[] = [page, call, { ...page, isReply: true }];

let folder = '';
let base: readonly string[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dropcast-forecast-'));
  const told = outcomePrefixes(EDGES);
  const flows = EDGES.map((edge) => `${JSON.stringify(edgeJson(edge, told))}\n`).join('');
  await file('flows.jsonl', flows);
  await file('cluster.yaml', CLUSTER);
  await file('deny.yaml', DENY);
  await file('allow.yaml', TO_API + FROM_WEB);
  base = ['forecast', '--flows', at('flows.jsonl'), '--cluster', at('cluster.yaml')];
});
afterAll(() => rm(folder, { recursive: true }));

const at = (name: string) => join(folder, name);
const file = (name: string, text: string) => writeFile(at(name), text);
const golden = (name: string) =>
  readFile(new URL(`../fixtures/cli/${name}`, import.meta.url), 'utf8');
/** What stands behind the blind spots, which have goldens of their own. */
const behindSpots = (text: string, title: string) =>
  text.slice(text.indexOf(title)).replace(/; blind spots: .*/, '');
/** Places in temporary files differ. */
const run = async (...args: readonly string[]) => {
  const { stdout, ...rest } = await runDropcast([...base, ...args]);
  return { ...rest, stdout: stdout.replaceAll(`${folder}/`, '') };
};

describe('the forecast of a file of flows', () => {
  test('is a table with exit status 3 when something would be dropped', async () => {
    const forecast = await run('--policies', at('deny.yaml'));
    expect(forecast).toMatchObject({ exit: 3, requests: [], stderr: '' });
    expect(behindSpots(forecast.stdout, 'Would be dropped:')).toBe(await golden('forecast.txt'));
    expect(forecast.stdout).toMatch(/^Blind spots:\nBREAKS {2}DNS lookups/);
    expect(forecast.stdout).toMatch(/; blind spots: 1 would break/);
  });

  test('has exit status 0 when nothing would be', async () => {
    const open = await run('--policies', at('allow.yaml'));
    expect(open.exit).toBe(0);
    expect(open.stdout).toContain(
      '2 edges seen (8 connections): 0 would be dropped, 0 not known, 2 allowed, 0 not policed',
    );
  });

  test('tells with -o wide where it is written, and which edges a line stands for', async () => {
    const { stdout } = await run('--policies', at('deny.yaml'), '-o', 'wide');
    expect(stdout).toMatch(/ EDGES +DECIDED AT +FORECAST$/m);
    expect(stdout).toMatch(/ 1 +deny\.yaml:2:1 +web → api:8080 would be dropped/);
  });

  test('answers the first question without a file of policies', async () => {
    const forecast = await run('--default-deny', 'shop');
    expect(forecast.exit).toBe(3);
    expect(forecast.stdout).toContain(
      "web → api:8080 would be dropped at web's egress and at api's ingress: " +
        'no rule of --default-deny allows it',
    );
  });

  test('is a report for a pull request with -o markdown', async () => {
    const args = ['--baseline', at('deny.yaml'), '--policies'];
    const policies = [at('deny.yaml'), at('allow.yaml')].join();
    const forecast = await run(...args, policies, '--unused', '-o', 'markdown');
    expect(forecast.exit).toBe(0);
    expect(behindSpots(forecast.stdout, '## Still dropped')).toBe(await golden('forecast.md'));
    expect(forecast.stdout).toMatch(/^# Dropcast forecast: nothing seen would be newly dropped\n/);
    expect(forecast.stdout).toMatch(/\n## Blind spots\n/);
  });

  test('is one object with -o json, and the same with -o yaml', async () => {
    const args = ['--policies', at('deny.yaml'), '--unused', '-o'];
    const { exit, stdout } = await run(...args, 'json');
    expect(exit).toBe(3);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({
      objection: true,
      summary: { seen: { edges: 2, connections: 8 }, dropped: { edges: 2 }, changes: null },
      unused: { rules: [], never_seen: [] },
    });
    expect(report.blind_spots[0]).toMatchObject({ id: 'dns', severity: 'breaks' });
    expect(report.edges).toHaveLength(2);
    expect(report.edges[0]).toMatchObject({
      namespace: 'shop',
      workload: { kind: 'StatefulSet', name: 'web' },
      forecast: 'dropped',
      change: null,
      protocol: 'TCP',
      port: 8080,
      outcome: 'answered',
      connections: 7,
      last_seen: '2026-02-26T10:01:01.000001Z',
      egress: {
        forecast: 'dropped',
        by: 'end_of_tier',
        decided_by: [{ policy: 'NetworkPolicy shop/deny', rule: null, place: 'deny.yaml:2:1' }],
      },
    });
    expect(report.edges[1].destination).toMatchObject({ kind: 'outside', members_total: 1 });
    expect(parse((await run(...args, 'yaml')).stdout)).toEqual(report);
  });
});

describe('against a baseline', () => {
  test('only what is newly dropped objects', async () => {
    const both = [at('deny.yaml'), at('allow.yaml')].join();
    const better = await run('--baseline', at('deny.yaml'), '--policies', both);
    expect(better.exit).toBe(0);
    expect(better.stdout).toContain('Still dropped:\n');
    expect(better.stdout).toContain('Newly allowed:\n');
    const worse = await run('--baseline', both, '--policies', at('deny.yaml'));
    expect(worse.exit).toBe(3);
    expect(worse.stdout).toMatch(/^Newly dropped:\n.*\n.*web → api:8080 would be dropped/m);
    expect(worse.stdout).toContain('against the baseline 1 newly dropped (7 connections)');
  });

  test('a default deny is added to what is there', async () => {
    const { exit, stdout } = await run(
      ...['--baseline', at('allow.yaml'), '--default-deny', 'shop', '-o', 'json'],
    );
    const { edges } = JSON.parse(stdout);
    expect(exit).toBe(3);
    expect(edges.map((edge: { change: string }) => edge.change)).toEqual([
      'newly_dropped',
      'unchanged',
    ]);
  });
});

describe('what is asked for', () => {
  test('are the edges of one namespace', async () => {
    const { exit, stdout } = await run('--policies', at('deny.yaml'), '-n', 'bank');
    expect(exit).toBe(0);
    expect(stdout).toBe('no edge was seen: nothing is proven\n');
  });

  test('are staged policies as if they were enforced, with --staged', async () => {
    const staged = 'projectcalico.org/v3, kind: StagedKubernetesNetworkPolicy';
    await file('staged.yaml', policy('deny', '{ podSelector: {} }', staged));
    const args = ['--policies', at('staged.yaml')];
    expect((await run(...args)).exit).toBe(0);
    const forecast = await run(...args, '--staged');
    expect(forecast.exit).toBe(3);
    expect(forecast.stdout).toContain("at api's ingress: no rule of deny allows it");
  });

  test('is what is not known, too, with --strict', async () => {
    const spec = '{ podSelector: {}, egress: [{ to: [{ namespaceSelector: {} }] }] }';
    await file('pods.yaml', policy('pods', spec));
    const unknown = edgeOf({ source: pod('web'), destination: { ...call.destination } });
    const unnamed = { ...unknown, destination: { ...call.destination, kind: 'unknown' as const } };
    await file('unknown.jsonl', `${JSON.stringify(edgeJson(unnamed, new Set()))}\n`);
    const args = ['--flows', at('unknown.jsonl'), '--policies', at('pods.yaml')];
    const lax = await run(...args);
    expect(lax.exit).toBe(0);
    expect(lax.stdout).toMatch(/^Not known:\n.*\n.*may be dropped at web's egress: nobody knows/m);
    expect((await run(...args, '--strict')).exit).toBe(3);
  });

  test.each([
    ['nobody answered', { refused: 3, answered: 0 }, 0],
    ['somebody answered', { refused: 3, answered: 1 }, 3],
    ['nothing tells whether anybody answered', { refused: 0, answered: 0 }, 3],
  ])('where %s, --ignore-unanswered decides', async (_title, outcome, exit) => {
    await file('ended.jsonl', `${JSON.stringify(edgeJson({ ...call, ...outcome }, new Set()))}\n`);
    const args = ['--flows', at('ended.jsonl'), '--policies', at('deny.yaml')];
    expect((await run(...args)).exit).toBe(3);
    const spared = await run(...args, '--ignore-unanswered');
    expect(spared.exit).toBe(exit);
    expect(spared.stdout).toContain('would be dropped');
  });

  test('is what is allowed and was never seen, with --unused', async () => {
    const policies = [at('deny.yaml'), at('allow.yaml')].join();
    const { stdout } = await run('--policies', policies, '--unused');
    expect(stdout).toMatch(
      /^shop\/StatefulSet\/web +shop\/StatefulSet\/api +TCP 8080,9090 +TCP 8080$/m,
    );
    expect(stdout).toContain('Rules that nothing used:\nnone\n');
    expect(stdout).toContain('Never: from 2026-02-26T10:00:00Z to 2026-02-26T10:01:01Z (2 min); ');
  });

  test('are all policies of the cluster, where nothing else is named', async () => {
    await file('guarded.yaml', `${CLUSTER}${DENY}`);
    expect((await run('--cluster', at('guarded.yaml'))).exit).toBe(3);
    const open = await run();
    expect(open).toMatchObject({ exit: 0, stderr: 'note: no policy is there that could drop\n' });
  });

  test('is asked of the aggregator, within the span of time', async () => {
    const args = ['forecast', '--cluster', at('cluster.yaml'), '--policies', at('deny.yaml')];
    const { exit, requests } = await runDropcast([...args, '--since', '1h'], {
      aggregator: { edges: EDGES },
    });
    expect(exit).toBe(3);
    expect(requests).toEqual([{ filter: { sinceUs: NOW_US - 3_600_000_000 }, limit: 0 }]);
  });
});

describe('mistakes', () => {
  test.each([
    ['a file without policies', ['--policies', 'cluster.yaml'], /cluster.yaml holds no policy$/],
    ['a namespace that is not there', ['--default-deny', 'shpo'], /shpo: neither the cluster/],
    ['a policy that is not understood', ['--policies', 'bad.yaml'], /one mistake in the manifests/],
  ])('%s ends the command', async (_, [flag, value], message) => {
    await file('bad.yaml', policy('bad', '{ podSelector: {}, polcyTypes: [] }'));
    const { exit, stdout, stderr } = await run(flag!, flag === '--policies' ? at(value!) : value!);
    expect([exit, stdout]).toEqual([1, '']);
    expect(stderr.trimEnd()).toMatch(message);
  });

  test.each([
    [['--default-deny', 'a/b'], 'namespace'],
    [['--since', 'soon'], "'soon' is not a time"],
    [['-o', 'xml'], 'xml'],
    [['-n', 'A B'], 'namespace'],
  ])('%j is wrong usage', async (args, message) => {
    const { exit, stdout, stderr } = await run(...args);
    expect([exit, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  test('an object that declares nothing is told', async () => {
    const webhook =
      '{ apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingWebhookConfiguration, ' +
      'metadata: { name: w }, webhooks: 7 }';
    await file('webhook.yaml', `${CLUSTER}\n${webhook}\n`);
    const { stderr } = await run('--cluster', at('webhook.yaml'), '--default-deny', 'shop');
    expect(stderr).toMatch(/^note: declares nothing, as it is not understood: .*webhooks/);
  });
});

test('nothing in a name becomes markup or moves the cursor', async () => {
  const odd = { ...pod('web'), name: '', workload: { kind: 'Deployment', name: 'a|b*\u001b[31m' } };
  await file('odd.jsonl', `${JSON.stringify(edgeJson({ ...page, source: odd }, new Set()))}\n`);
  const args = ['--flows', at('odd.jsonl'), '--default-deny', 'shop'];
  expect((await run(...args)).stdout).toContain(String.raw`a|b*\x1b[31m → api`);
  const { stdout } = await run(...args, '-o', 'markdown');
  expect(stdout).toContain(String.raw`a\|b\*\\x1b\[31m → api`);
});
