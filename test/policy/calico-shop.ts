/** A small cluster with tiers, a network set and a service account, for Calico's policies in it. */
import { namespace, node, pod } from './scene.ts';

export const CALICO_SHOP = [
  namespace('shop', { team: 'red' }),
  namespace('bank', { team: 'blue' }),
  node('n1', '192.0.2.1'),
  pod('shop/web', { labels: { app: 'web' }, ip: '10.0.1.1', serviceAccount: 'robot' }),
  pod('shop/api', { labels: { app: 'api' }, ip: '10.0.1.2', ports: { http: '8080' } }),
  pod('bank/ledger', { labels: { app: 'api' }, ip: '10.0.2.1' }),
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'robot', namespace: 'shop', labels: { trusted: 'yes' } },
  }),
  calico(
    'GlobalNetworkSet',
    'partners',
    { nets: ['203.0.113.0/24'] },
    { labels: { role: 'partner' } },
  ),
  calico('Tier', 'security', { order: 100, defaultAction: 'Pass' }),
  calico('Tier', 'strict', { order: 200 }),
];

/** An object of Calico; `own`: its namespace. */
export function calico(
  kind: string,
  name: string,
  spec: object,
  { labels, own }: { labels?: object; own?: string } = {},
): string {
  const metadata = { name, ...(labels && { labels }), ...(own && { namespace: own }) };
  return JSON.stringify({ apiVersion: 'projectcalico.org/v3', kind, metadata, spec });
}
