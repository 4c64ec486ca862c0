import { describe, expect, it } from 'vitest';
import { createClusterNames } from '../../../src/aggregator/attribute/cluster-names.ts';
import type { Home } from '../../../src/aggregator/history.ts';
import { type EdgesOptions, listEdges } from '../../../src/aggregator/query/list-edges.ts';
import { openSqliteStore } from '../../../src/aggregator/store/sqlite.ts';
import { unnamedEndpoint } from '../../../src/flow/endpoint.ts';
import { ClusterIndex } from '../../../src/kube/cluster-index.ts';
import { clusterOf, podOf } from '../../kube/object-fixtures.ts';
import { batchOf, podOf as endOf, flowOf, HOUR_US, helloOf, START_US } from '../examples.ts';
import { flowIn } from '../store/history-contract.ts';

const ALL = { filter: {}, limit: 0 };

function namesOf(...pods: string[]) {
  const objects = clusterOf({ pods: pods.map((name) => podOf({ name, ips: ['10.0.2.3'] })) });
  return createClusterNames(new Map([['blue', new ClusterIndex(objects)]]), async () => {});
}

it('names what is stored without a name, and merges it with what was named at once', async () => {
  using store = Object.assign(openSqliteStore(':memory:'), {
    [Symbol.dispose]: () => store.close(),
  });
  await store.welcome(helloOf());
  const unnamed = flowOf({ destination: unnamedEndpoint('10.0.2.3') });
  await store.apply(batchOf(1, { flows: [unnamed] }), helloOf());
  const names = namesOf('db');
  const named = names.nameFlow(flowOf({ destination: unnamedEndpoint('10.0.2.3') }), 'blue');
  await store.apply(batchOf(2, { flows: [named] }), helloOf());
  expect(await listEdges({ store, names: namesOf() }, ALL)).toHaveLength(2);
  const edges = await listEdges({ store, names }, ALL);
  expect(edges).toMatchObject([{ lines: 6, destination: { kind: 'pod', name: 'db' } }]);
});

it('finds by a name what was stored without it', async () => {
  using store = Object.assign(openSqliteStore(':memory:'), {
    [Symbol.dispose]: () => store.close(),
  });
  await store.welcome(helloOf());
  const unnamed = flowOf({ destination: unnamedEndpoint('10.0.2.3') });
  await store.apply(batchOf(1, { flows: [unnamed] }), helloOf());
  const request = { filter: { to: 'db' }, limit: 0 };
  expect(await listEdges({ store, names: namesOf() }, request)).toEqual([]);
  expect(await listEdges({ store, names: namesOf('db') }, request)).toHaveLength(1);
});

describe('an address that changed hands', () => {
  const HOUR = flowOf().hour;
  const holders = ['db', 'cache'].map((name) => endOf('shop', name, '10.0.2.3'));
  const candidates = { ...unnamedEndpoint('10.0.2.3'), confidence: 'ambiguous' as const };
  /** One holder in each hour; over several any of them. */
  const names: EdgesOptions['names'] = {
    nameFlow: (flow) => {
      const isOneHour =
        flow.firstSeenUs >= flow.hour * HOUR_US && flow.lastSeenUs < (flow.hour + 1) * HOUR_US;
      if (flow.destination.attribution !== 'none') return flow;
      flow.destination = isOneHour
        ? holders[flow.hour - HOUR]!
        : { ...candidates, candidates: holders };
      return flow;
    },
    servicesOf: () => [],
  };

  async function stored(): Promise<Home> {
    const store = openSqliteStore(':memory:');
    await store.welcome(helloOf());
    const destination = unnamedEndpoint('10.0.2.3');
    const flows = [0, 1].map((hour) => flowIn(hour, { destination, lines: hour + 1 }));
    await store.apply(batchOf(1, { flows: [...flows, flowIn(0), flowIn(1)] }), helloOf());
    return store;
  }

  it('is named hour by hour, and sums of others stay', async () => {
    const store = await stored();
    const edges = await listEdges({ store, names }, ALL);
    const told = edges.map(({ destination, lines, hours }) => [
      destination.workload?.name,
      lines,
      hours.map((hour) => hour - HOUR),
    ]);
    expect(told).toEqual([
      ['ledger', 6, [0, 1]],
      ['cache', 2, [1]],
      ['db', 1, [0]],
    ]);
    await store.close();
  });

  it('is found by whom it was in an hour of the span', async () => {
    const store = await stored();
    const filter = { to: 'db', sinceUs: START_US + HOUR_US };
    expect(await listEdges({ store, names }, { filter, limit: 0 })).toEqual([]);
    const all = await listEdges({ store, names }, { filter: { to: 'db' }, limit: 0 });
    expect(all.map(({ lines }) => lines)).toEqual([1]);
    await store.close();
  });
});

it('ends with its signal', async () => {
  const store = openSqliteStore(':memory:');
  const signal = AbortSignal.abort(new Error('gone'));
  await expect(listEdges({ store, names: namesOf(), signal }, ALL)).rejects.toThrow('gone');
  await store.close();
});
