/**
 * Policies as guides publish them, and what the guides say that they do: see
 * test/fixtures/policies/ORIGIN.md.
 */
import { describe, expect, test } from 'vitest';
import { decisionText, namespace, node, pod, published, Scene } from '../scene.ts';

const CLUSTER = [
  ...['team-a', 'team-b', 'ingress', 'kube-system', 'cert-manager', 'argocd'].map((name) =>
    namespace(name),
  ),
  node('n1', '192.0.2.1'),
  node('n2', '192.0.2.2'),
  pod('team-a/web', { labels: { app: 'web' }, ip: '10.0.1.1' }),
  pod('team-a/hook', { labels: { app: 'hook' }, ip: '10.0.1.2' }),
  pod('team-b/api', { labels: { app: 'api' }, ip: '10.0.2.1', node: 'n2' }),
  pod('ingress/nginx', { ip: '10.0.3.1', node: 'n2' }),
  pod('cert-manager/solver', { ip: '10.0.4.1', node: 'n2' }),
  pod('kube-system/dns', { labels: { 'k8s-app': 'kube-dns' }, ip: '10.0.5.1', node: 'n2' }),
  pod('kube-system/metrics', { ip: '10.0.5.2', node: 'n2' }),
  pod('kube-system/apiserver', { ip: '192.0.2.2', node: 'n2', hostNetwork: true }),
];

const TRIO = published('rollout/01-baseline-trio');
const DEFAULT_DENY = TRIO.split('---')[0]!;
const LOG = published('rollout/02-log-unmatched');
const BACKSTOP = published('rollout/03-tenant-isolation-backstop');

