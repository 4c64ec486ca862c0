/**
 * What Hubble's command gets to see: its calls, made with the official messages. A zero, and a
 * verdict that is not known, are not there: protobuf leaves them out.
 */
import { status } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { flowOf, HOUR_US, outsideEndpoint, podEndpoint } from '../../flow/edge-fixtures.ts';
import type { HubbleClient, Plain } from './hubble-client.ts';
import { flowAt, flowsOf, HOUR_S, HubbleLab, NODE, secondsOf } from './hubble-lab.ts';

let lab: HubbleLab;
let client: HubbleClient;

beforeEach(async () => {
  lab = new HubbleLab();
  client = await lab.connect();
});

afterEach(() => lab.close());

const ports = async (request: Plain) =>
  flowsOf(await client.allFlows(request)).map(
    ({ l4 }) => ((l4 as Plain).TCP as Plain).destination_port,
  );

describe('hubble status', () => {
  it('finds the service healthy, then asks for its state', async () => {
    lab.nodes = [NODE, { ...NODE, node: 'node-b', connected: false }];
    lab.liveEdges.publish('node-a', [flowOf({ lines: 120 })]);
    lab.nowMs += 30_000;
    expect(await client.health()).toEqual({ status: 'SERVING' });
    expect(await client.observer('ServerStatus')).toEqual({
      ...{ seen_flows: 120, flows_rate: 4 },
      uptime_ns: 30_000_000_000,
      num_connected_nodes: { value: 1 },
      num_unavailable_nodes: { value: 1 },
      unavailable_nodes: ['node-b'],
      version: '1.2.3',
    });
  });

  it('knows no other service’s health', async () => {
    expect(await client.health('')).toEqual({ status: 'SERVING' });
    await expect(client.health('other')).rejects.toMatchObject({ code: status.NOT_FOUND });
  });

  it('needs no grant to know that somebody is there, and one for more', async () => {
    lab.refuse = () => true;
    expect(await client.health()).toEqual({ status: 'SERVING' });
    await expect(client.observer('ServerStatus')).rejects.toMatchObject({
      code: status.PERMISSION_DENIED,
    });
  });
});

describe('hubble list', () => {
  it('names the nodes once each, whatever they read', async () => {
    lab.nodes = [
      { ...NODE, node: 'node-b', connected: false, version: '1.2.2', lines: 3 },
      NODE,
      { ...NODE, source: 'journal', connected: false, lines: 2 },
    ];
    expect(await client.observer('GetNodes')).toEqual({
      nodes: [
        {
          ...{ name: 'node-a', version: '1.2.3', address: '10.0.0.1:4000' },
          ...{ state: 'NODE_CONNECTED', seen_flows: 9 },
        },
        {
          ...{ name: 'node-b', version: '1.2.2', state: 'NODE_UNAVAILABLE', seen_flows: 3 },
        },
      ],
    });
  });

  it('names the namespaces that had flows in the last hour', async () => {
    const old = podEndpoint('old', 'x', '10.1.1.1');
    lab.recent.push([flowAt(-7_200, { source: old }), flowAt(-60)]);
    expect(await client.observer('GetNamespaces')).toEqual({
      namespaces: [{ namespace: 'data' }, { namespace: 'shop' }],
    });
  });
});

