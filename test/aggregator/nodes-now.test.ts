/** The aggregator asks real query servers of agents what they hold now. */
import { afterEach, describe, expect, it } from 'vitest';
import { RecentFlows } from '../../src/agent/query/recent-flows.ts';
import { openQueryServer, type QueryServer } from '../../src/agent/query/server.ts';
import { listFlows } from '../../src/aggregator/nodes/list-flows.ts';
import type { Flow } from '../../src/flow/flow.ts';
import { LiveEdges } from '../../src/service/live-edges.ts';
import type { TlsFiles } from '../../src/service/tls/tls-files.ts';
import { freePort } from '../agent/free-port.ts';
import { openFiles, TlsFolder } from '../service/tls/tls-folder.ts';
import { flowOf } from './examples.ts';
import { Running } from './running.ts';

const never = new AbortController().signal;
const AGGREGATOR = 'dropcast-aggregator.dropcast.svc';

async function openNode(
  node: string,
  flows: readonly Flow[],
  tls?: TlsFiles,
): Promise<QueryServer> {
  const recent = new RecentFlows(node);
  recent.push(flows);
  return openQueryServer({
    ...{ address: { host: '127.0.0.1', port: 0 }, tls, aggregatorNames: [AGGREGATOR], recent },
    liveEdges: new LiveEdges(() => {}),
    getStatus: () => ({ version: '', nodes: [], resources: [] }),
    onError: () => {},
  });
}

async function collect<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const each of stream) collected.push(each);
  return collected;
}

const ENTERS = { prefix: 'calico-packet', inInterface: 'eth0', outInterface: 'cali00000000000' };

describe('an aggregator that asks nodes', () => {
  let running: Running;
  afterEach(() => running.close());

  it('merges what both sides hold, and names who did not answer', async () => {
    running = await Running.open();
    await using client = await openNode('client', [flowOf({ port: 7, connections: 5 })]);
    await using server = await openNode('server', [flowOf({ port: 7, point: ENTERS })]);
    const addressOf = (port: number) => ({ queryAddress: `:${port}` });
    await running.welcomed({ node: 'client', ...addressOf(client.port) });
    await running.welcomed({ node: 'server', ...addressOf(server.port) });
    await running.welcomed({ node: 'mute' });
    await running.welcomed({ node: 'dead', ...addressOf(await freePort()) });
    const query = running.query();
    expect(await collect(query.listEdges({ filter: {}, limit: 0 }, never))).toEqual([]);
    const now = await collect(query.listEdgesNow({ filter: { port: [7] }, limit: 0 }, never));
    expect(now).toMatchObject([
      {
        kind: 'edge',
        edge: { port: 7, connections: 5, lines: 6, seenBy: 'both', nodes: ['client', 'server'] },
      },
      { unanswered: { node: 'dead', why: expect.stringContaining('ECONNREFUSED') } },
      { unanswered: { node: 'mute', why: 'its agent answers no questions (--listen)' } },
    ]);
    const other = query.listEdgesNow({ filter: { port: [8] }, limit: 0 }, never);
    expect((await collect(other)).map(({ kind }) => kind)).toEqual(['unanswered', 'unanswered']);
  });

  it('tells it over HTTP, too, as edges and as groups', async () => {
    running = await Running.open();
    await using node = await openNode('client', [flowOf({ port: 7 }), flowOf({ port: 8 })]);
    await running.welcomed({ node: 'client', queryAddress: `127.0.0.1:${node.port}` });
    const get = async (path: string) => (await running.get(`/api/v1/${path}`)).json();
    expect(await get('edges?nodes_now=true&port=7')).toMatchObject({
      edges: [{ port: 7, nodes: ['client'] }],
      unanswered: [],
    });
    expect(await get('groups?nodes_now=true&by=node')).toMatchObject({
      groups: [{ values: ['client'], edges: 2 }],
      unanswered: [],
    });
    expect(await get('edges')).toEqual({ edges: [], next: null });
    const asked = 'dropcast_aggregator_nodes_asked_total{outcome="answered"}';
    expect(await running.metric(asked)).toBe(2);
  });
});

describe('over TLS a node', () => {
  async function lab() {
    const folder = await TlsFolder.open();
    const tlsClientCa = await folder.trust();
    /** Of a machine that others connect to, and that connects to others. */
    const filesOf = async (name: string, names: string[]) => {
      const pair = await folder.pair(name, { commonName: name, hosts: names, names });
      return openFiles({ ...pair, tlsClientCa });
    };
    return { folder, filesOf };
  }
  const ask = (tls: TlsFiles | undefined, node: string, { port }: QueryServer) =>
    collect(listFlows(tls, { node, address: `127.0.0.1:${port}` }, {}, never));

  it('answers its aggregator, who shows its own certificate, and no other machine', async () => {
    const { folder, filesOf } = await lab();
    await using _ = folder;
    await using server = await openNode('n1', [flowOf()], await filesOf('n1', ['n1']));
    const aggregator = await filesOf('aggregator', [AGGREGATOR]);
    expect(await ask(aggregator, 'n1', server)).toEqual([[flowOf()]]);
    const other = await filesOf('n2', ['n2']);
    await expect(ask(other, 'n1', server)).rejects.toThrow(
      'of the machine n2, which reads nothing',
    );
  });

  it('has to show that it is the node', async () => {
    const { folder, filesOf } = await lab();
    await using _ = folder;
    await using server = await openNode('n1', [flowOf()], await filesOf('n1', ['n1']));
    const aggregator = await filesOf('aggregator', [AGGREGATOR]);
    await expect(ask(aggregator, 'n2', server)).rejects.toThrow(
      /the certificate names n1(, n1)?, not n2/,
    );
    await expect(ask(undefined, 'n1', server)).rejects.toThrow();
  });

  it('is not asked with a certificate of servers only: it is said what is missing', async () => {
    const { folder, filesOf } = await lab();
    await using _ = folder;
    await using server = await openNode('n1', [flowOf()], await filesOf('n1', ['n1']));
    const pair = await folder.pair('server', { commonName: 'server', hosts: [AGGREGATOR] });
    const tls = await openFiles({ ...pair, tlsClientCa: await folder.trust() });
    await expect(ask(tls, 'n1', server)).rejects.toThrow('is --tls-cert for clients, too');
  });

  it('is asked only by who knows an authority of agents', async () => {
    const { folder, filesOf } = await lab();
    await using _ = folder;
    await using server = await openNode('n1', [flowOf()], await filesOf('n1', ['n1']));
    const pair = await folder.pair('bare', { commonName: 'bare', hosts: [AGGREGATOR] });
    const bare = await openFiles(pair);
    await expect(ask(bare, 'n1', server)).rejects.toThrow('--tls-client-ca');
  });
});