describe('rollout', () => {
  test('1. default-deny alone denies DNS, the ingress controller and webhook calls', () => {
    const scene = new Scene([...CLUSTER, DEFAULT_DENY]);
    expect(scene.verdicts('team-a/web', 'kube-system/dns:53/UDP')).toBe('denied/allowed');
    expect(scene.verdicts('team-a/web', 'kube-system/dns:53/TCP')).toBe('denied/allowed');
    expect(scene.verdicts('ingress/nginx', 'team-a/web:8080')).toBe('allowed/denied');
    expect(scene.verdicts('kube-system/apiserver', 'team-a/hook:8443')).toBe('not_policed/denied');
    expect(decisionText(scene.connect('ingress/nginx', 'team-a/web:8080').ingress)).toBe(
      'end of default',
    );
  });

  test('1. an ipBlock on the control plane lets webhook calls pass', () => {
    const allow = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: allow-webhooks, namespace: team-a }
spec:
  podSelector: { matchLabels: { app: hook } }
  policyTypes: [Ingress]
  ingress: [{ from: [{ ipBlock: { cidr: 192.0.2.2/32 } }], ports: [{ port: 8443 }] }]`;
    const scene = new Scene([...CLUSTER, DEFAULT_DENY, allow]);
    const { ingress } = scene.connect('kube-system/apiserver', 'team-a/hook:8443');
    expect(decisionText(ingress)).toBe('team-a/allow-webhooks[0]');
  });

  test('2. the trio allows DNS over UDP and TCP, and ingress from inside and from ingress', () => {
    const scene = new Scene([...CLUSTER, TRIO]);
    expect(scene.verdicts('team-a/web', 'kube-system/dns:53/UDP')).toBe('allowed/allowed');
    expect(scene.verdicts('team-a/web', 'kube-system/dns:53/TCP')).toBe('allowed/allowed');
    expect(scene.verdicts('team-a/web', 'kube-system/metrics:53/UDP')).toBe('denied/allowed');
    expect(scene.verdicts('ingress/nginx', 'team-a/web:8080')).toBe('allowed/allowed');
    expect(scene.verdicts('team-b/api', 'team-a/web:8080')).toBe('allowed/denied');
  });

  test('2. egress to another team is denied, and so is egress inside the namespace', () => {
    const scene = new Scene([...CLUSTER, TRIO]);
    expect(scene.verdicts('team-a/web', 'team-b/api:8080')).toBe('denied/allowed');
    expect(scene.verdicts('team-a/web', 'team-a/hook:8443')).toBe('denied/allowed');
  });

  test('2. kubelet probes keep working: a node reaches its own pods', () => {
    const scene = new Scene([...CLUSTER, TRIO]);
    const { ingress } = scene.connect('node:n1', 'team-a/web:8080');
    expect([ingress.verdict, ingress.reason]).toEqual(['not_policed', 'same_node']);
    expect(scene.verdicts('node:n2', 'team-a/web:8080')).toBe('not_policed/denied');
  });

  test('3. a policy with only Log rules allows nothing, and changes nothing beside others', () => {
    const before = new Scene([...CLUSTER, TRIO]);
    const after = new Scene([...CLUSTER, TRIO, LOG]);
    const ends = ['team-a/web', 'team-a/hook', 'team-b/api', 'ingress/nginx', '203.0.113.9'];
    for (const from of ends) {
      for (const to of [...ends, 'kube-system/dns']) {
        expect(after.verdicts(from, `${to}:53/UDP`)).toBe(before.verdicts(from, `${to}:53/UDP`));
      }
    }
  });

  test('3. where no other policy selects the pods yet it is a default deny', () => {
    const scene = new Scene([...CLUSTER, LOG]);
    expect(scene.verdicts('team-a/web', 'team-b/api:8080')).toBe('denied/allowed');
    expect(scene.verdicts('team-b/api', 'team-a/web:8080')).toBe('allowed/denied');
    expect(decisionText(scene.connect('team-a/web', 'team-b/api:8080').egress)).toBe(
      'end of default',
    );
  });

  test('4. podSelector and namespaceSelector never match hostNetwork sources', () => {
    const all = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: from-all-pods, namespace: team-a }
spec: { podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] }`;
    const scene = new Scene([...CLUSTER, all]);
    expect(scene.verdicts('team-b/api', 'team-a/web:80')).toBe('allowed/allowed');
    expect(scene.verdicts('kube-system/apiserver', 'team-a/web:80')).toBe('not_policed/denied');
  });

  test('5. the backstop catches only what no policy of the namespace claimed', () => {
    const scene = new Scene([...CLUSTER, TRIO, BACKSTOP]);
    expect(decisionText(scene.connect('ingress/nginx', 'team-a/web:80').ingress)).toBe(
      'team-a/allow-baseline-ingress[1]',
    );
    expect(scene.verdicts('team-b/api', 'kube-system/dns:53/UDP')).toBe('allowed/allowed');
    expect(decisionText(scene.connect('team-b/api', 'kube-system/dns:53/UDP').egress)).toBe(
      'tenant-isolation-backstop[0]',
    );
    expect(scene.verdicts('team-b/api', '203.0.113.9:443')).toBe('denied/not_policed');
  });

  test('5. excluded namespaces are not selected and stay open', () => {
    const scene = new Scene([...CLUSTER, BACKSTOP]);
    expect(scene.verdicts('cert-manager/solver', '203.0.113.9:443')).toBe('allowed/not_policed');
    const { egress } = scene.connect('kube-system/dns', '203.0.113.9:53/UDP');
    expect([egress.verdict, decisionText(egress)]).toEqual(['allowed', 'no_policy']);
  });

  test('6. a Kyverno policy that stamps NetworkPolicies is none itself', () => {
    const scene = new Scene([...CLUSTER, published('rollout/04-kyverno-generate-default-deny')]);
    expect(scene.policies).toEqual([]);
  });
});

