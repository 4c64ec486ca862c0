/** A small cluster of two namespaces, and NetworkPolicies on `shop/api` in it. */
import { namespace, node, pod } from './scene.ts';

export const SHOP = [
  namespace('shop', { team: 'red' }),
  namespace('bank', { team: 'blue' }),
  node('n1', '192.0.2.1'),
  node('n2', '192.0.2.2'),
  pod('shop/web', { labels: { app: 'web', tier: 'front' }, ip: '10.0.1.1' }),
  pod('shop/api', {
    labels: { app: 'api' },
    ip: '10.0.1.2',
    ports: { http: '8080', dns: '53/UDP' },
  }),
  pod('bank/ledger', { labels: { app: 'api', tier: 'back' }, ip: '10.0.2.1', node: 'n2' }),
];

export function policy(spec: object, name = 'p'): string {
  return JSON.stringify({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: 'shop' },
    spec,
  });
}

export const api = { podSelector: { matchLabels: { app: 'api' } } };
/** One ingress rule on the api. */
export const fromAny = (peers: readonly object[], ports?: readonly object[]) => ({
  ...api,
  ingress: [{ from: peers, ...(ports && { ports }) }],
});
