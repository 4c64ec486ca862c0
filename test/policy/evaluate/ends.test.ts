/** Ends as flows name them: replicas summed up, candidates, services, addresses not kept. */
import { describe, expect, test } from 'vitest';
import { type Endpoint, unnamedEndpoint } from '../../../src/flow/endpoint.ts';
import { ICMP, TCP } from '../../../src/flow/protocol.ts';
import type { Traffic } from '../../../src/policy/evaluate/end.ts';
import { Evaluator } from '../../../src/policy/evaluate/evaluator.ts';
import { EMPTY_WORLD } from '../../../src/policy/model/world.ts';
import { calico } from '../calico-shop.ts';
import { pod, Scene } from '../scene.ts';
import { api, fromAny, policy, SHOP } from '../shop.ts';

const service = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'front', namespace: 'shop' },
  spec: { selector: { app: 'api' }, ports: [{ port: 80, targetPort: 'http' }] },
});

function sideOf(
  scene: Scene,
  source: Endpoint,
  destination: Endpoint,
  over: Partial<Traffic> = {},
) {
  const traffic = { protocol: TCP, port: 80, icmpType: undefined, icmpCode: undefined, ...over };
  const { egress, ingress } = scene.evaluator.evaluateConnection(source, destination, traffic);
  const text = ({ verdict, reason }: typeof egress) => (reason ? `${verdict}: ${reason}` : verdict);
  return { egress: text(egress), ingress: text(ingress) };
}

const outside = (ip: string): Endpoint => ({ ...unnamedEndpoint(ip), kind: 'outside' });

function workload(name: string, labels = {}): Endpoint {
  const made = { kind: 'Deployment', name };
  return { ...unnamedEndpoint(''), kind: 'pod', namespace: 'shop', workload: made, labels };
}

function ambiguous(...candidates: readonly Endpoint[]): Endpoint {
  const each = candidates.map((one) => ({ ...one, confidence: 'ambiguous' as const }));
  return { ...unnamedEndpoint('10.0.1.1'), confidence: 'ambiguous', candidates: each };
}

describe('candidates', () => {
  const scene = new Scene([
    ...SHOP,
    policy(fromAny([{ podSelector: { matchLabels: { app: 'web' } } }])),
  ]);
  const to = scene.end('shop/api');

  test('decide where they agree', () => {
    const both = ambiguous(scene.end('bank/ledger'), outside('10.0.1.1'));
    expect(sideOf(scene, both, to).ingress).toBe('denied');
  });

  test('leave open where they do not', () => {
    const both = ambiguous(scene.end('shop/web'), scene.end('bank/ledger'));
    expect(sideOf(scene, both, to).ingress).toBe('unknown: ambiguous_end');
  });
});

describe('a workload that the world does not know', () => {
  test('is known by the labels that its pods have in common', () => {
    const scene = new Scene([...SHOP, policy({ podSelector: { matchLabels: { app: 'cart' } } })]);
    const from = scene.end('bank/ledger');
    expect(sideOf(scene, from, workload('cart', { app: 'cart' })).ingress).toBe('denied');
    expect(sideOf(scene, from, workload('cart', { app: 'other' })).ingress).toBe('allowed');
    expect(sideOf(scene, from, workload('cart')).ingress).toBe('unknown: labels_not_known');
  });

  test('is open about labels that tell replicas apart, even with a name', () => {
    const selector = { matchLabels: { 'pod-template-hash': '5d9c' } };
    const scene = new Scene([...SHOP, policy({ podSelector: selector })]);
    const named = { ...workload('cart', { app: 'cart' }), name: 'cart-5d9c-x' };
    expect(sideOf(scene, scene.end('bank/ledger'), named).ingress).toBe(
      'unknown: labels_not_known',
    );
  });
});