describe('practical', () => {
  const scene = new Scene([
    ...['app', 'ingress-nginx', 'kube-system', 'other'].map((name) => namespace(name)),
    pod('app/api', { labels: { app: 'api' }, ip: '10.0.1.1' }),
    pod('app/job', { labels: { app: 'job' }, ip: '10.0.1.2' }),
    pod('ingress-nginx/controller', { ip: '10.0.2.1' }),
    pod('kube-system/anything', { ip: '10.0.3.1' }),
    pod('other/pod', { ip: '10.0.4.1' }),
    published('practical/default-deny-ingress'),
  ]);

  test('allow-from-ingress opens only TCP 8080 on app: api, only from ingress-nginx', () => {
    expect(scene.verdicts('ingress-nginx/controller', 'app/api:8080')).toBe('allowed/allowed');
    expect(scene.verdicts('ingress-nginx/controller', 'app/api:8081')).toBe('allowed/denied');
    expect(scene.verdicts('ingress-nginx/controller', 'app/api:8080/UDP')).toBe('allowed/denied');
    expect(scene.verdicts('ingress-nginx/controller', 'app/job:8080')).toBe('allowed/denied');
    expect(scene.verdicts('other/pod', 'app/api:8080')).toBe('allowed/denied');
  });

  test('allow-same-namespace opens ingress, not egress', () => {
    expect(scene.verdicts('app/job', 'app/api:9000')).toBe('denied/allowed');
  });

  test('DNS is open to the whole of kube-system, an external API by its block', () => {
    expect(scene.verdicts('app/job', 'kube-system/anything:53/UDP')).toBe('allowed/allowed');
    expect(scene.verdicts('app/job', '203.0.113.7:443')).toBe('allowed/not_policed');
    expect(scene.verdicts('app/job', '203.0.114.7:443')).toBe('denied/not_policed');
  });

  test('no policy selects a pod in a direction: that direction is open', () => {
    expect(scene.verdicts('other/pod', '203.0.113.7:1')).toBe('allowed/not_policed');
  });
});

describe('calico', () => {
  const cluster = [
    ...['engineering', 'sales', 'kube-system', 'calico-system'].map((name) => namespace(name)),
    pod('engineering/a', { ip: '10.0.1.1' }),
    pod('engineering/b', { ip: '10.0.1.2', labels: { app: 'b' } }),
    pod('sales/c', { ip: '10.0.2.1' }),
    pod('kube-system/dns', { ip: '10.0.3.1', labels: { 'k8s-app': 'kube-dns' } }),
    pod('calico-system/node', { ip: '10.0.4.1' }),
  ];
  const ends = ['engineering/a', 'engineering/b', 'sales/c', 'kube-system/dns', '203.0.113.9'];

  test('default-deny and default-deny-kubernetes are equivalent', () => {
    const calico = new Scene([...cluster, published('calico/default-deny')]);
    const kubernetes = new Scene([...cluster, published('calico/default-deny-kubernetes')]);
    for (const from of ends) {
      for (const to of ends) {
        expect(calico.verdicts(from, `${to}:80`)).toBe(kubernetes.verdicts(from, `${to}:80`));
      }
    }
    expect(calico.verdicts('engineering/a', 'engineering/b:80')).toBe('denied/denied');
  });

  test('deny-app-policy denies by selecting; DNS to kube-dns is allowed everywhere', () => {
    const scene = new Scene([...cluster, published('calico/deny-app-policy')]);
    expect(scene.verdicts('engineering/a', 'sales/c:80')).toBe('denied/denied');
    expect(scene.verdicts('sales/c', 'kube-system/dns:53/UDP')).toBe('allowed/allowed');
    expect(scene.verdicts('sales/c', 'kube-system/dns:53/TCP')).toBe('allowed/allowed');
    expect(scene.verdicts('kube-system/dns', 'calico-system/node:1')).toBe('allowed/allowed');
  });

  test('dont-try-this selects everything, host endpoints among it', () => {
    const scene = new Scene([
      ...cluster,
      node('n1', '192.0.2.1'),
      `
apiVersion: projectcalico.org/v3
kind: HostEndpoint
metadata: { name: n1, labels: { role: node } }
spec:
  node: n1
  interfaceName: '*'
  expectedIPs: [192.0.2.1]
  profiles: [projectcalico-default-allow]`,
      published('calico/dont-try-this'),
    ]);
    expect(scene.verdicts('kube-system/dns', 'calico-system/node:1')).toBe('denied/denied');
    expect(scene.verdicts('203.0.113.9', 'node:n1:443')).toBe('not_policed/denied');
    const { ingress } = scene.connect('203.0.113.9', 'node:n1:22');
    expect([ingress.verdict, decisionText(ingress)]).toEqual(['allowed', 'failsafe']);
  });

  test('pods are open until a policy applies, host endpoints closed as soon as they exist', () => {
    const host = `
apiVersion: projectcalico.org/v3
kind: HostEndpoint
metadata: { name: n1 }
spec: { node: n1, interfaceName: '*' }`;
    const scene = new Scene([...cluster, node('n1', '192.0.2.1'), host]);
    expect(scene.verdicts('sales/c', 'engineering/a:1')).toBe('allowed/allowed');
    expect(scene.verdicts('203.0.113.9', 'node:n1:443')).toBe('not_policed/denied');
    expect(scene.verdicts('203.0.113.9', 'node:n1:6443')).toBe('not_policed/allowed');
  });
});

