import { describe, expect, it } from 'vitest';
import { UDP } from '../../../src/flow/protocol.ts';
import { edgeOf, outsideEndpoint, podEndpoint } from '../../flow/edge-fixtures.ts';
import { calico } from '../calico-shop.ts';
import { pod, published } from '../scene.ts';
import {
  allow,
  block,
  DNS,
  denyAll,
  denyEgress,
  denyIngress,
  fromNamespace,
  idsIn,
  NODES,
  spotsIn,
  TEAM,
  tcp,
  udp,
  withFixes,
} from './spot-scene.ts';

const CLUSTER = [...NODES, ...DNS, ...TEAM];
const toDns = (ports: readonly object[]) =>
  allow({ name: 'allow-dns', egress: [{ to: [fromNamespace('kube-system')], ports }] });
const NODE_LOCAL = pod('kube-system/node-local-dns', {
  labels: { 'k8s-app': 'node-local-dns' },
  hostNetwork: true,
});
const toBlock = (cidr: string) =>
  allow({ name: 'allow-cache', egress: [{ to: [block(cidr)], ports: [...udp(53), ...tcp(53)] }] });
const seenAt = (ip: string) =>
  edgeOf({
    source: podEndpoint('team-a', 'web', '10.244.1.2'),
    destination: outsideEndpoint(ip),
    protocol: UDP,
    port: 53,
  });

describe('DNS', () => {
  it.each([
    ['no policy', [], []],
    ['a deny of ingress alone', [denyIngress()], []],
    ['a default deny', [denyAll()], ['dns']],
    ['an allow of UDP alone', [denyAll(), toDns(udp(53))], ['dns_tcp']],
    ['an allow of TCP alone', [denyAll(), toDns(tcp(53))], ['dns']],
    ['an allow of both', [denyAll(), toDns([...udp(53), ...tcp(53)])], []],
    ['an allow of every port', [denyAll(), allow({ name: 'open', egress: [{}] })], []],
    ['a deny at the servers', [denyIngress('kube-system')], ['dns']],
    ["a deny of the servers' own egress", [denyEgress('kube-system')], []],
    ["the cache's address", [denyAll(), NODE_LOCAL, toBlock('169.254.20.10/32')], []],
    [
      "the service's address, which the cache has",
      [denyAll(), NODE_LOCAL, toBlock('10.96.0.10/32')],
      [],
    ],
    [
      'the servers, but not the cache before them',
      [denyAll(), NODE_LOCAL, toDns([...udp(53), ...tcp(53)])],
      ['node_local_dns'],
    ],
    ['nothing, with a cache', [denyAll(), NODE_LOCAL], ['dns', 'node_local_dns']],
  ])('with %s', (_name, documents, ids) => {
    expect(idsIn({ documents: [...CLUSTER, ...documents] })).toEqual(ids);
  });

  it.each([
    ['calico/default-deny-kubernetes', 'engineering', ['dns']],
    ['zero-trust/deny-all', 'production', []],
  ])('finds it as published in %s', (name, space, ids) => {
    const documents = [
      ...NODES,
      ...DNS,
      pod(`${space}/web`, { ip: '10.244.1.9' }),
      published(name),
    ];
    expect(idsIn({ documents })).toEqual(ids);
  });

  it('is mended by its own policies, for workloads that are isolated and no others', () => {
    const documents = [
      ...CLUSTER,
      allow({ podSelector: { matchLabels: { app: 'web' } }, egress: [] }),
    ];
    const [spot] = spotsIn({ documents });
    expect(spot!.where).toEqual([{ namespace: 'team-a', workloads: ['Pod/web'] }]);
    expect(spot!.fix.policy).toContain('podSelector:\n    matchLabels:\n      app: web');
    expect(idsIn(withFixes({ documents }))).toEqual([]);
    for (const policies of [[denyAll()], [denyEgress(), denyIngress('kube-system')]]) {
      expect(idsIn(withFixes({ documents: [...CLUSTER, ...policies] }))).toEqual([]);
    }
  });

  it('knows the cache by flows to it', () => {
    const documents = [...CLUSTER, denyAll(), toDns([...udp(53), ...tcp(53)])];
    const [spot] = spotsIn({ documents, edges: [seenAt('169.254.20.10')] });
    expect(spot).toMatchObject({ id: 'node_local_dns', severity: 'breaks' });
    expect(spot!.evidence.map(({ text }) => text).join()).toContain('seen: team-a → NodeLocal DNS');
  });

  it('takes servers that no object shows for the usual pods', () => {
    const documents = [...TEAM, denyAll()];
    const [spot] = spotsIn({ documents });
    expect(spot!.evidence.at(-1)!.text).toContain('taken for pods k8s-app=kube-dns');
    expect(idsIn({ documents: [...documents, toDns([...udp(53), ...tcp(53)])] })).toEqual([]);
  });

  it('says so where a policy decides before any NetworkPolicy', () => {
    const deny = calico('GlobalNetworkPolicy', 'lockdown', {
      order: 10,
      namespaceSelector: "projectcalico.org/name == 'team-a'",
      types: ['Egress'],
      egress: [{ action: 'Deny' }],
    });
    const [spot] = spotsIn({ documents: [...CLUSTER, deny] });
    expect(spot!.fix.text).toMatch(
      /^First change GlobalNetworkPolicy lockdown, which decides before/,
    );
  });

  it('names the policies that decide, not the window that only logs before them', () => {
    const window = [
      calico('Tier', 'dropcast', { order: 100, defaultAction: 'Pass' }),
      calico('GlobalNetworkPolicy', 'dropcast.log-window', {
        ...{ tier: 'dropcast', types: ['Ingress', 'Egress'] },
        ...{ ingress: [{ action: 'Log' }], egress: [{ action: 'Log' }] },
      }),
    ];
    const [spot] = spotsIn({ documents: [...CLUSTER, ...window, denyAll()] });
    const evidence = spot!.evidence.map(({ text }) => text).join('\n');
    expect(evidence).toContain('no rule of NetworkPolicy team-a/default-deny allows it');
    expect(evidence).not.toContain('log-window');
  });

  it('leaves pods alone that use the resolvers of their node', () => {
    const own = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'own', namespace: 'team-b' } };
    const spec = { dnsPolicy: 'Default', containers: [{ name: 'main' }] };
    const documents = [...NODES, ...DNS, JSON.stringify({ ...own, spec }), denyAll('team-b')];
    expect(idsIn({ documents })).toEqual([]);
  });
});