describe('addresses', () => {
  const block = (cidr: string, except?: string[]) =>
    policy({ ...api, ingress: [{ from: [{ ipBlock: { cidr, ...(except && { except }) } }] }] });
  const ingress = (document: string, from: Endpoint) => {
    const scene = new Scene([...SHOP, document]);
    return sideOf(scene, from, scene.end('shop/api')).ingress;
  };

  test('that were not kept are in every block, or in some', () => {
    expect(ingress(block('0.0.0.0/0'), outside(''))).toBe('allowed');
    expect(ingress(block('203.0.113.0/24'), outside(''))).toBe('unknown: address_not_known');
    expect(ingress(block('0.0.0.0/0', ['10.0.0.0/8']), outside(''))).toBe(
      'unknown: address_not_known',
    );
    expect(ingress(block('fd00::/8'), outside(''))).toBe('denied');
  });

  test('of several replicas are in a block when all of them are', () => {
    const replica = (i: number) => {
      const made = JSON.parse(pod(`shop/cart-5d9c-${i}`, { ip: `10.0.7.${i}` }));
      made.metadata.labels = { 'pod-template-hash': '5d9c' };
      made.metadata.ownerReferences = [{ kind: 'ReplicaSet', name: 'cart-5d9c' }];
      return JSON.stringify(made);
    };
    const from = (...documents: readonly string[]) => {
      const scene = new Scene([...SHOP, replica(1), replica(2), ...documents]);
      return sideOf(scene, workload('cart'), scene.end('shop/api')).ingress;
    };
    expect(from(block('10.0.7.0/24'))).toBe('allowed');
    expect(from(block('10.0.7.1/32'))).toBe('unknown: address_not_known');
    expect(from(block('10.0.8.0/24'))).toBe('denied');
    expect(from(block('10.0.7.0/31', ['10.0.7.1/32']))).toBe('denied');
    expect(from(block('10.0.7.0/24', ['10.0.7.1/32']))).toBe('unknown: address_not_known');
    expect(from(block('10.0.7.0/24', ['10.0.7.9/32']))).toBe('allowed');
    const set = calico('GlobalNetworkSet', 's', { nets: ['10.0.7.2'] }, { labels: { in: 'set' } });
    const bySet = { ingress: [{ action: 'Allow', source: { selector: 'has(in)' } }] };
    expect(from(set, calico('GlobalNetworkPolicy', 'p', bySet))).toBe('unknown: ambiguous_end');
  });

  test('of pods that are not placed yet are not those of the world outside', () => {
    const made = JSON.stringify({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'cart', namespace: 'shop' },
      spec: { template: { metadata: { labels: { app: 'cart' } }, spec: {} } },
    });
    const from = (document: string) => {
      const scene = new Scene([...SHOP, made, document]);
      return sideOf(scene, workload('cart'), scene.end('shop/api')).ingress;
    };
    expect(from(block('203.0.113.0/24'))).toBe('denied');
    expect(from(block('10.0.0.0/8'))).toBe('unknown: address_not_known');
  });
});

describe('a service', () => {
  test('means the pods behind it, at their ports', () => {
    const onPort = (port: number) => policy(fromAny([{ podSelector: {} }], [{ port }]));
    const front: Endpoint = {
      ...unnamedEndpoint('10.96.0.7'),
      kind: 'service',
      namespace: 'shop',
      name: 'front',
    };
    const ingress = (port: number) => {
      const scene = new Scene([...SHOP, service, onPort(port)]);
      return sideOf(scene, scene.end('shop/web'), front).ingress;
    };
    expect(ingress(8080)).toBe('allowed');
    expect(ingress(80)).toBe('denied');
  });

  test('without known pods is nobody that is known', () => {
    const scene = new Scene([...SHOP, policy({ podSelector: {} })]);
    const gone: Endpoint = { ...unnamedEndpoint('10.96.0.7'), kind: 'service', name: 'gone' };
    expect(sideOf(scene, scene.end('shop/web'), gone).ingress).toBe('unknown: unnamed_end');
  });
});

describe('traffic', () => {
  const scene = new Scene([...SHOP, policy(fromAny([{ podSelector: {} }], [{ port: 80 }]))]);
  const ingress = (over: Partial<Traffic>) =>
    sideOf(scene, scene.end('shop/web'), scene.end('shop/api'), over).ingress;

  test.each<[Partial<Traffic>, string]>([
    [{ port: undefined }, 'unknown: port_not_known'],
    [{ protocol: undefined }, 'unknown: protocol_not_known'],
    [{ protocol: ICMP, port: undefined }, 'denied'],
  ])('%j: %s', (over, expected) => {
    expect(ingress(over)).toBe(expected);
  });
});

test('policies that select an end can be asked for', () => {
  const scene = new Scene([...SHOP, policy(fromAny([]), 'a'), policy({ podSelector: {} }, 'b')]);
  const names = (end: string) =>
    scene.evaluator.selecting(scene.end(end), 'ingress').map(({ id }) => id.name);
  expect([names('shop/api'), names('shop/web'), names('bank/ledger')]).toEqual([
    ['a', 'b'],
    ['b'],
    [],
  ]);
});

test('an empty world decides nothing that depends on it', () => {
  const { policies } = new Scene([...SHOP, policy({ podSelector: {} })]);
  const evaluator = new Evaluator(policies, EMPTY_WORLD);
  const traffic = { protocol: TCP, port: 80, icmpType: undefined, icmpCode: undefined };
  const { egress, ingress } = evaluator.evaluateConnection(workload('a'), workload('b'), traffic);
  expect([egress.verdict, ingress.verdict]).toEqual(['allowed', 'denied']);
});
