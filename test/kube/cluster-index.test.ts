import { describe, expect, test } from 'vitest';
import { ClusterIndex } from '../../src/kube/cluster-index.ts';
import type { Pod } from '../../src/kube/objects.ts';
import { vethName } from '../../src/kube/veth.ts';
import { clusterOf, podOf } from './object-fixtures.ts';

const ip = '10.244.1.5';

function indexOf(pods: readonly Pod[], interfacePrefix?: string): ClusterIndex {
  return new ClusterIndex(clusterOf({ pods }), interfacePrefix ? { interfacePrefix } : {});
}

function namesAt(index: ClusterIndex, firstUs: number, lastUs = firstUs): string[] {
  const claims = index.candidates(ip, { firstUs, lastUs });
  return claims.map(({ owner }) => (owner.kind === 'pod' ? owner.pod.name : owner.kind)).sort();
}

function behind(index: ClusterIndex, interfaceName: string): Pod | undefined {
  return index.pods.byInterface(interfaceName)[0]?.pod;
}

test('a pod is found by its interface, whatever its address', () => {
  const pod = podOf({ ips: [] });
  expect(behind(indexOf([pod]), vethName('shop', 'web'))).toBe(pod);
  expect(behind(indexOf([pod]), 'cali00000000000')).toBeUndefined();
});

test('the interface prefix can be another', () => {
  const index = indexOf([podOf()], 'azv');
  expect(behind(index, vethName('shop', 'web', 'azv'))?.name).toBe('web');
  expect(behind(index, vethName('shop', 'web'))).toBeUndefined();
});

test('hostNetwork pods have no interface and no address, only a node', () => {
  const pod = podOf({ hostNetwork: true, name: 'proxy' });
  const index = indexOf([pod]);
  expect(behind(index, vethName('shop', 'proxy'))).toBeUndefined();
  expect(namesAt(index, 5)).toEqual([]);
  expect(index.pods.hostNetworkPods('node-1')).toMatchObject([{ pod }]);
  expect(index.pods.hostNetworkPods('node-2')).toEqual([]);
});

describe('an address that was used again', () => {
  const index = indexOf([
    podOf({ name: 'second', startUs: 200 }),
    podOf({ name: 'first', startUs: 100, endUs: 150, phase: 'Succeeded' }),
  ]);

  test.each([
    [99, []],
    [100, ['first']],
    [150, ['first']],
    [170, []],
    [200, ['second']],
    [900, ['second']],
  ])('belonged at %d to %j', (us, names) => {
    expect(namesAt(index, us)).toEqual(names);
  });

  test('is kept for all owners when the span covers them', () => {
    expect(namesAt(index, 120, 220)).toEqual(['first', 'second']);
  });
});

test('a finished pod without an end held the address until the next start', () => {
  const index = indexOf([
    podOf({ name: 'job', startUs: 100, phase: 'Failed' }),
    podOf({ name: 'web', startUs: 200 }),
  ]);
  expect(namesAt(index, 199)).toEqual(['job']);
  expect(namesAt(index, 201)).toEqual(['web']);
});

test('times that are not known exclude nobody', () => {
  const index = indexOf([podOf({ name: 'a' }), podOf({ name: 'b', startUs: 100 })]);
  expect(namesAt(index, 150)).toEqual(['a', 'b']);
  expect(namesAt(index, 0)).toEqual(['a', 'b']);
});

test('all addresses of a dual-stack pod lead to it', () => {
  const index = indexOf([podOf({ ips: ['10.244.1.5', 'fd00::5'] })]);
  expect(index.candidates('fd00::5', { firstUs: 1, lastUs: 1 })).toHaveLength(1);
  expect(index.candidates('fd00::6', { firstUs: 1, lastUs: 1 })).toHaveLength(0);
});
