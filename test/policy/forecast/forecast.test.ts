import { describe, expect, test } from 'vitest';
import { unnamedEndpoint } from '../../../src/flow/endpoint.ts';
import { Evaluator } from '../../../src/policy/evaluate/evaluator.ts';
import { defaultDeny } from '../../../src/policy/forecast/default-deny.ts';
import { forecastOf } from '../../../src/policy/forecast/forecast.ts';
import { summaryOf } from '../../../src/policy/forecast/summary.ts';
import { HOUR_US } from '../../flow/edge-fixtures.ts';
import { calico } from '../calico-shop.ts';
import { namespace, node, pod, published, Scene } from '../scene.ts';
import { forecast, seen, sentences } from './forecast-scene.ts';

const CLUSTER = [
  namespace('production'),
  namespace('kube-system'),
  node('n1', '192.0.2.1'),
  node('n2', '192.0.2.2'),
  pod('production/frontend', { labels: { app: 'frontend' }, ip: '10.0.1.1' }),
  pod('production/api', { labels: { app: 'api' }, ip: '10.0.1.2' }),
  pod('production/database', { labels: { app: 'database' }, ip: '10.0.1.3', node: 'n2' }),
  pod('kube-system/coredns', { ip: '10.0.5.1', labels: { 'k8s-app': 'kube-dns' } }),
];
const DENY_ALL = published('zero-trust/deny-all');
const THREE_TIER = published('zero-trust/three-tier');

const open = new Scene(CLUSTER);
const guarded = new Scene([...CLUSTER, DENY_ALL, THREE_TIER]);
const page = seen(open, 'production/frontend', 'production/api:8080');
const lookup = seen(open, 'production/api', 'kube-system/coredns:53/UDP');
const query = seen(open, 'production/api', 'production/database:5432');

describe('a sentence', () => {
  test('names the side that drops, and the policies that allow nothing there', () => {
    expect(sentences(forecast(guarded, [page]))).toEqual([
      "frontend → api:8080 would be dropped at frontend's egress: " +
        'no rule of allow-dns, deny-all-traffic allows it',
    ]);
  });

  test('says the same reason of both sides once', () => {
    const edges = [seen(open, 'production/frontend', 'production/api:9090')];
    const denied = new Scene([...CLUSTER, DENY_ALL.split('---')[0]!]);
    expect(sentences(forecast(denied, edges))).toEqual([
      "frontend → api:9090 would be dropped at frontend's egress and at api's ingress: " +
        'no rule of deny-all-traffic allows it',
    ]);
  });

  test('says different reasons each with its side', () => {
    const edges = [seen(open, 'production/frontend', 'production/api:9090')];
    expect(sentences(forecast(guarded, edges))).toEqual([
      "frontend → api:9090 would be dropped at frontend's egress: no rule of allow-dns, " +
        "deny-all-traffic allows it; and at api's ingress: no rule of allow-frontend-to-api, " +
        'deny-all-traffic allows it',
    ]);
  });

  test('names the rule that denies, by its number', () => {
    const denying = new Scene([
      ...CLUSTER,
      calico('GlobalNetworkPolicy', 'no-dns', {
        selector: 'all()',
        egress: [
          { action: 'Log' },
          {
            action: 'Deny',
            protocol: 'UDP',
            destination: { ports: [53] },
          },
        ],
      }),
    ]);
    expect(sentences(forecast(denying, [lookup]))).toEqual([
      "api → kube-system/coredns:53/UDP would be dropped at api's egress: " +
        'egress rule 2 of GlobalNetworkPolicy no-dns denies it',
    ]);
  });

  test('of a connection that was open before says when it breaks', () => {
    const [text] = sentences(forecast(guarded, [{ ...page, origin: 'conntrack' }]));
    expect(text).toMatch(/^frontend → api:8080 would be dropped when it reconnects at frontend's/);
  });

  test('of an end that nobody knows is unknown, and says why', () => {
    const edges = [seen(open, 'production/frontend', 'nobody:443')];
    const allowing = new Scene([
      ...CLUSTER,
      JSON.stringify({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'to-pods', namespace: 'production' },
        spec: {
          podSelector: {},
          policyTypes: ['Egress'],
          egress: [{ to: [{ namespaceSelector: {} }] }],
        },
      }),
    ]);
    const lines = forecast(allowing, edges);
    expect(lines.map(({ fate }) => fate)).toEqual(['unknown']);
    expect(lines[0]!.sentence).toMatch(
      /^frontend → 10\.9\.9\.9:443 may be dropped at frontend's egress: nobody knows .*rule 1/,
    );
  });

  test('of an ambiguous end names what it may be', () => {
    const either = {
      ...unnamedEndpoint('10.0.0.9'),
      confidence: 'ambiguous',
      candidates: [open.end('production/api'), open.end('kube-system/coredns')],
    } as const;
    const lines = forecast(guarded, [
      { ...page, source: either, destination: open.end('production/database'), port: 5432 },
    ]);
    expect(lines[0]).toMatchObject({ fate: 'unknown' });
    expect(lines[0]!.sentence).toBe(
      '10.0.0.9 (production/api or kube-system/coredns) → database:5432 may be dropped at ' +
        "database's ingress: it may be one of several ends, which policies treat differently",
    );
  });

  test('of a node that reaches its own pod says that nobody polices it', () => {
    const edges = [seen(open, 'node:n1', 'production/api:8080')];
    const lines = forecast(guarded, edges);
    expect(lines[0]).toMatchObject({ fate: 'not_policed', subject: { namespace: 'production' } });
    expect(lines[0]!.sentence).toBe(
      'node n1 → api:8080 is not policed: no policy applies to the node itself, ' +
        'a node reaches its own pods past every policy',
    );
  });
});

