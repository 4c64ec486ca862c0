import { describe, expect, test } from 'vitest';
import type { Edge } from '../../../src/flow/edge.ts';
import { unnamedEndpoint } from '../../../src/flow/endpoint.ts';
import type { Party } from '../../../src/policy/connectivity/party.ts';
import { ruleName } from '../../../src/policy/forecast/explain.ts';
import { neverSeen } from '../../../src/policy/forecast/never-seen.ts';
import { unusedRules } from '../../../src/policy/forecast/unused-rules.ts';
import { calico } from '../calico-shop.ts';
import { Scene } from '../scene.ts';
import { fromAny, policy, SHOP } from '../shop.ts';
import { seen } from './forecast-scene.ts';

const API = policy(
  fromAny([{ podSelector: { matchLabels: { app: 'web' } } }], [{ port: 8080 }, { port: 9090 }]),
  'api',
);
const OUT = policy(
  {
    podSelector: { matchLabels: { app: 'web' } },
    policyTypes: ['Egress'],
    egress: [
      { to: [{ podSelector: { matchLabels: { app: 'api' } } }] },
      { to: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: [{ port: 443 }] },
    ],
  },
  'out',
);
const scene = new Scene([...SHOP, API, OUT]);

describe('unused rules', () => {
  const unused = (edges: readonly Edge[], of = scene) =>
    unusedRules(of.policies, edges, of.evaluator).map((rule) => ruleName(rule, 'shop'));

  test('are those that let pass and that no edge matches', () => {
    expect(unused([])).toEqual([
      'ingress rule 1 of api',
      'egress rule 1 of out',
      'egress rule 2 of out',
    ]);
    expect(unused([seen(scene, 'shop/web', 'shop/api:8080')])).toEqual(['egress rule 2 of out']);
    expect(unused([seen(scene, 'shop/web', '203.0.113.9:443')])).toEqual([
      'ingress rule 1 of api',
      'egress rule 1 of out',
    ]);
  });

  test('are not those that match behind the one that decides', () => {
    const twice = new Scene([...SHOP, API, API.replace('"name":"api"', '"name":"again"')]);
    expect(unused([seen(twice, 'shop/web', 'shop/api:8080')], twice)).toEqual([]);
  });

  test('are not those that may have matched', () => {
    const edges = [seen(scene, 'nobody', 'shop/api:8080')];
    expect(unused(edges)).not.toContain('ingress rule 1 of api');
  });

  test('are not used by replies, nor by what nobody polices', () => {
    const hosts = policy(fromAny([{ ipBlock: { cidr: '192.0.2.0/24' } }]), 'hosts');
    const open = new Scene([...SHOP, hosts]);
    const reply = { ...seen(open, 'node:n2', 'shop/api:8080'), isReply: true };
    const probe = seen(open, 'node:n1', 'shop/api:8080');
    expect(unused([reply, probe], open)).toEqual(['ingress rule 1 of hosts']);
    expect(unused([seen(open, 'node:n2', 'shop/api:8080')], open)).toEqual([]);
  });

  test('are never rules that deny or log, which nobody needs to use', () => {
    const rules = ['Log', 'Deny', 'Pass'].map((action) => ({ action }));
    const denying = new Scene([
      ...SHOP,
      calico('GlobalNetworkPolicy', 'all', { selector: 'all()', ingress: rules }),
    ]);
    expect(unused([], denying)).toEqual(['ingress rule 3 of GlobalNetworkPolicy all']);
  });
});

describe('never seen', () => {
  const partyText = (party: Party) =>
    party.kind === 'workload'
      ? `${party.namespace}/${party.workload.name}`
      : party.kind === 'nodes'
        ? 'nodes'
        : party.ranges.join();
  const told = (edges: readonly Edge[], of = scene) =>
    neverSeen({
      policies: of.policies,
      world: of.world,
      evaluator: of.evaluator,
      edges,
    }).map(
      ({ sources, destination, allowed, seen: part }) =>
        `${sources.map(partyText).join('+')} => ${partyText(destination)}: ${allowed} (${part})`,
    );

  test('is what a rule opens and no edge shows', () => {
    expect(told([])).toEqual([
      'shop/web => shop/api: TCP 8080,9090 ()',
      'shop/web => 203.0.113.0/24: TCP 443 ()',
    ]);
  });

  test('is told with the part that was seen, and not at all once all of it was', () => {
    const first = seen(scene, 'shop/web', 'shop/api:8080');
    const outside = seen(scene, 'shop/web', '203.0.113.9:443');
    expect(told([first, outside])).toEqual(['shop/web => shop/api: TCP 8080,9090 (TCP 8080)']);
    expect(told([first, outside, seen(scene, 'shop/web', 'shop/api:9090')])).toEqual([]);
  });

  test('leaves open what no policy selects', () => {
    expect(told([], new Scene(SHOP))).toEqual([]);
  });

  test('takes an end that may be several for each of them', () => {
    const either = {
      ...unnamedEndpoint('10.0.1.2'),
      confidence: 'ambiguous',
      candidates: [scene.end('shop/api'), scene.end('bank/ledger')],
    } as const;
    const edges = [8080, 9090].map((port) => ({
      ...seen(scene, 'shop/web', `shop/api:${port}`),
      destination: either,
    }));
    expect(told(edges)).toEqual(['shop/web => 203.0.113.0/24: TCP 443 ()']);
  });

  test('takes a service for the pods behind it', () => {
    const service = JSON.stringify({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'api', namespace: 'shop' },
      spec: { clusterIP: '10.96.0.1', selector: { app: 'api' }, ports: [{ port: 8080 }] },
    });
    const withService = new Scene([...SHOP, API, service]);
    const end = { ...unnamedEndpoint('10.96.0.1'), kind: 'service' as const };
    const edges = [8080, 9090].map((port) => ({
      ...seen(withService, 'shop/web', `shop/api:${port}`),
      destination: { ...end, namespace: 'shop', name: 'api' },
    }));
    expect(told(edges, withService)).toEqual([]);
  });

  test('tells sources with the same answer together', () => {
    const open = new Scene([...SHOP, policy(fromAny([{ namespaceSelector: {} }]), 'open')]);
    expect(told([seen(open, 'node:n1', 'shop/api:80')], open)).toEqual([
      'bank/ledger+shop/api+shop/web => shop/api: all ()',
    ]);
  });
});
