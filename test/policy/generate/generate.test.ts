/** Policies for a shop: what they say, and what they leave out. */
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { Edge } from '../../../src/flow/edge.ts';
import { type Endpoint, unnamedEndpoint } from '../../../src/flow/endpoint.ts';
import { ICMP, TCP, UDP } from '../../../src/flow/protocol.ts';
import { formatTime } from '../../../src/flow/time.ts';
import { outsideEndpoint } from '../../flow/edge-fixtures.ts';
import { namespace, pod } from '../scene.ts';
import { type Asked, files, generate, leftOut } from './asked.ts';
import { api, backup, db, SHOP_CLUSTER, SHOP_EDGES, SHOP_WEB, seen, web } from './shop-window.ts';

describe('a shop', () => {
  test.each(['kubernetes', 'calico'] as const)('has the policies of %s', async (format) => {
    const text = Object.values(files(generate({ edges: SHOP_EDGES, format }))).join('---\n');
    const golden = new URL(`../../fixtures/cli/policy-generate.${format}.yaml`, import.meta.url);
    expect(text).toBe(await readFile(golden, 'utf8'));
  });

  test('has a file for each workload, and three for the namespace', () => {
    expect(Object.keys(files(generate({ edges: SHOP_EDGES })))).toEqual([
      'default-deny.yaml',
      'allow-dns.yaml',
      'allow-baseline-ingress.yaml',
      'api.yaml',
      'backup.yaml',
      'db.yaml',
      'web.yaml',
    ]);
  });

  test('leaves a silent workload open', () => {
    const generated = generate({ edges: SHOP_EDGES });
    expect(generated.namespaces[0]!.open).toEqual([
      { workloads: [{ kind: 'CronJob', name: 'report' }], why: 'silent' },
    ]);
    expect(files(generated)['default-deny.yaml']).toContain('- report');
  });

  test('says what it leaves out, and why', () => {
    expect(leftOut(generate({ edges: SHOP_EDGES }))).toEqual([
      'ambiguous_end egress',
      'ambiguous_end ingress',
      'cannot_be_said egress',
      'cannot_be_said ingress',
      'not_answered egress',
      'not_answered ingress',
      'too_many_addresses egress',
    ]);
  });

  test('allows what was refused when asked to', () => {
    const generated = generate({ edges: SHOP_EDGES, withRefused: true });
    expect(leftOut(generated)).not.toContain('not_answered egress');
    expect(files(generated)['db.yaml']).toContain('# Deployment/web: 12 connections');
  });

  test('has Calico say ICMP', () => {
    const generated = generate({ edges: SHOP_EDGES, format: 'calico' });
    expect(leftOut(generated)).not.toContain('cannot_be_said egress');
    expect(files(generated)['db.yaml']).toMatch(/protocol: ICMP\n +icmp:\n +type: 8/);
  });

  test('has no policies where only what is left out was seen', () => {
    const generated = generate({ edges: [seen(web, db, 5432, { answered: 0, refused: 1 })] });
    expect(files(generated)).toEqual({});
    const reasons = generated.namespaces[0]!.open.map(({ why }) => why);
    expect(reasons).toEqual(['silent', 'no_rule', 'silent', 'no_rule']);
  });
});