describe('lines', () => {
  test('stand for all peers outside that meet the same fate, and count them', () => {
    const edges = ['203.0.113.7', '203.0.113.8', '198.51.100.1'].map((ip, i) =>
      seen(open, 'production/api', `${ip}:443`, {
        connections: i + 1,
        firstSeenUs: HOUR_US + i,
        lastSeenUs: HOUR_US + 10 * i,
      }),
    );
    const lines = forecast(guarded, edges);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      edges: 3,
      connections: 6,
      firstSeenUs: HOUR_US,
      lastSeenUs: HOUR_US + 20,
      destination: { members: ['198.51.100.1', '203.0.113.7', '203.0.113.8'] },
    });
    expect(lines[0]!.sentence).toContain('api → outside (198.51.100.1 and 2 more):443 would be');
  });

  test('keep apart what policies treat differently', () => {
    const block = calico('GlobalNetworkPolicy', 'block', {
      selector: "app == 'api'",
      types: ['Egress'],
      egress: [{ action: 'Allow', destination: { nets: ['203.0.113.0/24'] } }],
    });
    const scene = new Scene([...CLUSTER, block]);
    const edges = ['203.0.113.7', '198.51.100.1'].map((ip) =>
      seen(open, 'production/api', `${ip}:443`),
    );
    expect(forecast(scene, edges).map(({ fate }) => fate)).toEqual(['dropped', 'allowed']);
  });

  test('leave replies out', () => {
    const lines = forecast(guarded, [{ ...page, isReply: true }, query]);
    expect(lines.map(({ fate }) => fate)).toEqual(['allowed']);
  });

  test('of pods of which only the address is known are one per namespace', () => {
    const edges = ['10.0.7.1', '10.0.7.2', '10.0.8.1'].map((ip, i) => ({
      ...page,
      source: { ...unnamedEndpoint(ip), kind: 'pod' as const, namespace: `n${i >> 1}` },
    }));
    const lines = forecast(guarded, edges);
    expect(lines.map(({ edges: count, source }) => [count, source.members.length])).toEqual([
      [2, 2],
      [1, 1],
    ]);
  });

  test('hold every edge once', () => {
    const ports = Array.from({ length: 40 }, (_, i) => i % 7);
    const edges = ports.map((port, i) =>
      seen(
        open,
        ['production/api', '203.0.113.7', 'nobody'][i % 3]!,
        `production/frontend:${port}`,
      ),
    );
    const lines = forecast(guarded, edges);
    expect(lines.length).toBeLessThan(edges.length);
    expect(lines.reduce((sum, line) => sum + line.edges, 0)).toBe(edges.length);
  });

  test('are the same whatever the order of the edges', () => {
    const edges = [page, lookup, query, seen(open, 'production/api', '203.0.113.7:443')];
    const forwards = forecast(guarded, edges);
    expect(forecast(guarded, edges.toReversed())).toEqual(forwards);
  });
});

