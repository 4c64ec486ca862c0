import { describe, expect, it } from 'vitest';
import { edgeOf, outsideEndpoint, podEndpoint } from '../../flow/edge-fixtures.ts';
import { namespace } from '../scene.ts';
import {
  allow,
  block,
  DNS,
  denyEgress,
  fromNamespace,
  idsIn,
  NODES,
  object,
  podWith,
  service,
  spotsIn,
  tcp,
  withFixes,
} from './spot-scene.ts';

const operator = (spec: object = {}) =>
  podWith('team-a/operator', { labels: { app: 'operator' } }, {}, spec);
const named = operator({ serviceAccountName: 'robot' });
const binding = (account: string) =>
  object('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', account, {
    subjects: [{ kind: 'ServiceAccount', namespace: 'team-a', name: account }],
  });
const ENDPOINTS = object('v1', 'Endpoints', 'default/kubernetes', {
  subsets: [{ addresses: [{ ip: '192.0.2.10' }], ports: [{ port: 6443 }] }],
});
const SLICE = object('discovery.k8s.io/v1', 'EndpointSlice', 'default/kubernetes', {
  metadata: { labels: { 'kubernetes.io/service-name': 'kubernetes' } },
  endpoints: [{ addresses: ['192.0.2.10'] }],
  ports: [{ port: 6443 }],
});
const SERVICE = service('default/kubernetes', { ports: [{ port: 443, targetPort: 6443 }] });
const BASE = [...NODES, ...DNS, namespace('team-a'), namespace('default')];
const seen = edgeOf({
  source: podEndpoint('team-a', 'operator', '10.244.1.2'),
  destination: outsideEndpoint('192.0.2.10'),
  port: 6443,
});
const ofApi = (question: Parameters<typeof idsIn>[0]) =>
  idsIn(question).filter((id) => id === 'api_server');
const to = (cidr: string, port: number) =>
  allow({ name: 'api', egress: [{ to: [block(cidr)], ports: tcp(port) }] });

describe('the API server', () => {
  it.each([
    ['endpoints', ENDPOINTS],
    ['slices of endpoints', SLICE],
    ['the port of its service', SERVICE],
    ['nodes alone', namespace('other')],
  ])('known by %s', (_name, document) => {
    const cluster = [...BASE, document, operator()];
    const rows: [string[], string[]][] = [
      [[], []],
      [[denyEgress()], ['api_server']],
      [[denyEgress(), to('192.0.2.10/32', 443)], ['api_server']],
      [[denyEgress(), to('192.0.2.10/32', 6443)], []],
      [[allow({ egress: [{ to: [{ namespaceSelector: {} }] }] })], ['api_server']],
      [[allow({ egress: [{}] })], []],
    ];
    for (const [policies, ids] of rows) {
      expect(ofApi({ documents: [...cluster, ...policies], edges: [seen] })).toEqual(ids);
    }
    const question = { documents: [...cluster, denyEgress()], edges: [seen] };
    expect(ofApi(withFixes(question))).toEqual([]);
  });

  it.each([
    ['has the default account', [operator()], undefined],
    ['has an account of its own', [named], 'may_break'],
    ['has a role', [named, binding('robot')], 'breaks'],
    ['has an account without a role', [named, binding('other')], undefined],
    [
      'has no token',
      [operator({ serviceAccountName: 'robot', automountServiceAccountToken: false })],
      undefined,
    ],
  ])('is needed where nothing was seen and a pod %s', (_name, documents, severity) => {
    const spots = spotsIn({ documents: [...BASE, ENDPOINTS, ...documents, denyEgress()] });
    const spot = spots.find(({ id }) => id === 'api_server');
    expect(spot?.severity).toBe(severity);
  });

  it('may be anywhere where neither it nor a node of it is known', () => {
    const documents = [...DNS, namespace('team-a'), named, binding('robot')];
    const spots = spotsIn({ documents: [...documents, denyEgress()] });
    expect(spots.find(({ id }) => id === 'api_server')).toMatchObject({ severity: 'may_break' });
    expect(ofApi({ documents: [...documents, allow({ egress: [{}] })] })).toEqual([]);
    expect(ofApi({ documents })).toEqual([]);
  });

  it('was seen by its service, too', () => {
    const destination = {
      ...outsideEndpoint('10.96.0.1'),
      kind: 'service' as const,
      namespace: 'default',
      name: 'kubernetes',
    };
    const edges = [
      edgeOf({ source: podEndpoint('team-a', 'operator', '10.244.1.2'), destination, port: 443 }),
    ];
    const documents = [
      ...BASE,
      ENDPOINTS,
      operator(),
      allow({ egress: [{ to: [fromNamespace('kube-system')] }] }),
    ];
    expect(ofApi({ documents, edges })).toEqual(['api_server']);
  });
});
