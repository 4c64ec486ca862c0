import { describe, expect, it } from 'vitest';
import { namespace, pod } from '../scene.ts';
import {
  allow,
  DNS,
  denyEgress,
  fromNamespace,
  idsIn,
  NODES,
  object,
  podWith,
  spotsIn,
  tcp,
  withFixes,
} from './spot-scene.ts';

const COMPONENT = 'linkerd.io/control-plane-component';
const MESHES: readonly (readonly [string, string, readonly string[], readonly number[]])[] = [
  ['istio-proxy', 'mesh', [pod('mesh/istiod', { labels: { app: 'istiod' } })], [15012]],
  [
    'linkerd-proxy',
    'mesh',
    [
      pod('mesh/destination', { labels: { [COMPONENT]: 'destination' } }),
      pod('mesh/identity', { labels: { [COMPONENT]: 'identity' } }),
    ],
    [8086, 8090, 8080],
  ],
  ['kuma-sidecar', 'mesh', [pod('mesh/kuma', { labels: { app: 'kuma-control-plane' } })], [5678]],
];
const BASE = [...NODES, ...DNS, namespace('team-a'), namespace('mesh')];
const ofMesh = (documents: readonly string[]) =>
  idsIn({ documents }).filter((id) => id === 'service_mesh');
const to = (...ports: number[]) =>
  allow({ name: 'mesh', egress: [{ to: [fromNamespace('mesh')], ports: tcp(...ports) }] });

describe.each(MESHES)('a mesh whose proxy is %s', (proxy, _space, servers, ports) => {
  const member = podWith('team-a/web', { labels: { app: 'web' } }, { name: proxy });
  const cluster = [...BASE, member, ...servers];
  it.each([
    ['no policy', [], []],
    ['a default deny', [denyEgress()], ['service_mesh']],
    ['another port', [denyEgress(), to(443)], ['service_mesh']],
    ['its ports', [denyEgress(), to(...ports)], []],
    ['a deny at the control plane', [allow({ space: 'mesh', ingress: [] })], ['service_mesh']],
  ])('with %s', (_name, policies, ids) => {
    expect(ofMesh([...cluster, ...policies])).toEqual(ids);
    expect(ofMesh(withFixes({ documents: [...cluster, ...policies] }).documents)).toEqual([]);
  });

  it('asks its control plane, which does not ask itself', () => {
    const own = servers.map((server) => server.replace('"name":"main"', `"name":"${proxy}"`));
    const inside = allow({ space: 'mesh', egress: [] });
    const ids = ofMesh([...BASE, member, ...own, inside]);
    expect(ids).toEqual(servers.length > 1 ? ['service_mesh'] : []);
  });

  it('whose control plane no object shows', () => {
    const documents = [...BASE, member, denyEgress()];
    expect(ofMesh(documents)).toEqual(['service_mesh']);
    expect(ofMesh([...documents, allow({ name: 'all', egress: [{}] })])).toEqual([]);
  });
});

describe('a mesh', () => {
  it('is for none without a proxy', () => {
    expect(ofMesh([...BASE, pod('team-a/web'), denyEgress()])).toEqual([]);
  });

  it('will be for what a template makes where proxies are added', () => {
    const deployment = object('apps/v1', 'Deployment', 'team-b/web', {
      spec: {
        template: {
          metadata: { labels: { app: 'web' } },
          spec: { containers: [{ name: 'main' }] },
        },
      },
    });
    const documents = [...BASE, deployment, denyEgress('team-b')];
    expect(ofMesh([...documents, namespace('team-b')])).toEqual([]);
    const injected = namespace('team-b', { 'istio-injection': 'enabled' });
    const [spot] = spotsIn({ documents: [...documents, injected] }).filter(
      ({ id }) => id === 'service_mesh',
    );
    expect(spot!.title).toContain("Istio's proxies");
  });
});
