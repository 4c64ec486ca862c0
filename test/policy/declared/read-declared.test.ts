import { describe, expect, it } from 'vitest';
import { manifestObjects } from '../../../src/manifest/manifest-object.ts';
import { ManifestText } from '../../../src/manifest/manifest-text.ts';
import { readDeclared } from '../../../src/policy/declared/read-declared.ts';
import { object, podWith, service, worker } from '../blind-spots/spot-scene.ts';

function declaredIn(...documents: string[]) {
  const text = documents.join('\n---\n');
  return readDeclared(manifestObjects(new ManifestText(text, 'a.yaml')).objects);
}

const webhooks = (clientConfig: object, rest: object = {}) =>
  object('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', 'w', {
    webhooks: [{ clientConfig, ...rest }],
  });
const called = { service: { namespace: 'a', name: 's' } };

describe('what objects declare', () => {
  it('reads what a webhook looks at, closed and at port 443 unless it says otherwise', () => {
    const rules = [
      { apiGroups: ['', 'apps'], resources: ['pods'], operations: ['*'] },
      { apiGroups: ['*'], resources: ['*'], operations: ['UPDATE'] },
    ];
    const [webhook] = declaredIn(webhooks(called, { rules })).declared.webhooks;
    expect(webhook).toMatchObject({
      service: { namespace: 'a', name: 's', port: 443 },
      failsClosed: true,
      resources: ['pods', 'pods.apps', '*'],
      guardsPolicies: true,
    });
    const other = webhooks(
      { service: { ...called.service, port: 8443 } },
      { rules: rules.slice(0, 1), failurePolicy: 'Ignore' },
    );
    expect(declaredIn(other).declared.webhooks[0]).toMatchObject({
      service: { port: 8443 },
      failsClosed: false,
      guardsPolicies: false,
    });
  });

  it.each([
    ['a webhook with a URL', webhooks({ url: 'https://example.com' })],
    ['an API that the server has itself', object('apiregistration.k8s.io/v1', 'APIService', 'v1.')],
    [
      'a resource that is never converted',
      object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'c', {
        spec: { conversion: { strategy: 'None' } },
      }),
    ],
    [
      'a kind of another group',
      object('example.com/v1', 'APIService', 'x', { spec: { service: 1 } }),
    ],
  ])('%s calls nobody', (_name, document) => {
    expect(declaredIn(document)).toMatchObject({ declared: { webhooks: [] }, errors: [] });
  });

  it('takes the last of objects with the same name', () => {
    const { declared } = declaredIn(webhooks(called), webhooks({ url: 'https://example.com' }));
    expect(declared.webhooks).toEqual([]);
  });

  it('tells a node of the control plane, its own addresses and those of its tunnels', () => {
    const node = worker('cp', '192.0.2.1', {
      labels: { 'node-role.kubernetes.io/master': '' },
      annotations: {
        'projectcalico.org/IPv4Address': '192.0.2.1/24',
        'projectcalico.org/IPv4IPIPTunnelAddr': '10.244.0.1',
        'projectcalico.org/IPv4WireguardInterfaceAddr': '10.244.0.2',
      },
    });
    expect(declaredIn(node).declared.nodes).toEqual([
      {
        name: 'cp',
        isControlPlane: true,
        addresses: ['192.0.2.1'],
        tunnels: ['10.244.0.1', '10.244.0.2'],
      },
    ]);
  });

  it('reads the sidecars among init containers, and no template that another workload owns', () => {
    const sidecar = { name: 'proxy', restartPolicy: 'Always' };
    const spec = { initContainers: [{ name: 'setup' }, sidecar] };
    const owned = object('apps/v1', 'ReplicaSet', 'a/w-1', {
      metadata: { ownerReferences: [{ kind: 'Deployment', name: 'w' }] },
    });
    const { pods } = declaredIn(podWith('a/w', {}, {}, spec), owned).declared;
    expect(pods.map(({ containers }) => containers)).toEqual([['main', 'proxy']]);
  });

  it.each([
    ['a port that is none', service('a/s', { ports: [{ port: 0 }] }), 'spec.ports[0].port must be'],
    [
      'a backend without a port',
      object('networking.k8s.io/v1', 'Ingress', 'a/i', {
        spec: { defaultBackend: { service: { name: 's' } } },
      }),
      'spec.defaultBackend.service.port needs a number or a name',
    ],
    ['a webhook of no namespace', webhooks({ service: { name: 's' } }), 'namespace is missing'],
    [
      'a selector that is none',
      object('monitoring.coreos.com/v1', 'PodMonitor', 'a/m', { spec: { selector: { app: 'x' } } }),
      'spec.selector.app is not a field that is understood here',
    ],
  ])('tells the place of %s, and reads the rest', (_name, document, message) => {
    const { errors, declared } = declaredIn(document, webhooks(called).replace('"w"', '"v"'));
    expect(errors.map((error) => error.message)).toEqual([
      expect.stringMatching(/^a\.yaml:1:\d+: /),
    ]);
    expect(errors[0]!.message).toContain(message);
    expect(declared.webhooks).toHaveLength(1);
  });

  it('takes an object whose name holds itself for one that declares nothing', () => {
    const document = 'apiVersion: v1\nkind: ConfigMap\nmetadata: &m\n  name: *m';
    expect(declaredIn(document, webhooks(called)).declared.webhooks).toHaveLength(1);
  });
});
