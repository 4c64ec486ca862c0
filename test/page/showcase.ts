/** A made-up cluster of a middling shop: what the screenshots of docs/page.md show. */
import { clusterText, nodeLogs, parseErrands, podsOf } from './cluster-log.ts';

export const SHOWCASE_NODES = ['worker-1', 'worker-2', 'worker-3'];
/** The control plane, 192.0.2.13, has no agent. */
const NODES = [...SHOWCASE_NODES, 'control-1'];
const DAY_MS = 86_400_000;

const ERRANDS = `
  198.51.100.20 ingress-nginx/controller:8443 1
  198.51.100.77 ingress-nginx/controller:8443 2
  ingress-nginx/controller shop/frontend:8080 1
  ingress-nginx/controller media/uploader:8080 6
  ingress-nginx/controller identity/keycloak:8080 2
  shop/frontend shop/catalog:8080 1
  shop/frontend shop/cart:8080 1
  shop/frontend shop/recommendations:8080 4
  shop/frontend identity/keycloak:8080 2
  shop/cart shop/redis:6379 1
  shop/checkout shop/cart:8080 2
  shop/checkout payments/gateway:8443 2
  shop/checkout orders/api:8080 2
  shop/checkout shop/legacy-tax:9000 12 refused
  shop/frontend shop/checkout:8080 2
  shop/catalog search/api:8080 1
  shop/catalog shop/postgres:5432 1
  shop/recommendations data/feature-store:6566 6
  orders/api orders/postgres:5432 1
  orders/api data/kafka:9092 1
  orders/worker data/kafka:9092 1
  orders/worker payments/gateway:8443 4
  orders/worker mail/smtp-relay:587 6
  payments/gateway payments/ledger:8080 2
  payments/gateway payments/fraud:8080 2
  payments/ledger payments/postgres:5432 2
  payments/gateway 203.0.113.40:443 2
  payments/fraud data/feature-store:6566 4
  mail/smtp-relay 203.0.113.25:587 6
  search/api search/opensearch:9200 1
  search/indexer search/opensearch:9200 3
  search/indexer data/kafka:9092 3
  media/uploader media/transcoder:8080 8
  media/transcoder 203.0.113.80:443 8
  identity/keycloak identity/postgres:5432 1
  identity/ldap-sync 203.0.113.7:636 24
  data/airflow data/spark:7077 24
  data/airflow data/postgres:5432 2
  data/spark 203.0.113.80:443 24
  data/feature-store data/redis:6379 2
  monitoring/prometheus shop/frontend:9090 1
  monitoring/prometheus shop/cart:9090 1
  monitoring/prometheus payments/gateway:9090 1
  monitoring/prometheus orders/api:9090 1
  monitoring/prometheus search/api:9090 1
  monitoring/prometheus data/kafka:9090 1
  monitoring/grafana monitoring/prometheus:9090 2
  logging/loki 203.0.113.80:443 1
  192.0.2.13 cert-manager/webhook:10250 4
  cert-manager/controller 192.0.2.13:6443 2
  cert-manager/controller 203.0.113.90:443 24
  monitoring/prometheus 192.0.2.13:6443 2
  identity/ldap-sync 192.0.2.13:6443 24
`;

const ASKS_NAMES = ['shop', 'orders', 'payments', 'search', 'media', 'identity', 'data', 'mail'];

function allErrands() {
  const errands = parseErrands(ERRANDS);
  const callers = new Set(errands.map(({ from }) => from));
  const dns = [...callers]
    .filter((name) => ASKS_NAMES.includes(name.split('/')[0]!))
    .map((name) => `${name} kube-system/coredns:53/udp 1`);
  return [...errands, ...parseErrands(dns.join('\n'))];
}

/** Objects of the cluster, and the log of each node over the eight days before `nowMs`. */
export function showcase(nowMs: number): { cluster: string; logs: Map<string, string> } {
  const errands = allErrands();
  const pods = podsOf(errands, SHOWCASE_NODES).map((pod) =>
    pod.workload === 'coredns' ? { ...pod, labels: { 'k8s-app': 'kube-dns' } } : pod,
  );
  const fromMs = Math.floor(nowMs / 3_600_000) * 3_600_000 - 8 * DAY_MS;
  return {
    cluster: clusterText(pods, NODES, OBJECTS),
    logs: nodeLogs(errands, pods, { fromMs, toMs: nowMs - 120_000 }),
  };
}

const service = (namespace: string, name: string, app: string, port: number) => ({
  ...{ apiVersion: 'v1', kind: 'Service', metadata: { namespace, name } },
  spec: { selector: { app }, ports: [{ port: 443, targetPort: port }] },
});

const ingress = (namespace: string, name: string) => ({
  ...{ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { namespace, name } },
  spec: {
    ingressClassName: 'nginx',
    defaultBackend: { service: { name, port: { number: 443 } } },
  },
});

const OBJECTS = [
  {
    ...{
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { namespace: 'kube-system', name: 'kube-dns' },
    },
    spec: {
      selector: { 'k8s-app': 'kube-dns' },
      ports: [
        { name: 'dns', port: 53, protocol: 'UDP' },
        { name: 'dns-tcp', port: 53, protocol: 'TCP' },
      ],
    },
  },
  service('shop', 'frontend', 'frontend', 8080),
  ingress('shop', 'frontend'),
  service('identity', 'keycloak', 'keycloak', 8080),
  ingress('identity', 'keycloak'),
  service('cert-manager', 'webhook', 'webhook', 10_250),
  {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: 'cert-manager-webhook' },
    webhooks: [
      {
        ...{ name: 'webhook.cert-manager.io', failurePolicy: 'Fail', sideEffects: 'None' },
        admissionReviewVersions: ['v1'],
        clientConfig: { service: { namespace: 'cert-manager', name: 'webhook', port: 443 } },
        rules: [
          {
            ...{ apiGroups: ['cert-manager.io'], apiVersions: ['v1'], resources: ['*'] },
            operations: ['CREATE', 'UPDATE'],
          },
        ],
      },
    ],
  },
];
