import { expect, it } from 'vitest';
import { createClusterNames } from '../../../src/aggregator/attribute/cluster-names.ts';
import { listEdges } from '../../../src/aggregator/query/list-edges.ts';
import { openSqliteStore } from '../../../src/aggregator/store/sqlite.ts';
import { unnamedEndpoint } from '../../../src/flow/endpoint.ts';
import { ClusterIndex } from '../../../src/kube/cluster-index.ts';
import { clusterOf, podOf } from '../../kube/object-fixtures.ts';
import { batchOf, flowOf, helloOf } from '../examples.ts';

const ALL = {};

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
  const filter = { to: ['db'] };
  expect(await listEdges({ store, names: namesOf() }, filter)).toEqual([]);
  expect(await listEdges({ store, names: namesOf('db') }, filter)).toHaveLength(1);
});
