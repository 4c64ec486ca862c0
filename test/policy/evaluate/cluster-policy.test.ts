/** Policies of policy.networking.k8s.io, sentence by sentence of their documentation. */
import { expect, test } from 'vitest';
import { CALICO_SHOP } from '../calico-shop.ts';
import { decisionText, Scene } from '../scene.ts';

const pods = { namespaces: {} };
const cluster = (tier: string, priority: number, action: string, name = tier) =>
  JSON.stringify({
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name },
    spec: { tier, priority, subject: pods, ingress: [{ action, from: [{ namespaces: {} }] }] },
  });
const isolated = JSON.stringify({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'k', namespace: 'shop' },
  spec: {},
});

test.each([
  [
    'The Admin tier takes precedence over all other policies',
    [cluster('Admin', 1, 'Accept'), isolated],
    'Admin[0]',
  ],
  [
    'Pass: … passes evaluation to the next tier',
    [cluster('Admin', 1, 'Pass'), isolated],
    'end of default',
  ],
  [
    'Further evaluation only happens for Pods not selected by a v1.NetworkPolicy',
    [cluster('Baseline', 1, 'Accept'), isolated],
    'end of default',
  ],
  [
    'Baseline tier … can be overridden by the v1.NetworkPolicy',
    [cluster('Baseline', 1, 'Deny')],
    'Baseline[0]',
  ],
  [
    'Policies with lower priority values … are checked before',
    [cluster('Admin', 2, 'Deny', 'a'), cluster('Admin', 1, 'Accept', 'b')],
    'b[0]',
  ],
  ['no implicit isolation of the pods selected', [cluster('Admin', 1, 'Pass')], 'profile'],
])('%s', (_sentence, policies, decision) => {
  const { ingress } = new Scene([...CALICO_SHOP, ...policies]).connect('bank/ledger', 'shop/api:1');
  expect(decisionText(ingress)).toBe(decision);
});