describe('what gets no rule', () => {
  const nobody = unnamedEndpoint('10.0.7.7');
  const gone: Endpoint = { ...backup, labels: {} };
  const service: Endpoint = { ...nobody, kind: 'service', namespace: 'shop', name: 'lost' };
  const odd: Endpoint = { ...backup, labels: { 'a/b/c': 'x', ['k'.repeat(64)]: 'x' } };
  const manyHosts = { ...nobody, kind: 'node' } as const;
  test.each<[string, Edge, string[]]>([
    ['replies', seen(web, db, 5432, { isReply: true }), []],
    ['an end that nobody can name', seen(nobody, db, 5432), ['unnamed_end ingress']],
    ['addresses in one', seen(web, outsideEndpoint(''), 443), ['address_not_kept egress']],
    [
      'a node without an address',
      seen({ ...manyHosts, ip: '' }, db, 5432),
      ['address_not_kept ingress'],
    ],
    [
      'a service of nobody',
      seen(web, service, 80),
      ['service_not_known egress', 'service_not_known ingress'],
    ],
    ['pods without labels', seen(gone, db, 5432), ['no_labels egress', 'no_labels ingress']],
    ['labels that no cluster has', seen(db, odd, 80), ['no_labels egress', 'no_labels ingress']],
    [
      'an address that is none',
      seen({ ...manyHosts, ip: 'x' }, db, 80),
      ['address_not_kept ingress'],
    ],
    [
      'a protocol that is hidden',
      seen(web, db, 1, { protocol: undefined }),
      ['protocol_not_known egress', 'protocol_not_known ingress'],
    ],
    [
      'a port that is hidden',
      seen(web, db, undefined),
      ['port_not_known egress', 'port_not_known ingress'],
    ],
    ['port 0', seen(web, db, 0), ['cannot_be_said egress', 'cannot_be_said ingress']],
    [
      'ICMP of some type',
      seen(web, db, undefined, { protocol: ICMP }),
      ['icmp_type_not_known egress', 'icmp_type_not_known ingress'],
    ],
    [
      'what a policy dropped',
      seen(web, db, 5432, { answered: 0, verdict: 'dropped' }),
      ['dropped egress', 'dropped ingress'],
    ],
  ])('%s', (_claim, edge, expected) => {
    expect(leftOut(generate({ edges: [edge] }))).toEqual(expected);
  });

  test('an address that pods get theirs from', () => {
    const podBlock = JSON.stringify({
      ...{ apiVersion: 'projectcalico.org/v3', kind: 'IPPool', metadata: { name: 'pods' } },
      spec: { cidr: '10.0.0.0/16' },
    });
    const edges = [seen(web, outsideEndpoint('10.0.200.1'), 443)];
    const generated = generate({ edges, cluster: `${SHOP_CLUSTER}\n---\n${podBlock}` });
    expect(leftOut(generated)).toEqual(['unnamed_end egress']);
  });

  test('what something else denies is not proven', () => {
    const base = `
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: { name: no-databases }
spec:
  order: 1
  selector: app == 'db'
  types: [Ingress]
  ingress: [{ action: Deny }]`;
    expect(leftOut(generate({ edges: [seen(web, db, 5432)], base }))).toEqual([
      'not_proven ingress',
    ]);
  });
});

describe('a workload that only its flows tell of', () => {
  const shared: Endpoint = { ...backup, labels: { tier: 'back' } };
  const one: Endpoint = { ...shared, name: 'backup-1' };
  const dns: Endpoint = { ...api, namespace: 'kube-system', labels: { 'k8s-app': 'dns' } };
  const askedBy = (source: Endpoint) => seen(source, dns, 53, { protocol: UDP });

  test.each<[string, Edge[]]>([
    ['its one pod asked', [askedBy(one)]],
    ['of several pods, one asked', [askedBy(one), { ...askedBy(shared), isReply: true }]],
  ])('asks for names as all do, where %s', (_who, edges) => {
    const written = files(generate({ edges: [askedBy(web), ...edges] }));
    expect(written['default-deny.yaml']).toContain('operator: NotIn');
    expect(Object.keys(written)).toEqual(['default-deny.yaml', 'allow-dns.yaml']);
  });

  test('has a rule of its own for what pods need whose labels are not all known', () => {
    const written = files(generate({ edges: [askedBy(web), askedBy(one), askedBy(shared)] }));
    expect(written['backup.yaml']).toContain('port: 53');
  });
});

