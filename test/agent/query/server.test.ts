import { credentials, status } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RecentFlows } from '../../../src/agent/query/recent-flows.ts';
import { openQueryServer, type QueryServer } from '../../../src/agent/query/server.ts';
import { ask, CommandError } from '../../../src/cli/ask.ts';
import { connectAggregator } from '../../../src/cli/connect.ts';
import type { Edge } from '../../../src/flow/edge.ts';
import { FOLLOWER_EDGES_MAX, LiveEdges } from '../../../src/service/live-edges.ts';
import type { TlsOptions } from '../../../src/service/tls/tls-config.ts';
import { type QueryClient, queryClient, type Status } from '../../../src/wire/query.ts';
import { flowOf } from '../../flow/edge-fixtures.ts';
import { LOOPBACK, openFiles, TlsFolder } from '../../service/tls/tls-folder.ts';
import { settle } from '../fake-clock.ts';

const STATUS: Status = {
  version: '1',
  resources: [],
  nodes: [
    {
      cluster: '',
      node: 'n1',
      source: 'kmsg',
      version: '1',
      epoch: 2,
      sequence: 3,
      observedUs: 4,
      lines: 5,
      connected: true,
      losses: [],
      checks: [],
      rules: [],
      ...{ heardUs: 0, coarsened: 0, throttledUs: 0 },
    },
  ],
};

let recent: RecentFlows;
let server: QueryServer;
let client: QueryClient;
let liveEdges: LiveEdges;
let discarded: number;
let stop: AbortController;

beforeEach(async () => {
  recent = new RecentFlows('n1');
  discarded = 0;
  liveEdges = new LiveEdges((edges) => {
    discarded += edges;
  });
  stop = new AbortController();
  server = await openQueryServer({
    address: { host: '127.0.0.1', port: 0 },
    tls: undefined,
    aggregatorNames: [],
    recent,
    liveEdges,
    getStatus: () => STATUS,
    onError: () => {},
  });
  client = queryClient(`127.0.0.1:${server.port}`, credentials.createInsecure());
});

afterEach(async () => {
  stop.abort();
  client.close();
  await server[Symbol.asyncDispose]();
});

async function collect(edges: AsyncIterable<Edge>): Promise<Edge[]> {
  const all: Edge[] = [];
  for await (const edge of edges) all.push(edge);
  return all;
}

describe('the query service of a node', () => {
  it('lists the edges of its recent flows, also more than a window holds', async () => {
    recent.push(Array.from({ length: 5_000 }, (_, i) => flowOf({ port: i + 1 })));
    const edges = await collect(client.listEdges({ filter: {}, limit: 0 }, stop.signal));
    expect(edges).toHaveLength(5_000);
    const some = await collect(client.listEdges({ filter: { port: [7] }, limit: 0 }, stop.signal));
    expect(some.map(({ port, nodes }) => [port, nodes])).toEqual([[7, ['n1']]]);
  });

  it('adds its edges up by what they have in common', async () => {
    recent.push([1, 2, 3].map((lines) => flowOf({ port: lines === 3 ? 443 : 80, lines })));
    const request = { filter: {}, by: ['port'], limit: 0 } as const;
    const groups = [];
    for await (const group of client.listGroups(request, stop.signal)) groups.push(group);
    expect(groups).toMatchObject([
      { values: ['443'], lines: 3 },
      { values: ['80'], lines: 3, edges: 1 },
    ]);
  });

  it('knows nothing of hours', async () => {
    const asked = client.listSeries({ filter: {}, by: [], limit: 0 }, stop.signal);
    await expect(asked[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      code: status.UNIMPLEMENTED,
    });
  });

  it('streams edges of each rollover up to the limit', async () => {
    const following = collect(client.observeEdges({ filter: {}, limit: 3 }, stop.signal));
    while (liveEdges.followers === 0) await settle();
    liveEdges.publish('n1', [flowOf({ port: 1, lines: 9 }), flowOf({ port: 2 })]);
    liveEdges.publish('n1', [flowOf({ port: 3, lines: 9 }), flowOf({ port: 4 })]);
    expect((await following).map(({ port }) => port)).toEqual([1, 2, 3]);
    expect([liveEdges.followers, discarded]).toEqual([0, 0]);
  });

  it('forgets a follower who leaves', async () => {
    const following = collect(client.observeEdges({ filter: {}, limit: 0 }, stop.signal));
    while (liveEdges.followers === 0) await settle();
    stop.abort();
    await following;
    while (liveEdges.followers > 0) await settle();
    expect(liveEdges.followers).toBe(0);
  });

  it('counts what a follower who does not read is not given, and waits for nobody', async () => {
    const following = client.observeEdges({ filter: {}, limit: 0 }, stop.signal);
    const reader = following[Symbol.asyncIterator]();
    const first = reader.next();
    while (liveEdges.followers === 0) await settle();
    const edges = Array.from({ length: FOLLOWER_EDGES_MAX }, (_, i) => flowOf({ port: i + 1 }));
    liveEdges.publish('n1', edges);
    liveEdges.publish('n1', edges);
    expect((await first).value).toMatchObject({ lines: 1 });
    expect(discarded).toBe(FOLLOWER_EDGES_MAX);
  });

  it('answers a filter that cannot be understood with what is wrong', async () => {
    const request = { filter: { from: ['a/b/c/d'] }, limit: 0 };
    const wrong = expect.objectContaining({ code: status.INVALID_ARGUMENT });
    await expect(collect(client.listEdges(request, stop.signal))).rejects.toEqual(wrong);
    await expect(collect(client.observeEdges(request, stop.signal))).rejects.toEqual(wrong);
  });

  it('tells the state of its node', async () => {
    expect(await client.getStatus()).toEqual(STATUS);
  });

  it('answers over TLS whoever shows a certificate of its authority, and nobody else', async () => {
    await using folder = await TlsFolder.open();
    const tlsCa = await folder.trust();
    const pair = await folder.pair('agent', LOOPBACK);
    const tls = await openFiles({ ...pair, tlsClientCa: tlsCa });
    await using secure = await openQueryServer({
      ...{ address: { host: '127.0.0.1', port: 0 }, tls, aggregatorNames: [], recent, liveEdges },
      getStatus: () => STATUS,
      onError: () => {},
    });
    const askedBy = async (options: TlsOptions) => {
      const aggregator = `127.0.0.1:${secure.port}`;
      return ask(connectAggregator, { aggregator, tlsCa, ...options }, (each) => each.getStatus());
    };
    const reader = await folder.pair('reader', { commonName: 'reader' });
    expect(await askedBy(reader)).toEqual(STATUS);
    await expect(askedBy({})).rejects.toThrow(CommandError);
    const tokenFile = await folder.write('token', 'a.token');
    await expect(askedBy({ tokenFile })).rejects.toThrow(CommandError);
  });

  it('does not open on a port that is taken', async () => {
    const plain = { tls: undefined, aggregatorNames: [], recent, liveEdges };
    const options = { ...plain, getStatus: () => STATUS, onError: () => {} };
    const address = { host: '127.0.0.1', port: server.port };
    await expect(openQueryServer({ address, ...options })).rejects.toThrow(/--listen.* in use/);
  });
});
