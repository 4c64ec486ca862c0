/**
 * A shop of three tiers and a window of its flows: DNS, an ingress controller, webhook calls from
 * the host, addresses outside, a probe by ICMP, a refused port, a job that was silent and one that
 * ended.
 */
import type { Edge } from '../../../src/flow/edge.ts';
import { type Endpoint, unnamedEndpoint } from '../../../src/flow/endpoint.ts';
import { ICMP, UDP } from '../../../src/flow/protocol.ts';
import { edgeOf, HOUR_US, outsideEndpoint } from '../../flow/edge-fixtures.ts';
import { namespace, node } from '../scene.ts';

interface Shape {
  readonly labels: Readonly<Record<string, string>>;
  readonly ips: readonly string[];
  readonly kind?: string;
  readonly hostNetwork?: boolean;
}

const HASH = '5d9c7b9f4';

/** The pods of a workload, with the labels that controllers add. */
function workload(place: string, { labels, ips, kind = 'Deployment', hostNetwork }: Shape): string {
  const [space, name] = place.split('/');
  const items = ips.map((podIP, i) => {
    const own = kind === 'StatefulSet' ? `${name}-${i}` : `${name}-${HASH}-x${i}`;
    const ordinal = { 'statefulset.kubernetes.io/pod-name': own };
    const added = kind === 'StatefulSet' ? ordinal : { 'pod-template-hash': HASH };
    const owner =
      kind === 'Deployment' ? { kind: 'ReplicaSet', name: `${name}-${HASH}` } : { kind, name };
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        namespace: space,
        name: own,
        labels: { ...labels, ...added },
        ownerReferences: [{ ...owner, controller: true }],
      },
      spec: { nodeName: `n${(i % 2) + 1}`, ...(hostNetwork && { hostNetwork }) },
      status: { podIP },
    };
  });
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}

const REPORT = `
apiVersion: batch/v1
kind: CronJob
metadata: { name: report, namespace: shop }
spec: { jobTemplate: { spec: { template: { metadata: { labels: { app: report } } } } } }`;

export const SHOP_WEB = workload('shop/web', {
  labels: { app: 'web', version: '7', 'helm.sh/chart': 'web-1.2.3' },
  ips: ['10.0.1.1', '10.0.1.2'],
});

export const SHOP_CLUSTER = [
  ...['shop', 'ingress', 'monitoring', 'kube-system'].map((name) => namespace(name)),
  node('n1', '192.0.2.1'),
  node('n2', '192.0.2.2'),
  SHOP_WEB,
  workload('shop/api', { labels: { app: 'api' }, ips: ['10.0.1.3'] }),
  workload('shop/db', { labels: { app: 'db' }, kind: 'StatefulSet', ips: ['10.0.1.4'] }),
  REPORT,
  workload('ingress/nginx', {
    labels: { 'app.kubernetes.io/name': 'ingress-nginx' },
    ips: ['10.0.2.1'],
  }),
  workload('monitoring/prometheus', { labels: { app: 'prometheus' }, ips: ['10.0.3.1'] }),
  workload('kube-system/coredns', { labels: { 'k8s-app': 'kube-dns' }, ips: ['10.0.4.1'] }),
].join('\n---\n');

function end(place: string, kind = 'Deployment'): Endpoint {
  const [space = '', name = ''] = place.split('/');
  return {
    ...unnamedEndpoint(''),
    kind: 'pod',
    namespace: space,
    workload: { kind, name },
    attribution: 'veth_hash',
    confidence: 'certain',
  };
}

export const web = end('shop/web');
export const api = end('shop/api');
export const db = end('shop/db', 'StatefulSet');
export const backup: Endpoint = { ...end('shop/backup', 'Job'), labels: { app: 'backup' } };
const nginx = end('ingress/nginx');
const prometheus = end('monitoring/prometheus');
const coredns = end('kube-system/coredns');
const host: Endpoint = { ...unnamedEndpoint('192.0.2.1'), kind: 'node', name: 'n1', node: 'n1' };

export function seen(
  source: Endpoint,
  destination: Endpoint,
  port: number | undefined,
  overrides: Partial<Edge> = {},
): Edge {
  const lastSeenUs = HOUR_US + 3_600_000_000;
  return edgeOf({
    source,
    destination,
    port,
    connections: 12,
    answered: 12,
    lastSeenUs,
    ...overrides,
  });
}

const cdn = Array.from({ length: 17 }, (_, i) => outsideEndpoint(`198.51.100.${i + 1}`));

export const SHOP_EDGES: readonly Edge[] = [
  seen(web, coredns, 53, { protocol: UDP, connections: 400 }),
  seen(api, coredns, 53, { protocol: UDP }),
  seen(nginx, web, 8080),
  seen(nginx, api, 8080),
  seen(prometheus, db, 9187),
  seen(web, api, 8080, { connections: 90 }),
  seen(web, api, 8081),
  seen(api, db, 5432),
  seen(backup, db, 5432),
  seen(host, { ...api, node: 'n2' }, 8443),
  seen(api, outsideEndpoint('203.0.113.7'), 443),
  ...cdn.map((address) => seen(web, address, 443)),
  seen(api, db, undefined, { protocol: ICMP, icmpType: 8, icmpCode: 0 }),
  seen(web, db, 5432, { answered: 0, refused: 12 }),
  seen(db, web, 41_000, { isReply: true }),
  seen(
    { ...unnamedEndpoint('10.0.1.9'), confidence: 'ambiguous', candidates: [web, api] },
    db,
    5432,
  ),
];
