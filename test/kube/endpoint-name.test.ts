import { describe, expect, test } from 'vitest';
import { type Endpoint, unnamedEndpoint } from '../../src/flow/endpoint.ts';
import { ClusterIndex, emptyIndex } from '../../src/kube/cluster-index.ts';
import { nameByAddress, nameByInterface } from '../../src/kube/endpoint-name.ts';
import type { ClusterObjects } from '../../src/kube/objects.ts';
import { vethName } from '../../src/kube/veth.ts';
import { clusterOf, nodeOf, podOf, serviceOf } from './object-fixtures.ts';

const span = { firstUs: 500, lastUs: 600 };

function named(ip: string, objects: Partial<ClusterObjects>): Endpoint {
  return nameByAddress(new ClusterIndex(clusterOf(objects)), unnamedEndpoint(ip), span);
}

describe('by interface', () => {
  const pod = podOf({ labels: { app: 'web', 'pod-template-hash': 'x' } });
  const index = new ClusterIndex(clusterOf({ pods: [pod] }));
  const veth = vethName('shop', 'web');

  test('the pod is certain, though its address is not known', () => {
    expect(nameByInterface(index, unnamedEndpoint('10.9.9.9'), veth, span)).toEqual({
      kind: 'pod',
      namespace: 'shop',
      name: 'web',
      workload: { kind: 'Pod', name: 'web' },
      labels: { app: 'web' },
      ip: '10.9.9.9',
      node: 'node-1',
      attribution: 'veth_hash',
      confidence: 'certain',
      candidates: [],
    });
  });

  test('the ends of a pod with two families are made once each', () => {
    const ends = ['10.9.9.9', 'fd00::9', '10.9.9.9', 'fd00::9'].map((ip) =>
      nameByInterface(index, unnamedEndpoint(ip), veth, span),
    );
    expect(ends.map((end) => end?.ip)).toEqual(['10.9.9.9', 'fd00::9', '10.9.9.9', 'fd00::9']);
    expect(ends[2]).toBe(ends[0]);
    expect(ends[3]).toBe(ends[1]);
  });

  test('a pod that is not known stays a pod without a name', () => {
    const end = unnamedEndpoint('10.244.1.5');
    expect(nameByInterface(index, end, 'cali00000000000', span)).toEqual({ ...end, kind: 'pod' });
  });

  test.each(['eth0', 'vxlan.calico', ''])('%o names nobody', (name) => {
    expect(nameByInterface(index, unnamedEndpoint('10.244.1.5'), name, span)).toBeUndefined();
  });
});

describe('by address', () => {
  test('one pod is probable', () => {
    expect(named('10.244.1.5', { pods: [podOf()] })).toMatchObject({
      kind: 'pod',
      name: 'web',
      attribution: 'ip_time',
      confidence: 'probable',
    });
  });

  test('two pods are both kept, and neither is named', () => {
    const pods = [podOf({ name: 'b' }), podOf({ name: 'a', namespace: 'blog' })];
    const end = named('10.244.1.5', { pods });
    expect(end).toMatchObject({ kind: 'pod', namespace: '', name: '', ip: '10.244.1.5' });
    expect(end).toMatchObject({ confidence: 'ambiguous', workload: undefined });
    expect(end.candidates).toMatchObject([
      { namespace: 'blog', name: 'a', confidence: 'ambiguous' },
      { namespace: 'shop', name: 'b', confidence: 'ambiguous' },
    ]);
  });

  test('two pods of one workload are that workload', () => {
    const owner = { kind: 'StatefulSet', name: 'db' };
    const end = named('10.244.1.5', {
      pods: [podOf({ name: 'db-0', owner }), podOf({ name: 'db-1', owner })],
    });
    expect(end).toMatchObject({ workload: owner, name: '', confidence: 'probable' });
    expect(end.candidates).toEqual([]);
  });

  test('a node comes with its hostNetwork pods', () => {
    const proxy = podOf({ namespace: 'kube-system', name: 'proxy', hostNetwork: true });
    const end = named('192.0.2.11', { nodes: [nodeOf()], pods: [proxy, podOf()] });
    expect(end).toMatchObject({
      kind: 'node',
      name: 'node-1',
      attribution: 'node_address',
      confidence: 'probable',
      candidates: [{ name: 'proxy', ip: '192.0.2.11' }],
    });
  });

  test('a service is named by its address', () => {
    expect(named('10.96.0.10', { services: [serviceOf()] })).toMatchObject({
      kind: 'service',
      namespace: 'shop',
      name: 'web',
      attribution: 'service',
    });
  });

  test('what belongs to a node and a pod is ambiguous', () => {
    const end = named('10.244.1.5', {
      pods: [podOf()],
      nodes: [nodeOf({ addresses: ['10.244.1.5'] })],
    });
    expect(end).toMatchObject({ kind: 'unknown', confidence: 'ambiguous' });
    expect(end.candidates.map((candidate) => candidate.kind)).toEqual(['node', 'pod']);
  });

  test('an IPv6 address is found in canonical form', () => {
    expect(named('fd00::5', { pods: [podOf({ ips: ['fd00::5'] })] }).name).toBe('web');
  });
});

describe('an address that nobody has', () => {
  test('is outside when the whole cluster is known', () => {
    expect(named('198.51.100.7', {})).toEqual({
      ...unnamedEndpoint('198.51.100.7'),
      kind: 'outside',
    });
  });

  test('is unknown when a pod had it at another time', () => {
    expect(named('10.244.1.5', { pods: [podOf({ endUs: 100 })] }).kind).toBe('unknown');
  });

  test('is unknown in the pod block of a node', () => {
    const nodes = [nodeOf({ podCidrs: ['10.244.1.0/24'] })];
    expect(named('10.244.1.77', { nodes }).kind).toBe('unknown');
    expect(named('10.244.2.77', { nodes }).kind).toBe('outside');
  });

  test('is unknown when only a part of the cluster is known', () => {
    const end = unnamedEndpoint('198.51.100.7');
    expect(nameByAddress(emptyIndex(), end, span)).toEqual(end);
  });

  test('is left alone when it was collapsed', () => {
    expect(named('', {})).toEqual(unnamedEndpoint(''));
  });
});
