import { expect, it } from 'vitest';
import { Cluster } from '../../../bench/simulate/cluster.ts';
import { connectionsIn, createTraffic, ratesOf } from '../../../bench/simulate/traffic.ts';

const OPTIONS = { edgesPerNode: 100, activeShare: 0.2, seed: 7 };

const isOn = (cluster: Cluster, node: number, end: number) =>
  end < cluster.pods && cluster.nodeOf(end) === node;

it('lets a node see as many edges as were asked for, on average', () => {
  const { seenBy } = createTraffic(new Cluster(200, 1), OPTIONS);
  const seen = seenBy.reduce((sum, { length }) => sum + length, 0);
  expect(seen / 200).toBeGreaterThan(95);
  expect(seen / 200).toBeLessThanOrEqual(100);
});

it('shows an edge to the nodes of both its ends, and to nobody else', () => {
  const cluster = new Cluster(20, 1);
  const { count, source, destination, seenBy } = createTraffic(cluster, OPTIONS);
  for (let edge = 0; edge < count; edge++) {
    for (let node = 0; node < 20; node++) {
      const concerns = [source[edge]!, destination[edge]!].some((end) => isOn(cluster, node, end));
      expect(seenBy[node]!.includes(edge)).toBe(concerns);
    }
  }
});

it('gives an edge once', () => {
  const { count, source, destination, port } = createTraffic(new Cluster(20, 1), OPTIONS);
  const keys = Array.from({ length: count }, (_, i) => `${source[i]} ${destination[i]} ${port[i]}`);
  expect(new Set(keys).size).toBe(count);
});

it('draws connections by their rate, the same whoever asks', () => {
  for (const rate of [0.05, 0.7, 4, 25, 80]) {
    let sum = 0;
    for (let window = 0; window < 20_000; window++) sum += connectionsIn(11, window, rate);
    expect(sum / 20_000 / rate).toBeCloseTo(1, 1);
    expect(connectionsIn(11, 5, rate)).toBe(connectionsIn(11, 5, rate));
  }
});

it('scales rates so that the share of edges is active that was asked for', () => {
  const rates = ratesOf(300, 0.2);
  const active = rates.reduce((sum, rate) => sum + 1 - Math.exp(-rate), 0);
  expect(active / 300).toBeCloseTo(0.2, 3);
  expect(rates[0]! / rates[9]!).toBeCloseTo(10, 6);
});
