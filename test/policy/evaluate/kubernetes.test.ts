/** NetworkPolicy: each case is named after the sentence of the API documentation that it checks. */
import { describe, expect, test } from 'vitest';
import { Scene } from '../scene.ts';
import { api, fromAny, policy, SHOP } from '../shop.ts';

/** The spec, who connects to whom, and the verdict of egress and ingress. */
type Case = readonly [sentence: string, spec: object, from: string, to: string, verdicts: string];

const CASES: readonly Case[] = [
  [
    "An empty selector matches all pods in the policy's namespace",
    { podSelector: {} },
    'bank/ledger',
    'shop/web:80',
    'allowed/denied',
  ],
  [
    'This field is optional. If it is not specified, it defaults to an empty selector',
    {},
    'bank/ledger',
    'shop/api:80',
    'allowed/denied',
  ],
  [
    "… all pods in the policy's namespace",
    { podSelector: {} },
    'shop/web',
    'bank/ledger:80',
    'allowed/allowed',
  ],
  [
    'If this field is empty then this NetworkPolicy does not allow any traffic',
    { ...api, ingress: [] },
    'shop/web',
    'shop/api:80',
    'allowed/denied',
  ],
  [
    "OR if the traffic source is the pod's local node",
    { podSelector: {} },
    'node:n1',
    'shop/api:80',
    'not_policed/not_policed',
  ],
  ['… not another node', { podSelector: {} }, 'node:n2', 'shop/api:80', 'not_policed/denied'],
  [
    'all policies (whether or not they contain an ingress section) are assumed to affect ingress',
    { podSelector: {}, egress: [{}] },
    'shop/web',
    'shop/api:80',
    'allowed/denied',
  ],
  [
    'policies that contain an egress section are assumed to affect egress',
    { podSelector: {}, egress: [{ ports: [{ port: 443 }] }] },
    'shop/web',
    'bank/ledger:80',
    'denied/allowed',
  ],
  [
    '… an empty one contains nothing',
    { podSelector: {}, egress: [] },
    'shop/web',
    'bank/ledger:80',
    'allowed/allowed',
  ],
  [
    'If you want to write an egress-only policy, you must … specify policyTypes [ "Egress" ]',
    { podSelector: {}, policyTypes: ['Egress'] },
    'bank/ledger',
    'shop/web:80',
    'allowed/allowed',
  ],
  [
    '… no egress is allowed: you must specify a policyTypes value that include "Egress"',
    { podSelector: {}, policyTypes: ['Egress'] },
    'shop/web',
    'bank/ledger:80',
    'denied/allowed',
  ],
  [
    'If this field is empty or missing, this rule matches all ports',
    fromAny([{ podSelector: {} }]),
    'shop/web',
    'shop/api/SCTP',
    'allowed/allowed',
  ],
  [
    'this rule allows traffic only if the traffic matches at least one port in the list',
    fromAny([{ podSelector: {} }], [{ port: 1 }, { port: 80 }]),
    'shop/web',
    'shop/api:80',
    'allowed/allowed',
  ],
  [
    '… and else does not',
    fromAny([{ podSelector: {} }], [{ port: 1 }, { port: 80 }]),
    'shop/web',
    'shop/api:81',
    'allowed/denied',
  ],
  [
    'If this field is empty or missing, this rule matches all sources',
    { ...api, ingress: [{}] },
    '203.0.113.1',
    'shop/api:80',
    'not_policed/allowed',
  ],
  [
    'The traffic must match both ports and from',
    fromAny([{ podSelector: { matchLabels: { app: 'x' } } }], [{ port: 80 }]),
    'shop/web',
    'shop/api:80',
    'allowed/denied',
  ],
  [
    'If not specified, this field defaults to TCP',
    fromAny([{ podSelector: {} }], [{ port: 53 }]),
    'shop/web',
    'shop/api:53/UDP',
    'allowed/denied',
  ],
  [
    'If this field is not provided, this matches all port names and numbers',
    fromAny([{ podSelector: {} }], [{ protocol: 'UDP' }]),
    'shop/web',
    'shop/api:9/UDP',
    'allowed/allowed',
  ],
  [
    'This can either be a numerical or named port on a pod',
    fromAny([{ podSelector: {} }], [{ port: 'http' }]),
    'shop/web',
    'shop/api:8080',
    'allowed/allowed',
  ],
  [
    '… only traffic on the specified protocol AND port will be matched',
    fromAny([{ podSelector: {} }], [{ port: 'dns' }]),
    'shop/web',
    'shop/api:53/UDP',
    'allowed/denied',
  ],
  [
    '… a pod without a port of that name does not match',
    { podSelector: {}, policyTypes: ['Egress'], egress: [{ ports: [{ port: 'http' }] }] },
    'shop/web',
    'bank/ledger:8080',
    'denied/allowed',
  ],
  [
    'the range of ports from port to endPort if set, inclusive, should be allowed',
    fromAny([{ podSelector: {} }], [{ port: 80, endPort: 90 }]),
    'shop/web',
    'shop/api:90',
    'allowed/allowed',
  ],
  [
    '… nothing behind it',
    fromAny([{ podSelector: {} }], [{ port: 80, endPort: 90 }]),
    'shop/web',
    'shop/api:91',
    'allowed/denied',
  ],
];

describe('NetworkPolicy', () => {
  test.each(CASES)('%s', (_sentence, spec, from, to, verdicts) => {
    expect(new Scene([...SHOP, policy(spec)]).verdicts(from, to)).toBe(verdicts);
  });

  test('Multiple network policies … are combined additively', () => {
    const one = policy(fromAny([{ podSelector: {} }], [{ port: 80 }]), 'one');
    const two = policy(fromAny([{ podSelector: {} }], [{ port: 443 }]), 'two');
    const scene = new Scene([...SHOP, one, two]);
    const ports = [80, 443, 8080].map((port) => scene.verdicts('shop/web', `shop/api:${port}`));
    expect(ports).toEqual(['allowed/allowed', 'allowed/allowed', 'allowed/denied']);
  });

  test('a pod that connects to itself is not decided: dataplanes differ', () => {
    const scene = new Scene([...SHOP, policy({ podSelector: {} })]);
    const { ingress } = scene.connect('shop/api', 'shop/api:80');
    expect([ingress.verdict, ingress.reason]).toEqual(['unknown', 'to_itself']);
  });

  test('an end that nobody knows is not decided where policies may tell it apart', () => {
    const scene = new Scene([...SHOP, policy(fromAny([{ podSelector: {} }]))]);
    const { egress, ingress } = scene.connect('nobody', 'shop/api:80');
    expect([egress.verdict, ingress.reason]).toEqual(['allowed', 'unnamed_end']);
    expect(scene.verdicts('nobody', 'bank/ledger:80')).toBe('allowed/allowed');
  });
});