describe('hubble observe', () => {
  it('gets the last twenty, the earliest first, behind who is heard', async () => {
    lab.recent.push(Array.from({ length: 50 }, (_, i) => flowAt((i * 7) % 50)));
    const [first, ...rest] = await client.allFlows({ number: 20 });
    expect(first?.node_status).toEqual({ state_change: 'NODE_CONNECTED', node_names: ['node-a'] });
    expect(secondsOf(rest)).toEqual(Array.from({ length: 20 }, (_, i) => 30 + i));
  });

  it('sees who, whereto, when, on which node', async () => {
    lab.recent.push([flowAt(1, { sourcePorts: [40_000] })]);
    const flow = flowsOf(await client.allFlows({ number: 1 }))[0];
    expect(flow).toMatchObject({
      IP: { source: '10.244.1.5', destination: '10.244.2.7', ipVersion: 'IPv4' },
      l4: { TCP: { source_port: 40_000, destination_port: 5432, flags: { SYN: true } } },
      source: {
        namespace: 'shop',
        pod_name: 'web-1',
        workloads: [{ name: 'web', kind: 'Deployment' }],
      },
      destination: { namespace: 'data', pod_name: 'db-0' },
      ...{ Type: 'L3_L4', node_name: 'node-a', traffic_direction: 'EGRESS' },
      ...{ is_reply: {}, event_type: { type: 5 } },
      interface: { name: 'cali0123456789a' },
      Summary: 'TCP Flags: SYN; 1 connection; 1 line',
    });
  });

  it.each([
    ['first', { number: 2, first: true }, [1, 2]],
    ['last', { number: 2 }, [3, 4]],
    ['all', { number: '18446744073709551615' }, [1, 2, 3, 4]],
    ['since', { since: 3 }, [3, 4]],
    ['a number from since', { since: 2, number: 2 }, [2, 3]],
    ['until', { until: 2 }, [1, 2]],
    ['the last before until', { until: 3, number: 1 }, [3]],
  ])('--%s', async (_, { since, until, ...request }: Record<string, unknown>, seen) => {
    lab.recent.push([4, 2, 3, 1].map((second) => flowAt(second)));
    const at = (second: unknown) => ({ seconds: HOUR_S + Number(second), nanos: 0 });
    const answer = await client.allFlows({
      ...request,
      ...(since !== undefined && { since: at(since) }),
      ...(until !== undefined && { until: at(until) }),
    });
    expect(secondsOf(answer)).toEqual(seen);
  });

  it.each([
    ['--from-pod shop/web', { whitelist: [{ source_pod: ['shop/web'] }] }, [1, 2]],
    [
      '--pod data/db',
      { whitelist: [{ source_pod: ['data/db'] }, { destination_pod: ['data/db'] }] },
      [1],
    ],
    ['--from-pod web: in default', { whitelist: [{ source_pod: ['web'] }] }, []],
    ['-A', { whitelist: [{ source_pod: ['/'] }] }, [1, 2]],
    ['--not --to-port 2', { blacklist: [{ destination_port: ['2'] }] }, [1, 3]],
    ['--to-ip 203.0.113.0/24', { whitelist: [{ destination_ip: ['203.0.113.0/24'] }] }, [2, 3]],
    ['--to-identity world', { whitelist: [{ destination_identity: [2] }] }, [2, 3]],
    ['--verdict AUDIT', { whitelist: [{ verdict: ['AUDIT'] }] }, []],
  ])('%s', async (_, filters, expected) => {
    const outside = outsideEndpoint('203.0.113.9');
    const source = podEndpoint('kube-system', 'coredns-1', '10.2.0.1');
    lab.recent.push([
      flowAt(1, { port: 1 }),
      flowAt(2, { port: 2, destination: outside }),
      flowAt(3, {
        port: 3,
        destination: outside,
        source: { ...source, kind: 'node', namespace: '' },
      }),
    ]);
    expect(await ports(filters)).toEqual(expected);
  });

  it('asks for what its tables show alone, in the new field or the old one', async () => {
    lab.recent.push([flowAt(1)]);
    const paths = ['time', 'source.identity', 'source.pod_name', 'l7', 'ethernet', 'verdict'];
    for (const mask of [{ field_mask: { paths } }, { experimental: { field_mask: { paths } } }]) {
      const [flow] = flowsOf(await client.allFlows({ number: 1, ...mask }));
      expect(flow).toEqual({ time: expect.anything(), source: { pod_name: 'web-1' } });
    }
  });

  it.each([
    ['source_fqdn', { whitelist: [{ source_fqdn: ['*.example.com'] }] }],
    ['http_method', { blacklist: [{ http_method: ['GET'] }] }],
    ['experimental', { whitelist: [{ experimental: { cel_expression: ['true'] } }] }],
    ['source_identity', { whitelist: [{ source_identity: [12_345] }] }],
    ['protocol', { whitelist: [{ protocol: ['http'] }] }],
    ['field_mask', { field_mask: { paths: ['sauce'] } }],
    ['first', { first: true, follow: true, number: 1 }],
    ['until', { follow: true, until: { seconds: 1 } }],
    ['since', { since: { seconds: 2 }, until: { seconds: 1 } }],
    ['whitelist', { whitelist: Array.from({ length: 65 }, () => ({ reply: [true] })) }],
  ])('is told that %s cannot be asked', async (field, request) => {
    await expect(client.allFlows(request)).rejects.toMatchObject({
      code: status.INVALID_ARGUMENT,
      details: expect.stringContaining(field),
    });
  });

  it('hears of losses between the flows, and of nodes that are not heard', async () => {
    const us = HOUR_US + 2_000_000;
    const loss = {
      source: 'kmsg',
      cause: 'kmsg_overrun',
      count: 9,
      firstUs: us,
      lastUs: us,
    } as const;
    lab.nodes = [{ ...NODE, connected: false, losses: [loss, { ...loss, firstUs: 1, lastUs: 2 }] }];
    lab.recent.push([flowAt(1), flowAt(3)]);
    const kinds = (await client.allFlows({ number: 2 })).map(
      ({ flow: _flow, time: _time, node_name: _node, ...other }) => other,
    );
    expect(kinds).toEqual([
      { node_status: { state_change: 'NODE_UNAVAILABLE', node_names: ['node-a'] } },
      {},
      { lost_events: { source: 'PERF_EVENT_RING_BUFFER', num_events_lost: 9 } },
      {},
    ]);
  });
});
