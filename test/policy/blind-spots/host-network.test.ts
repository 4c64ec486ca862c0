import { describe, expect, it } from 'vitest';
import { type Endpoint, unnamedEndpoint } from '../../../src/flow/endpoint.ts';
import { edgeOf, podEndpoint } from '../../flow/edge-fixtures.ts';
import { namespace, pod } from '../scene.ts';
import {
  allow,
  block,
  DNS,
  denyIngress,
  fromNamespace,
  idsIn,
  NODES,
  object,
  podWith,
  service,
  spotsIn,
  TEAM,
  tcp,
  withFixes,
} from './spot-scene.ts';

const AGENT = pod('ops/agent', { labels: { app: 'agent' }, hostNetwork: true, node: 'n2' });
const CLUSTER = [...NODES, ...DNS, ...TEAM, namespace('ops'), AGENT];
const web = podEndpoint('team-a', 'web', '10.244.1.2');
const nodeAt = (ip: string, name: string): Endpoint => ({
  ...unnamedEndpoint(ip),
  kind: 'node',
  name,
  node: name,
});
const call = edgeOf({ source: nodeAt('192.0.2.2', 'n2'), destination: web, port: 8080 });
const ofHosts = (question: Parameters<typeof idsIn>[0]) =>
  idsIn(question).filter((id) => id === 'host_network');
const from = (peer: object, name = 'h') =>
  allow({ name, ingress: [{ from: [peer], ports: tcp(8080) }] });

describe("the hosts' network", () => {
  it.each([
    ['no policy', [], []],
    ['a default deny', [denyIngress()], ['host_network']],
    ['all pods allowed', [from({ namespaceSelector: {} })], ['host_network']],
    ["the node's address", [from(block('192.0.2.2/32'))], []],
    ['the block of the nodes', [from(block('192.0.2.0/24'))], []],
    [
      'a deny of other pods',
      [allow({ podSelector: { matchLabels: { app: 'api' } }, ingress: [] })],
      [],
    ],
  ])('as it was seen, with %s', (_name, policies, ids) => {
    const documents = [...CLUSTER, ...policies];
    expect(ofHosts({ documents, edges: [call] })).toEqual(ids);
  });

  it.each([
    ['names it by its namespace', [from(fromNamespace('ops'))], ['host_network']],
    ['names its address, too', [from(fromNamespace('ops')), from(block('192.0.2.2/32'), 'b')], []],
    ['names nobody', [denyIngress()], []],
    ['names it among others', [from({ namespaceSelector: {} })], []],
    ['names others', [from(fromNamespace('team-a'))], []],
  ])('where a rule %s and nothing was seen', (_name, policies, ids) => {
    expect(ofHosts({ documents: [...CLUSTER, ...policies] })).toEqual(ids);
  });

  it('may break by a rule that means it, and breaks what was seen', () => {
    const documents = [...CLUSTER, from(fromNamespace('ops'))];
    const [spot] = spotsIn({ documents });
    expect(spot).toMatchObject({ id: 'host_network', severity: 'may_break' });
    expect(spot!.evidence.map(({ text }) => text)).toContain(
      'declared: ops: Pod/agent has hostNetwork: true, and a rule for team-a/web names it by ' +
        'labels',
    );
    const seen = spotsIn({ documents, edges: [call] });
    expect(seen.find(({ id }) => id === 'host_network')).toMatchObject({ severity: 'breaks' });
  });

  it('is known by an address that nobody named', () => {
    const edges = [edgeOf({ source: unnamedEndpoint('192.0.2.2'), destination: web, port: 8080 })];
    const documents = [...CLUSTER, denyIngress()];
    expect(ofHosts({ documents, edges })).toEqual(['host_network']);
  });

  it('is told of pods that only flows know under their namespace, and without a policy', () => {
    const destination = podEndpoint('team-a', 'gone-1', '10.244.1.9', 'gone');
    const edges = [edgeOf({ source: nodeAt('192.0.2.2', 'n2'), destination, port: 8080 })];
    const spots = spotsIn({ documents: [...CLUSTER, denyIngress()], edges });
    const spot = spots.find(({ id }) => id === 'host_network')!;
    expect(spot.where).toEqual([{ namespace: 'team-a', workloads: ['Deployment/gone'] }]);
    expect(spot.fix.policy).toBe('');
  });

  it('is of the pod that the flow names, whatever it calls its workload', () => {
    const workload = { kind: 'Rollout', name: 'web' };
    const edges = [edgeOf({ ...call, destination: { ...web, workload } })];
    const spots = spotsIn({ documents: [...CLUSTER, denyIngress()], edges });
    const spot = spots.find(({ id }) => id === 'host_network')!;
    expect(spot.where).toEqual([{ namespace: 'team-a', workloads: ['Pod/web'] }]);
  });

  it('is no kubelet that looks at its own pods, as open connections may show it', () => {
    const probed = podWith(
      'team-b/web',
      { labels: { app: 'web' } },
      { livenessProbe: { tcpSocket: { port: 8080 } } },
    );
    const documents = [...CLUSTER, probed, denyIngress('team-b')];
    const to = (port: number, node: string) => {
      const destination = { ...podEndpoint('team-b', 'web', '10.244.1.4'), node };
      return edgeOf({ source: nodeAt('192.0.2.1', 'n1'), destination, port, origin: 'conntrack' });
    };
    expect(ofHosts({ documents, edges: [to(9, 'n1')] })).toEqual([]);
    const unplaced = documents.map((document) => document.replace('"nodeName":"n1",', ''));
    expect(ofHosts({ documents: unplaced, edges: [to(8080, '')] })).toEqual([]);
    expect(ofHosts({ documents: unplaced, edges: [to(9, '')] })).toEqual(['host_network']);
    expect(ofHosts({ documents, edges: [to(9, 'n2')] })).toEqual(['host_network']);
  });

  it('is mended by its own policies', () => {
    for (const policy of [denyIngress(), from(fromNamespace('ops'))]) {
      const question = { documents: [...CLUSTER, policy], edges: [call] };
      expect(ofHosts(question)).toEqual(['host_network']);
      expect(ofHosts(withFixes(question))).toEqual([]);
    }
  });

  it('leaves calls of the API server to their own kind', () => {
    const guard = [
      service('team-a/guard', {
        selector: { app: 'web' },
        ports: [{ port: 443, targetPort: 8080 }],
      }),
      object('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', 'guard', {
        webhooks: [
          { name: 'g', clientConfig: { service: { namespace: 'team-a', name: 'guard' } } },
        ],
      }),
    ];
    const edges = [edgeOf({ source: nodeAt('192.0.2.10', 'cp'), destination: web, port: 8080 })];
    expect(idsIn({ documents: [...CLUSTER, ...guard, denyIngress()], edges })).toEqual([
      'webhook_deadlock',
    ]);
  });
});
