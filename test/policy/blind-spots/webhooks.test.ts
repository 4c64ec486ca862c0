import { describe, expect, it } from 'vitest';
import { TCP } from '../../../src/flow/protocol.ts';
import { edgeOf, podEndpoint } from '../../flow/edge-fixtures.ts';
import { namespace, pod, published } from '../scene.ts';
import {
  allow,
  block,
  DNS,
  denyIngress,
  idsIn,
  NODES,
  object,
  service,
  spotsIn,
  TEAM,
  tcp,
  withFixes,
  worker,
} from './spot-scene.ts';

const POLICIES = {
  apiGroups: ['networking.k8s.io'],
  resources: ['networkpolicies'],
  operations: ['CREATE', 'UPDATE'],
  apiVersions: ['*'],
};
const PODS = { apiGroups: [''], resources: ['pods'], operations: ['CREATE'], apiVersions: ['v1'] };
const clientConfig = { service: { namespace: 'team-a', name: 'guard', path: '/check' } };
const webhook = (failurePolicy?: string, rules: readonly object[] = [PODS], kind = 'Validating') =>
  object('admissionregistration.k8s.io/v1', `${kind}WebhookConfiguration`, 'guard', {
    webhooks: [
      { name: 'url.example.com', clientConfig: { url: 'https://example.com' } },
      { name: 'guard.example.com', clientConfig, rules, ...(failurePolicy && { failurePolicy }) },
    ],
  });
const GUARD = [
  service('team-a/guard', { selector: { app: 'guard' }, ports: [{ port: 443, targetPort: 9443 }] }),
  pod('team-a/guard', { labels: { app: 'guard' }, ip: '10.244.1.9' }),
];
const BASE = [...NODES, ...DNS, ...TEAM];
const CLUSTER = [...BASE, ...GUARD];
const fromBlock = (cidr: string, port = 9443) =>
  allow({ name: 'w', ingress: [{ from: [block(cidr)], ports: tcp(port) }] });
const CONVERTER = object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'carts.shop.io', {
  spec: { conversion: { strategy: 'Webhook', webhook: { clientConfig } } },
});
const API = object('apiregistration.k8s.io/v1', 'APIService', 'v1.metrics.k8s.io', {
  spec: { group: 'metrics.k8s.io', service: { namespace: 'team-a', name: 'guard' } },
});

