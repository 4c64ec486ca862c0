import { describe, expect, test } from 'vitest';
import { PodIndex } from '../../src/kube/pod-index.ts';
import { vethName } from '../../src/kube/veth.ts';
import { podOf } from './object-fixtures.ts';

const ip = '10.244.1.5';

function namesAt(index: PodIndex, firstUs: number, lastUs = firstUs): string[] {
  return index.byAddress(ip, { firstUs, lastUs }).map((pod) => pod.name);
}

test('a pod is found by its interface, whatever its address', () => {
  const pod = podOf({ ips: [] });
  expect(new PodIndex([pod]).byInterface(vethName('shop', 'web'))).toBe(pod);
  expect(new PodIndex([pod]).byInterface('cali00000000000')).toBeUndefined();
});

test('the interface prefix can be another', () => {
  const index = new PodIndex([podOf()], 'azv');
  expect(index.byInterface(vethName('shop', 'web', 'azv'))?.name).toBe('web');
  expect(index.byInterface(vethName('shop', 'web'))).toBeUndefined();
});

test('hostNetwork pods have no interface and no address, only a node', () => {
  const pod = podOf({ hostNetwork: true, name: 'proxy' });
  const index = new PodIndex([pod]);
  expect(index.byInterface(vethName('shop', 'proxy'))).toBeUndefined();
  expect(namesAt(index, 5)).toEqual([]);
  expect(index.hostNetworkPods('node-1')).toEqual([pod]);
  expect(index.hostNetworkPods('node-2')).toEqual([]);
});

describe('an address that was used again', () => {
  const index = new PodIndex([
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
  const index = new PodIndex([
    podOf({ name: 'job', startUs: 100, phase: 'Failed' }),
    podOf({ name: 'web', startUs: 200 }),
  ]);
  expect(namesAt(index, 199)).toEqual(['job']);
  expect(namesAt(index, 201)).toEqual(['web']);
});

test('times that are not known exclude nobody', () => {
  const index = new PodIndex([podOf({ name: 'a' }), podOf({ name: 'b', startUs: 100 })]);
  expect(namesAt(index, 150)).toEqual(['a', 'b']);
  expect(namesAt(index, 0)).toEqual(['a', 'b']);
});

test('all addresses of a dual-stack pod lead to it', () => {
  const index = new PodIndex([podOf({ ips: ['10.244.1.5', 'fd00::5'] })]);
  expect(index.byAddress('fd00::5', { firstUs: 1, lastUs: 1 })).toHaveLength(1);
  expect(index.hasAddress('fd00::5')).toBe(true);
  expect(index.hasAddress('fd00::6')).toBe(false);
});