test('what worked comes before what did not, and then what is used more', () => {
  const denied = new Scene([...CLUSTER, DENY_ALL.split('---')[0]!]);
  const edge = (port: number, over: object) =>
    seen(open, 'production/api', `production/database:${port}`, { answered: 0, ...over });
  const edges = [
    edge(1, { refused: 1, connections: 900 }),
    edge(2, { connections: 50 }),
    edge(3, { answered: 1, connections: 2 }),
    edge(4, { answered: 1, connections: 7 }),
    edge(5, { unreachable: 1, connections: 60 }),
    edge(6, { origin: 'conntrack', prefixes: [], connections: 5 }),
  ];
  const lines = forecast(denied, edges);
  expect(lines.map(({ traffic }) => traffic.port)).toEqual([4, 6, 3, 2, 5, 1]);
});

test('lines of one namespace and workload stay together, the worst first', () => {
  const deny = ['production', 'kube-system'].map((name) => defaultDeny(name));
  const evaluator = new Evaluator(deny, open.world);
  const edges = [
    seen(open, 'kube-system/coredns', '203.0.113.53:53/UDP', { connections: 10 }),
    seen(open, 'production/api', '203.0.113.7:443', { connections: 3 }),
    seen(open, 'production/api', '203.0.113.7:80', { answered: 0, refused: 1 }),
    seen(open, 'production/frontend', 'production/api:8080', { connections: 8 }),
  ];
  const lines = forecastOf({ edges, evaluator });
  expect(lines.map(({ subject, traffic }) => [subject.workload?.name, traffic.port])).toEqual([
    ['frontend', 8080],
    ['api', 443],
    ['api', 80],
    ['coredns', 53],
  ]);
});

describe('against a baseline', () => {
  const edges = [page, lookup, query, seen(open, 'production/frontend', '203.0.113.7:443')];
  const denied = new Scene([...CLUSTER, DENY_ALL]);
  const changes = (after: Scene, before: Scene) =>
    forecast(after, edges, before).map(({ traffic, change }) => [traffic.port, change]);

  test('a drop is new or still there, and what passes is allowed anew or unchanged', () => {
    expect(changes(guarded, denied)).toEqual([
      [8080, 'still_dropped'],
      [443, 'still_dropped'],
      [5432, 'newly_allowed'],
      [53, 'unchanged'],
    ]);
    expect(changes(denied, open)).toEqual([
      [8080, 'newly_dropped'],
      [443, 'newly_dropped'],
      [5432, 'newly_dropped'],
      [53, 'unchanged'],
    ]);
  });

  test('the summary counts edges and connections by fate and by change', () => {
    const lines = forecast(guarded, edges, denied);
    expect(summaryOf(lines)).toMatchObject({
      all: { edges: 4, connections: 4 },
      fates: { dropped: { edges: 2 }, allowed: { edges: 2 }, unknown: { edges: 0 } },
      changes: { still_dropped: { edges: 2 }, newly_allowed: { connections: 1 } },
    });
    expect(summaryOf(forecast(guarded, edges)).changes).toBeUndefined();
  });
});

test('a default deny that was made drops what the written one drops', () => {
  const made = new Evaluator([defaultDeny('production', 'deny-all-traffic')], open.world);
  const written = new Scene([...CLUSTER, DENY_ALL.split('---')[0]!]);
  const edges = [page, lookup, query, seen(open, '203.0.113.7', 'production/api:443')];
  const texts = sentences(forecastOf({ edges, evaluator: made }));
  expect(texts).toEqual(sentences(forecast(written, edges)));
  expect(texts).toHaveLength(4);
});
