import { describe, expect, it } from 'vitest';
import { createClusterNames } from '../../../src/aggregator/attribute/cluster-names.ts';
import type { Home } from '../../../src/aggregator/home.ts';
import { listEdges } from '../../../src/aggregator/query/list-edges.ts';
import { listSeries } from '../../../src/aggregator/query/list-series.ts';
import type { EdgesOptions } from '../../../src/aggregator/query/named-flows.ts';
import { openSqliteStore } from '../../../src/aggregator/store/sqlite.ts';
import { groupEdges } from '../../../src/flow/edge-groups.ts';
import { unnamedEndpoint } from '../../../src/flow/endpoint.ts';
import type { Flow } from '../../../src/flow/flow.ts';
import { ClusterIndex } from '../../../src/kube/cluster-index.ts';
import { clusterOf, podOf } from '../../kube/object-fixtures.ts';
import { batchOf, podOf as endOf, flowOf, HOUR_US, helloOf, START_US } from '../examples.ts';
import { flowIn } from '../store/history-contract.ts';

const verdictOf = () => 'audit' as const;
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
  expect(await listEdges({ store, names: namesOf(), verdictOf }, ALL, UNBOUNDED)).toHaveLength(2);
  const edges = await listEdges({ store, names, verdictOf }, ALL, UNBOUNDED);
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
  expect(await listEdges({ store, names: namesOf(), verdictOf }, filter, UNBOUNDED)).toEqual([]);
  expect(
    await listEdges({ store, names: namesOf('db'), verdictOf }, filter, UNBOUNDED),
  ).toHaveLength(1);
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
    const edges = await listEdges({ store, names, verdictOf }, ALL, UNBOUNDED);
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
    const filter = { to: ['db'], sinceUs: START_US + HOUR_US };
    expect(await listEdges({ store, names, verdictOf }, filter, UNBOUNDED)).toEqual([]);
    const all = await listEdges({ store, names, verdictOf }, { to: ['db'] }, UNBOUNDED);
    expect(all.map(({ lines }) => lines)).toEqual([1]);
    await store.close();
  });
});

it('has the verdicts of its hours, not that of their sum', async () => {
  const store = openSqliteStore(':memory:');
  await store.welcome(helloOf());
  const flows = [0, 1].map((hour) => {
    const seenUs = START_US + hour * HOUR_US + 1;
    return flowIn(hour, { firstSeenUs: seenUs, lastSeenUs: seenUs });
  });
  await store.apply(batchOf(1, { flows }), helloOf());
  const isOpen = (us: number) => us >= START_US + HOUR_US;
  const windowed = ({ lastSeenUs }: Flow) => (isOpen(lastSeenUs) ? 'audit' : 'dropped');
  const options = { store, names: namesOf(), verdictOf: windowed };
  const edges = await listEdges(options, ALL, UNBOUNDED);
  const hours = [0, 1].map((hour) => START_US / HOUR_US + hour);
  expect(edges).toMatchObject([{ verdict: 'dropped', hours }]);
  await store.close();
});

describe('a span that cuts hours', () => {
  const at = (hour: number, minute: number, lines: number) => {
    const seenUs = START_US + hour * HOUR_US + minute * 60_000_000;
    return flowIn(hour, { firstSeenUs: seenUs, lastSeenUs: seenUs, lines });
  };

  it.each([
    { asked: [30, 75], lines: [] },
    { asked: [10, 75], lines: [1] },
    { asked: [30, 80], lines: [2] },
    { asked: [10, 130], lines: [3] },
    { asked: [30, 150], lines: [6] },
    { asked: [30, 120], lines: [2] },
    { asked: [91, 120], lines: [] },
    { asked: [120, 150], lines: [4] },
  ])('counts nothing seen outside of it: minutes $asked', async ({ asked, lines }) => {
    const store = openSqliteStore(':memory:');
    await store.welcome(helloOf());
    const flows = [at(0, 10, 1), at(1, 20, 2), at(2, 20, 4)];
    await store.apply(batchOf(1, { flows }), helloOf());
    const [sinceUs, untilUs] = asked.map((minute) => START_US + minute * 60_000_000);
    const filter = { sinceUs: sinceUs!, untilUs: untilUs! };
    const options = { store, names: namesOf(), verdictOf };
    const edges = await listEdges(options, filter, UNBOUNDED);
    expect(edges.map((edge) => edge.lines)).toEqual(lines);
    const series = await listSeries(options, { filter, by: [], limit: 0 }, UNBOUNDED);
    const sums = series.map(({ hours }) => hours.reduce((sum, hour) => sum + hour.lines, 0));
    expect(sums).toEqual(lines);
    await store.close();
  });
});

it('ends with its signal', async () => {
  const store = openSqliteStore(':memory:');
  const bounds = { ...UNBOUNDED, signal: AbortSignal.abort(new Error('gone')) };
  await expect(listEdges({ store, names: namesOf(), verdictOf }, ALL, bounds)).rejects.toThrow(
    'gone',
  );
  await store.close();
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
    const edges = await listEdges({ store, names, verdictOf }, request.filter, UNBOUNDED);
    const groups = groupEdges(edges, by, new Set());
    const series = await listSeries({ store, names, verdictOf }, request, UNBOUNDED);
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
