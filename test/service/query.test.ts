import { status } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EdgeFilter } from '../../src/flow/edge-filter.ts';
import type { Flow } from '../../src/flow/flow.ts';
import { batchOf, flowOf, helloOf, podOf } from '../aggregator/examples.ts';
import { Running, type TestAgent } from '../aggregator/running.ts';

const never = new AbortController().signal;

async function collect<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const each of stream) collected.push(each);
  return collected;
}

describe('the query service', () => {
  let running: Running;
  let agent: TestAgent;
  let sequence: number;
  beforeEach(async () => {
    running = await Running.open();
    agent = await running.welcomed();
    sequence = 0;
  });
  afterEach(() => running.close());

  async function ship(...flows: readonly Flow[]): Promise<void> {
    agent.send({ kind: 'batch', batch: batchOf(++sequence, { flows }) });
    expect(await agent.next()).toEqual({ kind: 'ack', sequence });
  }

  const list = (filter: EdgeFilter, limit = 0) =>
    collect(running.query().listEdges({ filter, limit }, never));

  it('lists edges, most lines first, over batches and hours', async () => {
    await ship(flowOf({ port: 80, lines: 5 }), flowOf());
    await ship(flowOf(), flowOf({ hour: flowOf().hour + 1 }));
    const edges = await list({});
    expect(edges.map(({ port, lines }) => ({ port, lines }))).toEqual([
      { port: 5432, lines: 9 },
      { port: 80, lines: 5 },
    ]);
    expect(edges[0]!.hours).toHaveLength(2);
  });

  it('sees what one agent and another report as one edge', async () => {
    await ship(flowOf());
    const other = await running.welcomed({ node: 'node-b' });
    const point = { prefix: 'calico-packet', inInterface: 'eth0', outInterface: 'cali00000000000' };
    other.send({ kind: 'batch', batch: batchOf(1, { flows: [flowOf({ point })] }) });
    await other.next();
    const edges = await list({});
    expect(edges).toHaveLength(1);
    expect(edges[0]).toMatchObject({ nodes: ['node-a', 'node-b'], seenBy: 'both' });
  });

  it('keeps clusters apart, whose names and addresses may be the same', async () => {
    await ship(flowOf({ connections: 5 }));
    const other = await running.welcomed({ cluster: 'green' });
    const point = { prefix: 'calico-packet', inInterface: 'eth0', outInterface: 'cali00000000000' };
    other.send({
      kind: 'batch',
      batch: batchOf(1, { flows: [flowOf({ point, connections: 3 })] }),
    });
    await other.next();
    const told = (await list({})).map((edge) => [edge.cluster, edge.connections, edge.seenBy]);
    expect(told.sort()).toEqual([
      ['blue', 5, 'egress'],
      ['green', 3, 'ingress'],
    ]);
    const request = { filter: {}, by: ['cluster'], limit: 0 } as const;
    const series = await collect(running.query().listSeries(request, never));
    expect(series.map(({ values, hours }) => [values[0], hours[0]!.connections]).sort()).toEqual([
      ['blue', 5],
      ['green', 3],
    ]);
  });

  it.each<{ filter: EdgeFilter; ports: readonly number[] }>([
    { filter: { namespace: 'bank' }, ports: [5432] },
    { filter: { from: ['shop/'] }, ports: [80, 5432] },
    { filter: { to: ['10.9.0.0/16'] }, ports: [80] },
    { filter: { protocol: [17] }, ports: [] },
    { filter: { replies: true, port: [7] }, ports: [7] },
  ])('lists those that match $filter', async ({ filter, ports }) => {
    const away = podOf('office', 'printer', '10.9.1.1');
    const reply = flowOf({ isReply: true, port: 7 });
    await ship(flowOf(), flowOf({ destination: away, port: 80 }), reply);
    const found = (await list(filter)).map(({ port }) => port!);
    expect(found.sort((a, b) => a - b)).toEqual(ports);
  });

  it('lists no more than it is asked for', async () => {
    await ship(flowOf({ port: 1 }), flowOf({ port: 2, lines: 9 }), flowOf({ port: 3 }));
    expect((await list({}, 1)).map(({ port }) => port)).toEqual([2]);
  });

  it('adds edges up by what they have in common', async () => {
    const away = podOf('office', 'printer', '10.9.1.1');
    await ship(flowOf({ port: 1 }), flowOf({ port: 2 }), flowOf({ destination: away, lines: 7 }));
    const request = { filter: {}, by: ['destination_namespace'], limit: 0 } as const;
    const groups = await collect(running.query().listGroups(request, never));
    const found = groups.map(({ values, edges, lines }) => ({ values, edges, lines }));
    expect(found).toEqual([
      { values: ['office'], edges: 1, lines: 7 },
      { values: ['bank'], edges: 2, lines: 6 },
    ]);
    expect(await collect(running.query().listGroups({ ...request, limit: 1 }, never))).toEqual([
      groups[0],
    ]);
  });

  it('adds edges up hour by hour', async () => {
    const { hour, lines } = flowOf();
    await ship(flowOf({ port: 1 }), flowOf({ port: 2 }), flowOf({ port: 2, hour: hour + 1 }));
    const request = { filter: {}, by: ['protocol'], limit: 0 } as const;
    const series = await collect(running.query().listSeries(request, never));
    expect(series).toMatchObject([
      {
        values: ['TCP'],
        hours: [
          { hour, lines: 2 * lines },
          { hour: hour + 1, lines },
        ],
      },
    ]);
  });

  it('lists more edges than a connection takes at once', async () => {
    await ship(...Array.from({ length: 5_000 }, (_, port) => flowOf({ port })));
    expect(await list({})).toHaveLength(5_000);
  });

  it.each(['listEdges', 'observeEdges'] as const)(
    'says what is wrong with a filter: %s',
    async (method) => {
      const asked = running.query()[method]({ filter: { from: ['10.0.0.0/99'] }, limit: 0 }, never);
      await expect(collect(asked)).rejects.toMatchObject({
        code: status.INVALID_ARGUMENT,
        details: expect.stringContaining("'10.0.0.0/99' is not a CIDR"),
      });
    },
  );

  it('follows edges as batches are committed, as many as asked for', async () => {
    const followed = collect(
      running.query().observeEdges({ filter: { port: [80] }, limit: 2 }, never),
    );
    const series = 'dropcast_aggregator_query_requests_total{api="grpc",method="observe_edges"}';
    while ((await running.metric(series)) === 0) await new Promise(setImmediate);
    await ship(flowOf(), flowOf({ port: 80, lines: 1 }));
    await ship(flowOf({ port: 80, lines: 2 }));
    expect((await followed).map(({ lines }) => lines)).toEqual([1, 2]);
  });

  it('ends those who follow when the aggregator closes', async () => {
    const followed = collect(running.query().observeEdges({ filter: {}, limit: 0 }, never));
    const series = 'dropcast_aggregator_query_requests_total{api="grpc",method="observe_edges"}';
    while ((await running.metric(series)) === 0) await new Promise(setImmediate);
    await running.aggregator.close();
    expect(await followed).toEqual([]);
  });

  it('tells the state of nodes, also of those that have gone', async () => {
    const { cluster, node, source } = helloOf();
    await ship(flowOf());
    agent.cut();
    let state = await running.query().getStatus();
    while (state.nodes[0]?.connected) {
      await new Promise(setImmediate);
      state = await running.query().getStatus();
    }
    expect(state.version).toBe('0.1.0');
    expect(state.nodes).toMatchObject([
      { cluster, node, source, epoch: 1, sequence: 1, lines: 3, connected: false },
    ]);
  });
});
