import { describe, expect, it } from 'vitest';
import { edgeOf, podEndpoint } from '../../flow/edge-fixtures.ts';
import { namespace, pod, published } from '../scene.ts';
import {
  allow,
  block,
  DNS,
  denyAll,
  denyIngress,
  fromNamespace,
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

const backend = { service: { name: 'web', port: { name: 'http' } } };
const ingressOf = (annotations: object = {}) =>
  object('networking.k8s.io/v1', 'Ingress', 'team-a/web', {
    metadata: { annotations },
    spec: { rules: [{ http: { paths: [{ path: '/', backend }] } }] },
  });
const WEB = service('team-a/web', {
  selector: { app: 'web' },
  ports: [{ name: 'http', port: 80, targetPort: 'http' }],
});
const controller = (hostNetwork = false, name = 'ingress/nginx') =>
  pod(name, { labels: { 'app.kubernetes.io/name': 'ingress-nginx' }, hostNetwork });
const BASE = [...NODES, ...DNS, ...TEAM, namespace('ingress'), WEB];
const CLUSTER = [...BASE, ingressOf(), controller()];
const ROUTE = object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'team-a/web', {
  spec: { rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] },
});

const fromIngress = (port: number) =>
  allow({ name: 'i', ingress: [{ from: [fromNamespace('ingress')], ports: tcp(port) }] });

describe('ingress', () => {
  it.each([
    ['no policy', [], []],
    ['a default deny', [denyIngress()], ['ingress']],
    ["an allow at the service's port", [denyIngress(), fromIngress(80)], ['ingress']],
    ["an allow at the pod's port", [denyIngress(), fromIngress(8080)], []],
    [
      'a deny of other pods',
      [allow({ podSelector: { matchLabels: { app: 'api' } }, ingress: [] })],
      [],
    ],
    ['a deny at the controller', [allow({ space: 'ingress', egress: [] })], ['dns', 'ingress']],
    [
      'a controller that is another',
      [controller(false, 'ingress/other'), denyIngress(), fromIngress(8080)],
      [],
    ],
  ])('with %s', (_name, documents, ids) => {
    expect(idsIn({ documents: [...CLUSTER, ...documents] })).toEqual(ids);
  });

  it('of one among several controllers is enough, unless another one was seen', () => {
    const other = pod('lb/traefik', { labels: { app: 'traefik' } });
    const documents = [...CLUSTER, namespace('lb'), other, denyIngress(), fromIngress(8080)];
    expect(idsIn({ documents })).toEqual([]);
    const used = edgeOf({
      source: podEndpoint('lb', 'traefik', '10.244.1.7'),
      destination: podEndpoint('team-a', 'web', '10.244.1.2'),
      port: 8080,
    });
    expect(idsIn({ documents, edges: [used] })).toEqual(['ingress']);
  });

  it.each([
    ['nobody', [], ['ingress']],
    ['its namespace, which the address is not in', [fromIngress(8080)], ['ingress']],
    [
      'the address of its node',
      [allow({ name: 'i', ingress: [{ from: [block('192.0.2.1/32')] }] })],
      [],
    ],
  ])("of a controller in the host's network, with an allow of %s", (_name, policies, ids) => {
    const documents = [...BASE, ingressOf(), controller(true), denyIngress(), ...policies];
    expect(idsIn({ documents }).filter((id) => id === 'ingress')).toEqual(ids);
  });

  it('of a controller on many nodes is mended by no list of addresses', () => {
    const nodes = Array.from({ length: 33 }, (_, i) => worker(`w${i}`, `198.51.100.${i}`));
    const daemons = object('apps/v1', 'DaemonSet', 'ingress/nginx', {
      spec: { template: { spec: { hostNetwork: true, containers: [] } } },
    });
    const documents = [...DNS, ...TEAM, WEB, ingressOf(), daemons, denyIngress()];
    expect(spotsIn({ documents: [...documents, ...nodes] })[0]!.fix.policy).toBe('');
    const few = [...documents, ...nodes.slice(1)];
    expect(spotsIn({ documents: few })[0]!.fix.policy).toContain('cidr: 198.51.100.32/32');
  });

  it('cannot be told of a controller that nobody knows, unless all may come', () => {
    const documents = [...BASE, ingressOf(), denyIngress()];
    const [spot] = spotsIn({ documents });
    expect(spot).toMatchObject({ id: 'ingress', severity: 'may_break' });
    expect(spot!.evidence.at(-1)!.text).toContain('no ingress controller is known');
    expect(idsIn({ documents: [...documents, allow({ name: 'all', ingress: [{}] })] })).toEqual([]);
    expect(idsIn({ documents: [...BASE, ingressOf()] })).toEqual([]);
    const elsewhere = [allow({ ingress: [{}], egress: [{}] })];
    expect(idsIn({ documents: [...BASE, ingressOf(), ...elsewhere] })).toEqual([]);
  });

  it('is mended by its own policies', () => {
    for (const from of [controller(), controller(true)]) {
      const documents = [...BASE, ingressOf(), from, denyAll(), denyAll('ingress')];
      expect(idsIn({ documents })).toContain('ingress');
      expect(idsIn(withFixes({ documents }))).toEqual([]);
    }
  });

  it('names what leads there, from Ingresses and routes', () => {
    const told = (document: string) =>
      spotsIn({ documents: [...BASE, document, controller(), denyIngress()] })[0]!.evidence.map(
        ({ text }) => text,
      );
    expect(told(ingressOf())).toContain('declared: Ingress team-a/web leads to team-a/web');
    expect(told(ROUTE)).toContain('declared: HTTPRoute team-a/web leads to team-a/web');
  });

  it('is covered by the rollout as published', () => {
    const documents = [...CLUSTER, published('rollout/01-baseline-trio')];
    expect(idsIn({ documents })).toEqual([]);
  });
});

describe('HTTP-01 solvers', () => {
  const issuer = object('cert-manager.io/v1', 'ClusterIssuer', 'public', {
    spec: { acme: { solvers: [{ http01: { ingress: {} } }] } },
  });
  const asking = ingressOf({ 'cert-manager.io/cluster-issuer': 'public' });
  const solver = { matchLabels: { 'acme.cert-manager.io/http01-solver': 'true' } };
  const cluster = [...BASE, asking, issuer, controller()];

  it.each([
    ['no policy', [], []],
    ['a default deny', [denyIngress()], ['ingress', 'http01_solver']],
    ['an allow of the web port alone', [denyIngress(), fromIngress(8080)], ['http01_solver']],
    [
      'a deny of other pods',
      [allow({ podSelector: { matchLabels: { app: 'api' } }, ingress: [] })],
      [],
    ],
    [
      'an allow of the solver',
      [
        denyIngress(),
        fromIngress(8080),
        allow({ name: 's', podSelector: solver, ingress: [{ ports: tcp(8089) }] }),
      ],
      [],
    ],
  ])('with %s', (_name, documents, ids) => {
    expect(idsIn({ documents: [...cluster, ...documents] })).toEqual(ids);
  });

  it('are nobody where no issuer proves over HTTP', () => {
    expect(idsIn({ documents: [...BASE, asking, controller(), denyIngress()] })).toEqual([
      'ingress',
    ]);
  });

  it('are mended by their own policy', () => {
    expect(idsIn(withFixes({ documents: [...cluster, denyIngress()] }))).toEqual([]);
  });
});
