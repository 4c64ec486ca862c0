import { describe, expect, test } from 'vitest';
import { createClusterNames } from '../../../src/aggregator/attribute/cluster-names.ts';
import { settled } from '../../../src/aggregator/attribute/settled.ts';
import { unnamedEndpoint } from '../../../src/flow/endpoint.ts';
import { ClusterIndex } from '../../../src/kube/cluster-index.ts';
import { DEFAULT_MARGINS } from '../../../src/kube/history/knowledge.ts';
import { flowOf, HOUR_US, podEndpoint } from '../../flow/edge-fixtures.ts';
import { clusterOf, podOf } from '../../kube/object-fixtures.ts';

const { lagUs, skewUs } = DEFAULT_MARGINS;
const DELAY_US = lagUs + skewUs;
const named = podEndpoint('shop', 'web', '10.244.1.5');
const fresh = flowOf({ source: named, lastSeenUs: HOUR_US, firstSeenUs: HOUR_US });

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}

/** An index whose watch is heard with every millisecond that somebody waits. */
function watchedIndex(startUs: number) {
  const index = new ClusterIndex();
  let nowUs = startUs;
  index.pods.replaced([], nowUs);
  const waits: number[] = [];
  const delay = async (ms: number) => {
    waits.push(ms);
    nowUs += ms * 1_000;
    index.pods.heard(nowUs);
  };
  return { index, waits, delay };
}

describe('a batch', () => {
  test('waits until the index knows the time of its newest record', async () => {
    const { index, waits, delay } = watchedIndex(HOUR_US + skewUs + 500_000);
    expect(await settled([fresh], { index, delay })).toBe(true);
    expect(sum(waits)).toBe(lagUs / 1_000 - 500);
  });

  test('of known time does not wait', async () => {
    const { index, waits, delay } = watchedIndex(HOUR_US + DELAY_US);
    expect(await settled([fresh], { index, delay })).toBe(true);
    expect(waits).toEqual([]);
  });

  test('whose ends the agent has named does not wait', async () => {
    const { index, waits, delay } = watchedIndex(HOUR_US);
    expect(await settled([{ ...fresh, destination: named }], { index, delay })).toBe(true);
    expect(waits).toEqual([]);
  });

  test('does not wait for a watch that was never begun', async () => {
    const { waits, delay } = watchedIndex(HOUR_US);
    expect(await settled([fresh], { index: new ClusterIndex(), delay })).toBe(false);
    expect(waits).toEqual([]);
  });

  test('of a clock that is ahead does not wait', async () => {
    const { index, waits, delay } = watchedIndex(HOUR_US - 60_000_000);
    expect(await settled([fresh], { index, delay })).toBe(false);
    expect(waits).toEqual([]);
  });

  test('waits no longer than its bound for a watch that fell silent', async () => {
    const { index } = watchedIndex(HOUR_US);
    const waits: number[] = [];
    const delay = async (ms: number) => void waits.push(ms);
    expect(await settled([fresh], { index, delay })).toBe(false);
    expect(sum(waits)).toBe(9_000);
  });
});

test('the index of no name serves every cluster without one of its own', () => {
  const index = new ClusterIndex(clusterOf({ pods: [podOf({ name: 'db', ips: ['10.244.2.7'] })] }));
  const names = createClusterNames(new Map([['', index]]), async () => {});
  expect(names.nameFlow(flowOf(), 'east').destination.name).toBe('db');
});

test('clusters that use the same address are told apart by name', async () => {
  const indexOf = (name: string) =>
    new ClusterIndex(clusterOf({ pods: [podOf({ name, ips: ['10.244.2.7'] })] }));
  const indexes = new Map([
    ['east', indexOf('db')],
    ['west', indexOf('cache')],
  ]);
  const names = createClusterNames(indexes, async () => {});
  const nameIn = (cluster: string) => names.nameFlow(flowOf(), cluster).destination;
  expect([nameIn('east').name, nameIn('west').name]).toEqual(['db', 'cache']);
  expect(nameIn('north')).toEqual(unnamedEndpoint('10.244.2.7'));
  expect(await names.settled([fresh], 'east')).toBe(true);
  expect(await names.settled([fresh], 'north')).toBe(true);
});