describe('what the API server calls', () => {
  it.each([
    ['fails closed', webhook('Fail'), 'webhook_deadlock'],
    ['says nothing of failing', webhook(undefined, [PODS], 'Mutating'), 'webhook_deadlock'],
    ['is passed over', webhook('Ignore'), 'admission_webhook'],
    ['converts objects', CONVERTER, 'crd_conversion'],
    ['serves an API', API, 'api_service'],
  ])('%s', (_name, document, id) => {
    const cluster = [...CLUSTER, document];
    const rows: [string[], string[]][] = [
      [[], []],
      [[denyIngress()], [id]],
      [[denyIngress(), fromBlock('192.0.2.10/32')], []],
      [[denyIngress(), fromBlock('192.0.2.10/32', 443)], [id]],
      [[denyIngress(), fromBlock('192.0.2.1/32')], [id]],
      [[denyIngress(), allow({ name: 'all', ingress: [{}] })], []],
      [
        [denyIngress(), allow({ name: 'pods', ingress: [{ from: [{ namespaceSelector: {} }] }] })],
        [id],
      ],
      [[allow({ podSelector: { matchLabels: { app: 'web' } }, ingress: [] })], []],
    ];
    for (const [policies, ids] of rows) {
      expect(idsIn({ documents: [...cluster, ...policies] })).toEqual(ids);
    }
    expect(idsIn(withFixes({ documents: [...cluster, denyIngress()] }))).toEqual([]);
  });

  it('is a deadlock by name in the rollout as published, with the way back', () => {
    const documents = [
      ...CLUSTER,
      webhook('Fail', [POLICIES]),
      published('rollout/01-baseline-trio'),
    ];
    const [spot, ...others] = spotsIn({ documents });
    expect(others).toEqual([]);
    expect(spot).toMatchObject({
      id: 'webhook_deadlock',
      severity: 'breaks',
      where: [{ namespace: 'team-a', workloads: ['Pod/guard'] }],
    });
    expect(spot!.title).toBe(
      'Webhook deadlock: calls to ValidatingWebhookConfiguration guard (failurePolicy: Fail) ' +
        'would be dropped',
    );
    expect(spot!.fix.text).toContain('Policies are among them: even the cure is refused.');
    expect(spot!.fix.text).toContain(
      'first kubectl patch validatingwebhookconfiguration guard --type=json -p ' +
        `'[{"op":"replace","path":"/webhooks/1/failurePolicy","value":"Ignore"}]'`,
    );
    expect(spot!.fix.policy).toContain('cidr: 192.0.2.10/32');
  });

  it("is called under the tunnel's address where there is an overlay", () => {
    const tunnelled = worker('cp', '192.0.2.10', {
      labels: { 'node-role.kubernetes.io/control-plane': '' },
      annotations: { 'projectcalico.org/IPv4VXLANTunnelAddr': '10.244.9.0' },
    });
    const documents = [...CLUSTER, tunnelled, webhook('Fail'), denyIngress()];
    const half = [...documents, fromBlock('192.0.2.10/32')];
    expect(spotsIn({ documents: half })).toMatchObject([
      { id: 'webhook_deadlock', severity: 'may_break' },
    ]);
    expect(spotsIn({ documents: half })[0]!.fix.policy).toContain('cidr: 10.244.9.0/32');
    expect(
      idsIn({ documents: [...half, fromBlock('10.244.9.0/32').replace('"w"', '"t"')] }),
    ).toEqual([]);
    expect(idsIn(withFixes({ documents }))).toEqual([]);
  });

  it('is called in the IP versions that its pods have', () => {
    const dual = object('v1', 'Node', 'cp', {
      metadata: { labels: { 'node-role.kubernetes.io/control-plane': '' } },
      status: {
        addresses: ['192.0.2.10', '2001:db8::10'].map((address) => {
          return { type: 'InternalIP', address };
        }),
      },
    });
    const documents = [...CLUSTER, dual, webhook('Fail'), denyIngress()];
    expect(spotsIn({ documents })[0]!.fix.policy).not.toContain('2001:db8');
    expect(idsIn({ documents: [...documents, fromBlock('192.0.2.10/32')] })).toEqual([]);
  });

  it('works until its pods move, where they are on the control plane', () => {
    const onControlPlane = pod('team-a/guard', { labels: { app: 'guard' }, node: 'cp' });
    const documents = [...BASE, GUARD[0]!, onControlPlane, webhook('Fail'), denyIngress()];
    const [spot] = spotsIn({ documents });
    expect(spot).toMatchObject({ id: 'webhook_deadlock', severity: 'may_break' });
    expect(spot!.evidence.map(({ text }) => text).join()).toContain('until they move');
    const alone = documents.filter((document) => !/"n[12]".*Internal/.test(document));
    expect(spotsIn({ documents: alone })[0]).toMatchObject({ severity: 'note' });
  });

  it("is never cut off in the host's network", () => {
    const inHost = pod('team-a/guard', { labels: { app: 'guard' }, hostNetwork: true });
    const documents = [...BASE, GUARD[0]!, inHost, webhook('Fail'), denyIngress()];
    expect(idsIn({ documents })).toEqual([]);
  });

  it('may be called from where nobody knows', () => {
    const documents = [...DNS, ...TEAM, ...GUARD, webhook('Fail'), denyIngress()];
    expect(spotsIn({ documents })).toMatchObject([
      { id: 'webhook_deadlock', severity: 'may_break', fix: { policy: '' } },
    ]);
    expect(idsIn({ documents: [...documents, allow({ name: 'all', ingress: [{}] })] })).toEqual([]);
    const endpoints = object('v1', 'Endpoints', 'default/kubernetes', {
      subsets: [{ addresses: [{ ip: '198.51.100.7' }], ports: [{ port: 6443 }] }],
    });
    expect(spotsIn({ documents: [...documents, endpoints] })).toMatchObject([
      { severity: 'breaks' },
    ]);
    expect(idsIn({ documents: [...documents, endpoints, fromBlock('198.51.100.7/32')] })).toEqual(
      [],
    );
  });

  it('may be called by way of agents', () => {
    const agents = [
      namespace('kube-system'),
      pod('kube-system/agent', { labels: { 'k8s-app': 'konnectivity-agent' } }),
    ];
    const documents = [...CLUSTER, ...agents, webhook('Fail'), denyIngress()];
    const [spot] = spotsIn({ documents });
    expect(spot!.evidence.map(({ text }) => text)).toContain(
      'the API server calls through its agents',
    );
    expect(idsIn(withFixes({ documents }))).toEqual([]);
  });

  it('is told as declared where no flow shows it, and else as seen', () => {
    const documents = [...CLUSTER, webhook('Fail'), denyIngress()];
    const told = (edges: Parameters<typeof spotsIn>[0]['edges']) =>
      spotsIn({ documents, edges: edges! })[0]!.evidence.filter(({ from }) => from === 'flows');
    const guard = podEndpoint('team-a', 'guard', '10.244.1.9');
    const source = { ...podEndpoint('', 'cp', '192.0.2.10'), kind: 'node' as const };
    const call = edgeOf({ source, destination: guard, protocol: TCP, port: 9443 });
    expect(told([edgeOf()])[0]!.text).toMatch(/^declared, not seen/);
    expect(told([call])[0]!.text).toMatch(
      /^seen: the control plane → team-a\/guard:9443\/TCP, one/,
    );
    expect(told([])).toEqual([]);
  });

  it('may be a service that no object shows', () => {
    const documents = [...BASE, webhook('Fail')];
    expect(idsIn({ documents })).toEqual([]);
    expect(spotsIn({ documents: [...documents, denyIngress()] })).toMatchObject([
      { id: 'webhook_deadlock', severity: 'breaks' },
    ]);
  });
});
