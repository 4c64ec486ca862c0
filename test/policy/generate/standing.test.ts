/** Names of policies, workloads with the same labels, and policies that stand already. */
import { describe, expect, test } from 'vitest';
import { type Endpoint, unnamedEndpoint } from '../../../src/flow/endpoint.ts';
import { outsideEndpoint } from '../../flow/edge-fixtures.ts';
import { namespace, node, pod } from '../scene.ts';
import { files, generate } from './asked.ts';
import { api, db, SHOP_EDGES, seen, web } from './shop-window.ts';

describe('workloads that labels cannot keep apart', () => {
  const twins = [
    namespace('shop'),
    node('n1', '192.0.2.1'),
    pod('shop/one', { labels: { app: 'x' }, ip: '10.0.1.1' }),
    pod('shop/two', { labels: { app: 'x' }, ip: '10.0.1.2' }),
    pod('shop/bare', { ip: '10.0.1.3' }),
  ].join('\n---\n');
  const end = (name: string): Endpoint => ({
    ...unnamedEndpoint(''),
    ...{ kind: 'pod', namespace: 'shop', name, confidence: 'certain' },
  });

  test('have one policy, which says so', () => {
    const edges = [seen(end('one'), outsideEndpoint('203.0.113.1'), 443)];
    const text = files(generate({ cluster: twins, edges }));
    expect(text['one.yaml']).toContain('# Its labels are also those of Pod/two\n');
    expect(text['default-deny.yaml']).toContain('labels are the same: Pod/one, Pod/two\n');
    expect(text['default-deny.yaml']).toContain('operator: Exists');
  });

  test('from what is silent have no default deny; their own policies isolate both sides', () => {
    const cluster = [twins, pod('shop/four', { labels: { role: 'y' } })].join('\n---\n');
    const edges = [
      seen(end('one'), outsideEndpoint('203.0.113.1'), 443),
      seen(end('four'), outsideEndpoint('203.0.113.2'), 53),
    ];
    const generated = generate({ cluster, edges });
    expect(generated.namespaces[0]).toMatchObject({
      isInseparable: true,
      open: [{ workloads: [{ kind: 'Pod', name: 'bare' }], why: 'no_labels' }],
    });
    expect(Object.keys(files(generated))).toEqual(['four.yaml', 'one.yaml']);
    for (const text of Object.values(files(generated))) {
      expect(text).toMatch(/policyTypes:\n +- Egress\n +- Ingress\n/);
    }
  });

  test('are named by the policy that isolates them, also where the first of them is silent', () => {
    const cluster = [twins, pod('shop/four', { labels: { role: 'y' } })].join('\n---\n');
    const edges = [
      seen(end('two'), outsideEndpoint('203.0.113.1'), 443),
      seen(end('four'), outsideEndpoint('203.0.113.2'), 53),
    ];
    expect(files(generate({ cluster, edges }))['one.yaml']).toContain(
      '# Isolated together, as their labels are the same: Pod/one, Pod/two\n',
    );
  });
});

describe('names', () => {
  const end = (kind: string, name: string, label: string): Endpoint => ({
    ...unnamedEndpoint(''),
    ...{ kind: 'pod', namespace: 'shop', workload: { kind, name }, confidence: 'certain' },
    labels: { app: label },
  });
  const outside = outsideEndpoint('203.0.113.1');

  test.each([
    ['tell kinds apart', [end('Job', 'x', 'a'), end('CronJob', 'x', 'b')], ['x-job', 'x']],
    [
      'are not those of the namespace’s policies',
      [end('Job', 'allow-dns', 'a')],
      ['allow-dns-job'],
    ],
    ['are fit for files, whatever a flow says', [end('Job', '../../etc/X', 'a')], ['etc-x']],
  ])('%s', (_claim, sources, expected) => {
    const cluster = namespace('shop');
    const generated = generate({ cluster, edges: sources.map((each) => seen(each, outside, 443)) });
    const own = Object.keys(files(generated)).slice(1);
    expect(own.sort()).toEqual(expected.map((name) => `${name}.yaml`).sort());
  });
});

