import { describe, expect, it } from 'vitest';
import { type Endpoint, unnamedEndpoint } from '../../../src/flow/endpoint.ts';
import { edgeOf, podEndpoint } from '../../flow/edge-fixtures.ts';
import { namespace } from '../scene.ts';
import { allow, block, denyIngress, idsIn, NODES, podWith, spotsIn, tcp } from './spot-scene.ts';

const http = (port: number | string) => ({ livenessProbe: { httpGet: { path: '/', port } } });
const web = (container: object) => podWith('team-a/web', { labels: { app: 'web' } }, container);
const BASE = [...NODES, namespace('team-a')];
const fromNodes = (cidr: string) =>
  allow({ name: 'n', ingress: [{ from: [block(cidr)], ports: tcp(8080) }] });

describe('kubelet probes', () => {
  it.each([
    ['over HTTP', http(8080)],
    ['by a named port', { ...http('web'), ports: [{ name: 'web', containerPort: 8080 }] }],
    ['by a port in quotes', http('8080')],
    ['over TCP', { readinessProbe: { tcpSocket: { port: 8080 } } }],
    ['over gRPC', { startupProbe: { grpc: { port: 8080 } } }],
  ])('%s are a note, since they keep working', (_name, container) => {
    const cluster = [...BASE, web(container)];
    const rows: [string[], string[]][] = [
      [[], []],
      [[denyIngress()], ['kubelet_probes']],
      [[fromNodes('192.0.2.1/32')], ['kubelet_probes']],
      [[fromNodes('192.0.2.0/24')], []],
      [[allow({ ingress: [{}] })], []],
    ];
    for (const [policies, ids] of rows) {
      expect(idsIn({ documents: [...cluster, ...policies] })).toEqual(ids);
    }
    const [spot] = spotsIn({ documents: [...cluster, denyIngress()] });
    expect(spot).toMatchObject({ severity: 'note' });
    expect(spot!.evidence.map(({ text }) => text).join()).toContain('probes keep working');
    expect(spot!.fix).toMatchObject({ policy: '', text: expect.stringMatching(/^Nothing, for/) });
  });

  it.each([
    [
      'are commands in the container',
      [...BASE, web({ livenessProbe: { exec: { command: ['x'] } } })],
    ],
    ['have no other node', [NODES[1]!, namespace('team-a'), web(http(8080))]],
  ])('are nothing to tell where they %s', (_name, documents) => {
    expect(idsIn({ documents: [...documents, denyIngress()] })).toEqual([]);
  });

  it.each([
    [
      'the node of the pod',
      'n1',
      '192.0.2.1',
      'declared, not seen: the flows show no such connection',
    ],
    ['another node', 'n2', '192.0.2.2', expect.stringMatching(/^seen: another node → team-a\/web/)],
  ])('are not taken for connections from other nodes: seen from %s', (_name, node, ip, text) => {
    const known = { kind: 'node', name: node, node } as const;
    const source: Endpoint = { ...unnamedEndpoint(ip), ...known };
    const destination = { ...podEndpoint('team-a', 'web', '10.244.1.2'), node: 'n1' };
    const edges = [edgeOf({ source, destination, port: 8080 })];
    const spots = spotsIn({ documents: [...BASE, web(http(8080)), denyIngress()], edges });
    const spot = spots.find(({ id }) => id === 'kubelet_probes')!;
    expect(spot.evidence).toContainEqual({ from: 'flows', text });
  });
});
