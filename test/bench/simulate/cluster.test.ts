import { expect, it } from 'vitest';
import { Cluster, PODS_PER_NODE } from '../../../bench/simulate/cluster.ts';

it('gives a replaced pod another name and an address that rested, and keeps its workload', () => {
  const cluster = new Cluster(3, 1);
  const before = cluster.end(4);
  cluster.replace(4);
  const after = cluster.end(4);
  expect(after.ip).not.toBe(before.ip);
  expect(after.name).not.toBe(before.name);
  expect(after.workload).toEqual(before.workload);
  expect(cluster.generationOf(4)).toBe(1);
});

it('gives an address again to another pod of the node', () => {
  const cluster = new Cluster(3, 1);
  const { ip } = cluster.end(4);
  for (const pod of [4, 5, 6]) cluster.replace(pod);
  expect(cluster.end(6).ip).toBe(ip);
});

it('never gives one address to two pods at once', () => {
  const cluster = new Cluster(2, 1);
  for (let i = 0; i < 500; i++) cluster.replace((i * 7) % cluster.pods);
  const ips = Array.from({ length: cluster.pods }, (_, pod) => cluster.end(pod).ip);
  expect(new Set(ips).size).toBe(2 * PODS_PER_NODE);
});

it('names pods of different slots and generations differently', () => {
  const cluster = new Cluster(2, 1);
  const names = new Set<string>();
  for (let round = 0; round < 40; round++) {
    for (let pod = 0; pod < cluster.pods; pod++) {
      names.add(cluster.end(pod).name);
      cluster.replace(pod);
    }
  }
  expect(names.size).toBe(40 * cluster.pods);
});