describe('merged into policies that stand', () => {
  const standing = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: database, namespace: shop, uid: a1, annotations: { dropcast.io/flows: "2" } }
spec:
  podSelector: { matchLabels: { app: db } }
  policyTypes: [Ingress]
  ingress: [{ from: [{ podSelector: { matchLabels: { app: api } } }], ports: [{ port: 5432 }] }]
status: {}`;

  test('new rules go to the end of the policy with the same subject', () => {
    const edges = [seen(api, db, 5432), seen(web, db, 5432)];
    const text = files(generate({ edges, base: standing }))['database.yaml']!;
    expect(text).toMatch(/app: api.*# Deployment\/web: 12 connections.*app: web/s);
    expect(text).toContain('dropcast.io/flows: "3"');
    expect(text).not.toMatch(/uid|status/);
  });

  test('counts that somebody wrote by hand count for nothing', () => {
    const base = standing.replace('flows: "2"', 'flows: some');
    const text = files(generate({ edges: [seen(web, db, 5432)], base }))['database.yaml']!;
    expect(text).toContain('dropcast.io/flows: "1"');
  });

  test('what they allow gets no rule, and policies without new rules are not written', () => {
    const names = Object.keys(files(generate({ edges: [seen(api, db, 5432)], base: standing })));
    expect(names).toEqual(['default-deny.yaml', 'api.yaml']);
  });

  test('a default deny that stands is enough', () => {
    const deny = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: deny, namespace: team }
spec: { podSelector: {}, policyTypes: [Ingress, Egress] }`;
    const cluster = [namespace('team'), pod('team/web', { labels: { app: 'web' } })].join(
      '\n---\n',
    );
    const source: Endpoint = {
      ...unnamedEndpoint(''),
      ...{ kind: 'pod', namespace: 'team', name: 'web', confidence: 'certain' },
    };
    const edges = [seen(source, outsideEndpoint('203.0.113.1'), 443)];
    const asked = { edges, cluster, namespaces: ['team'] };
    expect(Object.keys(files(generate({ ...asked, base: deny })))).toEqual(['web.yaml']);
    expect(Object.keys(files(generate(asked)))).toEqual(['default-deny.yaml', 'web.yaml']);
  });

  test('a policy of another tier, or one that passes on, isolates nothing', () => {
    const policy = (spec: string) => `
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { name: other, namespace: shop }
spec: { selector: "app not in {'report'}", types: [Ingress, Egress]${spec && `, ${spec}`} }`;
    const tier = JSON.stringify({
      ...{ apiVersion: 'projectcalico.org/v3', kind: 'Tier', metadata: { name: 'early' } },
      spec: { order: 10, defaultAction: 'Pass' },
    });
    const passing = policy('ingress: [{ action: Pass }], egress: [{ action: Pass }]');
    for (const base of [`${tier}\n---\n${policy('tier: early')}`, passing]) {
      const generated = generate({ edges: SHOP_EDGES, base, format: 'calico' });
      expect(Object.keys(files(generated))).toContain('default-deny.yaml');
    }
    const denied = generate({ edges: SHOP_EDGES, base: policy(''), format: 'calico' });
    expect(Object.keys(files(denied))).not.toContain('default-deny.yaml');
  });

  test('a rule never goes where something is denied, and taken names are left alone', () => {
    const base = `
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  selector: app == 'web'
  types: [Egress]
  egress:
  - { action: Allow, protocol: TCP, destination: { nets: [203.0.113.9/32], ports: [443] } }
  - { action: Deny, destination: { nets: [192.0.2.0/24] } }`;
    const generated = generate({ edges: [seen(web, db, 5432)], base, format: 'calico' });
    expect(Object.keys(files(generated))).toEqual([
      'default-deny.yaml',
      'db.yaml',
      'web-deployment.yaml',
    ]);
  });
});
