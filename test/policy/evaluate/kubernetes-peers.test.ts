/** Peers of NetworkPolicies: each case is named after the sentence of the API documentation. */
import { expect, test } from 'vitest';
import { Scene } from '../scene.ts';
import { fromAny, policy, SHOP } from '../shop.ts';

/** The spec, who connects to whom, and the verdict of egress and ingress. */
type Case = readonly [sentence: string, spec: object, from: string, to: string, verdicts: string];

const CASES: readonly Case[] = [
  [
    "podSelector … selects the pods matching podSelector in the policy's own namespace",
    fromAny([{ podSelector: { matchLabels: { app: 'api' } } }]),
    'bank/ledger',
    'shop/api:80',
    'allowed/denied',
  ],
  [
    'If namespaceSelector is also set, … the pods matching podSelector in the namespaces selected',
    fromAny([
      {
        podSelector: { matchLabels: { app: 'api' } },
        namespaceSelector: { matchLabels: { team: 'blue' } },
      },
    ]),
    'bank/ledger',
    'shop/api:80',
    'allowed/allowed',
  ],
  [
    '… both must hold',
    fromAny([
      {
        podSelector: { matchLabels: { app: 'web' } },
        namespaceSelector: { matchLabels: { team: 'blue' } },
      },
    ]),
    'bank/ledger',
    'shop/api:80',
    'allowed/denied',
  ],
  [
    'Otherwise it selects all pods in the namespaces selected by namespaceSelector',
    fromAny([{ namespaceSelector: { matchLabels: { team: 'blue' } } }]),
    'bank/ledger',
    'shop/api:80',
    'allowed/allowed',
  ],
  [
    'if present but empty, it selects all namespaces',
    fromAny([{ namespaceSelector: {} }]),
    'bank/ledger',
    'shop/api:80',
    'allowed/allowed',
  ],
  [
    '… but no address outside pods',
    fromAny([{ namespaceSelector: {} }]),
    '203.0.113.1',
    'shop/api:80',
    'not_policed/denied',
  ],
  [
    'every namespace has its name as a label',
    fromAny([{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'bank' } } }]),
    'bank/ledger',
    'shop/api:80',
    'allowed/allowed',
  ],
  [
    'IPBlock describes a particular CIDR that is allowed',
    fromAny([{ ipBlock: { cidr: '203.0.113.0/24' } }]),
    '203.0.113.1',
    'shop/api:80',
    'not_policed/allowed',
  ],
  [
    'The except entry describes CIDRs that should not be included within this rule',
    fromAny([{ ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.0/28'] } }]),
    '203.0.113.1',
    'shop/api:80',
    'not_policed/denied',
  ],
  [
    '… pods have addresses, too',
    fromAny([{ ipBlock: { cidr: '10.0.2.0/24' } }]),
    'bank/ledger',
    'shop/api:80',
    'allowed/allowed',
  ],
  [
    'NotIn takes what lacks the label',
    fromAny([
      { podSelector: { matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['back'] }] } },
    ]),
    'shop/api',
    'shop/api:80',
    'allowed/allowed',
  ],
  [
    'matchLabels and matchExpressions are ANDed',
    fromAny([
      {
        podSelector: {
          matchLabels: { app: 'web' },
          matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }],
        },
      },
    ]),
    'shop/web',
    'shop/api:80',
    'allowed/denied',
  ],
];

test.each(CASES)('%s', (_sentence, spec, from, to, verdicts) => {
  expect(new Scene([...SHOP, policy(spec)]).verdicts(from, to)).toBe(verdicts);
});
