import { expect, it } from 'vitest';
import { createClusterNames } from '../../../src/aggregator/attribute/cluster-names.ts';
import { listEdges } from '../../../src/aggregator/query/list-edges.ts';
import { listSeries } from '../../../src/aggregator/query/list-series.ts';
import { openSqliteStore } from '../../../src/aggregator/store/sqlite.ts';
import { groupEdges } from '../../../src/flow/edge-groups.ts';
import { unnamedEndpoint } from '../../../src/flow/endpoint.ts';
import { ClusterIndex } from '../../../src/kube/cluster-index.ts';
import { clusterOf, podOf } from '../../kube/object-fixtures.ts';
import { batchOf, flowOf, helloOf } from '../examples.ts';

const ALL = {};
const UNBOUNDED = { signal: new AbortController().signal, takeEdges: () => {} };

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
  expect(await listEdges({ store, names: namesOf() }, ALL, UNBOUNDED)).toHaveLength(2);
  const edges = await listEdges({ store, names }, ALL, UNBOUNDED);
  expect(edges).toMatchObject([{ lines: 6, destination: { kind: 'pod', name: 'db' } }]);
});

it('finds by a name what was stored without it', async () => {
  using store = Object.assign(openSqliteStore(':memory:'), {
    [Symbol.dispose]: () => store.close(),
  });
  await store.welcome(helloOf());
  const unnamed = flowOf({ destination: unnamedEndpoint('10.0.2.3') });
  await store.apply(batchOf(1, { flows: [unnamed] }), helloOf());
  const filter = { to: ['db'] };
  expect(await listEdges({ store, names: namesOf() }, filter, UNBOUNDED)).toEqual([]);
  expect(await listEdges({ store, names: namesOf('db') }, filter, UNBOUNDED)).toHaveLength(1);
});

it('puts what was named late into the groups and series of its name', async () => {
  using store = Object.assign(openSqliteStore(':memory:'), {
    [Symbol.dispose]: () => store.close(),
  });
  await store.welcome(helloOf());
  const unnamed = flowOf({ destination: unnamedEndpoint('10.0.2.3') });
  const reply = flowOf({ ...unnamed, isReply: true });
  const before = flowOf({ ...unnamed, origin: 'conntrack', lines: 0, connections: 9 });
  await store.apply(batchOf(1, { flows: [unnamed, reply, before] }), helloOf());
  const by = ['destination'] as const;
  const request = { filter: { replies: true }, by, limit: 0 };
  for (const [names, value] of [
    [namesOf(), '10.0.2.3'],
    [namesOf('db'), 'shop/db'],
  ] as const) {
    const edges = await listEdges({ store, names }, request.filter, UNBOUNDED);
    const groups = groupEdges(edges, by, new Set());
    const series = await listSeries({ store, names }, request, UNBOUNDED);
    for (const found of [groups, series]) {
      expect(
        found.map(({ values, isReply, isPreExisting }) => [values[0], isReply, isPreExisting]),
      ).toEqual([
        [value, false, false],
        [value, true, false],
        [value, false, true],
      ]);
    }
    expect(series[2]!.hours).toMatchObject([{ connections: 9, lines: 0 }]);
  }
});
