/** Hubble's clients at an aggregator: what agents sent, record by record. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { outsideEndpoint } from '../flow/edge-fixtures.ts';
import { HubbleClient, type Plain } from '../service/hubble/hubble-client.ts';
import { flowsOf } from '../service/hubble/hubble-lab.ts';
import { batchOf, flowOf, HOUR_US, podOf } from './examples.ts';
import { Running, type TestAgent } from './running.ts';

let running: Running;
let client: HubbleClient;
let agent: TestAgent;

beforeEach(async () => {
  running = await Running.open();
  client = new HubbleClient(Number(running.aggregator.grpc.split(':').at(-1)));
  agent = await running.welcomed({ cluster: 'east', node: 'node-a' });
});

afterEach(async () => {
  client.close();
  await running.close();
});

const WEB = podOf('shop', 'web-1', '10.0.0.1');

async function ship(sequence: number, flows: ReturnType<typeof flowOf>[]): Promise<void> {
  agent.send({ kind: 'batch', batch: batchOf(sequence, { flows }) });
  await agent.next();
}

describe('an aggregator tells Hubble’s clients', () => {
  it('of each pod, though all of a workload are one edge', async () => {
    const replicas = ['web-1', 'web-2'].map((name, i) => ({
      ...podOf('shop', name, `10.0.0.${i + 1}`),
      workload: { kind: 'Deployment', name: 'web' },
    }));
    await ship(
      1,
      replicas.map((source) => flowOf({ source })),
    );
    const whitelist = [{ source_pod: ['shop/web-2'] }];
    const flows = flowsOf(await client.allFlows({ whitelist }));
    expect(flows).toHaveLength(1);
    expect(flows[0]).toMatchObject({
      source: { pod_name: 'web-2', workloads: [{ name: 'web' }], cluster_name: 'east' },
      node_name: 'east/node-a',
    });
  });

  it('once of a record of several hours', async () => {
    const flow = flowOf({ source: WEB, destination: outsideEndpoint('203.0.113.9') });
    const next = { firstSeenUs: flow.firstSeenUs + HOUR_US, lastSeenUs: flow.lastSeenUs + HOUR_US };
    await ship(1, [flow]);
    await ship(2, [{ ...flow, ...next, hour: flow.hour + 1 }]);
    const flows = flowsOf(await client.allFlows({}));
    expect(flows).toHaveLength(1);
    const seconds = Math.floor(next.lastSeenUs / 1_000_000);
    expect(flows[0]).toMatchObject({ time: { seconds }, source: { pod_name: 'web-1' } });
  });

  it('what comes, and counts their questions', async () => {
    const call = client.flows({ follow: true });
    const seen: Plain[] = [];
    call.on('data', (each: Plain) => seen.push(each));
    await vi.waitUntil(() => seen.length === 1);
    await ship(1, [flowOf({ source: WEB, lines: 5 })]);
    await vi.waitUntil(() => flowsOf(seen).length === 1);
    call.cancel();
    expect(await client.observer('ServerStatus')).toMatchObject({
      seen_flows: 5,
      num_connected_nodes: { value: 1 },
      version: '0.1.0',
    });
    const asked = 'dropcast_aggregator_query_requests_total{api="hubble",method="follow_flows"}';
    expect(await running.metric(asked)).toBe(1);
  });

  it('of its nodes', async () => {
    expect(await client.observer('GetNodes')).toMatchObject({
      nodes: [{ name: 'east/node-a', state: 'NODE_CONNECTED' }],
    });
  });
});