describe('a peer', () => {
  const rulesFor = (edge: Edge, asked: Partial<Asked> = {}) =>
    Object.values(files(generate({ edges: [edge], ...asked }))).join('');

  test('in the host’s network is its node', () => {
    const host = pod('ops/agent', { hostNetwork: true, node: 'n2', labels: { app: 'agent' } });
    const end: Endpoint = { ...unnamedEndpoint(''), kind: 'pod', namespace: 'ops', name: 'agent' };
    const cluster = `${SHOP_CLUSTER}\n---\n${host}`;
    expect(rulesFor(seen(end, db, 9100), { cluster })).toContain('cidr: 192.0.2.2/32');
  });

  test.each([
    ['all nodes of its pods', '', ['192.0.2.1/32', '192.0.2.2/32']],
    ['the node that has the address', '192.0.2.2', ['192.0.2.2/32']],
  ])('in the host’s network everywhere is %s', (_claim, ip, expected) => {
    const pods = ['n1', 'n2'].map((on) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        ...{ namespace: 'ops', name: `agent-${on}` },
        ownerReferences: [{ kind: 'DaemonSet', name: 'agent', controller: true }],
      },
      spec: { nodeName: on, hostNetwork: true },
    }));
    const cluster = [SHOP_CLUSTER, ...pods.map((one) => JSON.stringify(one))].join('\n---\n');
    const workload = { kind: 'DaemonSet', name: 'agent' };
    const agent: Endpoint = { ...api, namespace: 'ops', workload, ip };
    const text = rulesFor(seen(agent, db, 9100), { cluster });
    expect(text.match(/(?<=cidr: ).*/g)).toEqual(expected);
  });

  test('that was connected before the window has a rule, though nobody saw an answer', () => {
    const open = seen(web, db, 5432, { origin: 'conntrack', answered: 0, prefixes: [] });
    const text = files(generate({ edges: [open, seen(api, db, 5432)] }))['db.yaml'];
    expect(text).toContain('app: web');
  });

  test.each([
    ['its pods, at their port', 8080],
    ['its pods, at their port of that name', 'http'],
  ])('behind a service is %s', (_claim, targetPort) => {
    const service = JSON.stringify({
      ...{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'api', namespace: 'shop' } },
      spec: { selector: { app: 'api' }, ports: [{ port: 80, targetPort }] },
    });
    const named = pod('shop/named', { labels: { app: 'api', x: '1' }, ports: { http: '8080' } });
    const end: Endpoint = { ...api, kind: 'service', workload: undefined, name: 'api' };
    const text = rulesFor(seen(web, end, 80), {
      cluster: [namespace('shop'), SHOP_WEB, named, service].join('\n---\n'),
    });
    expect(text).toContain('port: 8080');
    expect(text).not.toContain('port: 80\n');
  });

  test.each<[string, number | string]>([
    ['5353', 5353],
    ['dns of its pods', 'dns'],
  ])('for DNS may have both protocols, also where its service means port %s', (_said, port) => {
    const dns = { namespace: 'kube-system', name: 'dns' };
    const ports = [{ port: 53, targetPort: port, protocol: 'UDP' }];
    const named = { name: 'dns', containerPort: 5353, protocol: 'UDP' };
    const objects = [
      { kind: 'Service', metadata: dns, spec: { selector: { app: 'dns' }, ports } },
      {
        ...{ kind: 'Pod', metadata: { ...dns, labels: { app: 'dns' } } },
        spec: { nodeName: 'n1', containers: [{ name: 'dns', ports: [named] }] },
      },
    ].map((object) => JSON.stringify({ apiVersion: 'v1', ...object }));
    const end: Endpoint = { ...api, ...dns, workload: undefined, labels: { app: 'dns' } };
    const edge = seen(web, end, 5353, { protocol: UDP, services: ['kube-system/dns'] });
    const text = rulesFor(edge, { cluster: [SHOP_CLUSTER, ...objects].join('\n---\n') });
    expect(text).toMatch(/protocol: UDP\n +port: 5353\n +- protocol: TCP\n +port: 5353/);
  });

  test('of which all candidates are one workload is that workload', () => {
    const either: Endpoint = {
      ...unnamedEndpoint('10.0.1.1'),
      ...{ confidence: 'ambiguous', candidates: [web, { ...web, name: 'web-5d9c7b9f4-x1' }] },
    };
    expect(rulesFor(seen(either, db, 5432))).toContain('app: web');
  });

  test('of IPv6 is a block of one address', () => {
    const text = rulesFor(seen(web, outsideEndpoint('2001:db8::1'), 443));
    expect(text).toContain('cidr: 2001:db8::1/128');
    const mapped = rulesFor(seen(web, outsideEndpoint('::ffff:203.0.113.9'), 443));
    expect(mapped).toContain('cidr: 203.0.113.9/32');
  });

  test('is told with the first and last time that it was seen', () => {
    const firstSeenUs = 1_772_100_000_000_000;
    const edges = [
      seen(web, db, 5432, { firstSeenUs, lastSeenUs: firstSeenUs + 5_000_000 }),
      seen(web, db, 5433, { firstSeenUs: 0, lastSeenUs: 0, protocol: TCP }),
    ];
    const text = files(generate({ edges }))['db.yaml'];
    const first = formatTime(firstSeenUs).replace('.000000', '');
    expect(text).toContain(`24 connections, ${first} to ${first.replace('00Z', '05Z')}`);
    expect(text).toContain('dropcast.io/flows: "2"');
  });
});