describe('zero-trust', () => {
  const cluster = [
    ...['production', 'ingress-nginx', 'kube-system'].map((name) => namespace(name)),
    node('n1', '192.0.2.1'),
    pod('production/frontend', { labels: { app: 'frontend' }, ip: '10.0.1.1', node: 'n2' }),
    pod('production/api', { labels: { app: 'api' }, ip: '10.0.1.2', node: 'n2' }),
    pod('production/database', { labels: { app: 'database' }, ip: '10.0.1.3', node: 'n2' }),
    pod('ingress-nginx/controller', { ip: '10.0.2.1' }),
    pod('kube-system/dns', { ip: '10.0.3.1' }),
    pod('kube-system/nodelocal', { ip: '192.0.2.1', hostNetwork: true }),
  ];
  const denyAll = published('zero-trust/deny-all');

  test('allow-dns opens 53 to pods of every namespace, and to nothing outside pods', () => {
    const scene = new Scene([...cluster, denyAll]);
    expect(scene.verdicts('production/api', 'ingress-nginx/controller:53/UDP')).toBe(
      'allowed/allowed',
    );
    expect(scene.verdicts('production/api', 'node:n1:53/UDP')).toBe('denied/not_policed');
    expect(scene.verdicts('production/api', 'kube-system/nodelocal:53/UDP')).toBe(
      'denied/not_policed',
    );
    expect(scene.verdicts('production/api', '169.254.20.10:53/UDP')).toBe('denied/not_policed');
  });

  test('three-tier does not let the frontend reach the api: its egress is missing', () => {
    const scene = new Scene([...cluster, denyAll, published('zero-trust/three-tier')]);
    const outcome = scene.connect('production/frontend', 'production/api:8080');
    expect(outcome.verdict).toBe('denied');
    expect(decisionText(outcome.ingress)).toBe('production/allow-frontend-to-api[0]');
    expect(decisionText(outcome.egress)).toBe('end of default');
    expect(outcome.egress.selectedBy.map(({ id }) => id.name)).toEqual([
      'allow-dns',
      'deny-all-traffic',
    ]);
    expect(scene.verdicts('production/api', 'production/database:5432')).toBe('allowed/allowed');
    expect(scene.verdicts('ingress-nginx/controller', 'production/frontend:80')).toBe(
      'allowed/allowed',
    );
  });

  test('both one-sided denials together deny as deny-all does', () => {
    const scene = new Scene([...cluster, published('zero-trust/deny-one-direction')]);
    expect(scene.verdicts('production/api', 'production/database:5432')).toBe('denied/denied');
  });
});
