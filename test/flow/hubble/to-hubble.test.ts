import { describe, expect, it } from 'vitest';
import { unnamedEndpoint } from '../../../src/flow/endpoint.ts';
import { reportOf } from '../../../src/flow/hubble/flow-report.ts';
import { hubbleFlow, hubbleResponse } from '../../../src/flow/hubble/to-hubble.ts';
import { ICMP, ICMPV6, UDP } from '../../../src/flow/protocol.ts';
import { edgeOf, flowOf, HOUR_US, outsideEndpoint, podEndpoint } from '../edge-fixtures.ts';

describe('an edge in Hubble’s words', () => {
  it('has the names that Hubble’s JSON has', () => {
    expect(hubbleResponse(edgeOf({ cluster: 'east', services: ['shop/db'] }))).toEqual({
      flow: {
        time: '2026-02-26T10:00:00.000000Z',
        uuid: expect.stringMatching(
          /^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
        ),
        verdict: 'VERDICT_UNKNOWN',
        IP: { source: '10.244.1.5', destination: '10.244.2.7', ipVersion: 'IPv4' },
        l4: { TCP: { destination_port: 5432, flags: { SYN: true } } },
        source: {
          ...{ cluster_name: 'east', namespace: 'shop', pod_name: 'web-5d9c7b9f4-x2x7k' },
          workloads: [{ name: 'web', kind: 'Deployment' }],
        },
        destination: { cluster_name: 'east', namespace: 'shop', pod_name: 'db-0' },
        ...{ Type: 'L3_L4', node_name: 'east/node-1', event_type: { type: 5 } },
        destination_service: { name: 'db', namespace: 'shop' },
        ...{ traffic_direction: 'EGRESS', is_reply: false },
        Summary: 'TCP Flags: SYN; 1 connection; 1 line',
      },
      node_name: 'east/node-1',
      time: '2026-02-26T10:00:00.000000Z',
    });
  });

  it('of several nodes, services or no time has none of them', () => {
    const edge = edgeOf({ nodes: ['a', 'b'], services: ['shop/db', 'shop/all'], lastSeenUs: 0 });
    const { flow, ...rest } = hubbleResponse(edge);
    expect(rest).toEqual({});
    expect(flow).not.toHaveProperty('destination_service');
    expect(flow).not.toHaveProperty('time');
  });

  it.each([
    ['audit', { verdict: 'AUDIT', event_type: { type: 5 } }],
    [
      'dropped',
      {
        ...{ verdict: 'DROPPED', drop_reason: 133, drop_reason_desc: 'POLICY_DENIED' },
        event_type: { type: 1, sub_type: 133 },
      },
    ],
  ] as const)('that is %s says so as Hubble does', (verdict, expected) => {
    expect(hubbleFlow(edgeOf({ verdict }))).toMatchObject(expected);
  });

  it('of connections from before is no event of a policy', () => {
    const flow = hubbleFlow(edgeOf({ origin: 'conntrack', lines: 0, connections: 3 }));
    expect(flow).not.toHaveProperty('event_type');
    expect(flow.Summary).toBe('TCP Flags: SYN; 3 open connections');
  });

  it('has the ends’ reserved names where Hubble has them', () => {
    const node = { ...unnamedEndpoint('10.0.0.1'), kind: 'node', name: 'node-1' } as const;
    const world = { ...outsideEndpoint('203.0.113.9'), name: 'vpn' };
    const local = hubbleFlow(edgeOf({ source: node, destination: world }));
    expect(local.source).toEqual({ identity: 1, labels: ['reserved:host'] });
    expect(local.destination).toEqual({ identity: 2, labels: ['reserved:world'] });
    expect(local.destination_names).toEqual(['vpn']);
    const remote = hubbleFlow(edgeOf({ source: node, nodes: ['node-2'] }));
    expect(remote.source).toEqual({ identity: 6, labels: ['reserved:remote-node'] });
  });

  it('whose ends were collapsed has neither addresses nor names', () => {
    const flow = hubbleFlow(
      edgeOf({
        source: unnamedEndpoint(''),
        destination: unnamedEndpoint(''),
        protocol: undefined,
      }),
    );
    expect(flow).not.toHaveProperty('IP');
    expect(flow).not.toHaveProperty('l4');
    expect([flow.source, flow.destination]).toEqual([{}, {}]);
  });

  it.each([
    [UDP, { l4: { UDP: { destination_port: 5432 } }, Summary: 'UDP; 1 connection; 1 line' }],
    [132, { l4: { SCTP: { destination_port: 5432 } }, Summary: 'SCTP; 1 connection; 1 line' }],
    [47, { Summary: 'IP protocol 47; 1 connection; 1 line' }],
  ])('of protocol %i', (protocol, expected) => {
    expect(hubbleFlow(edgeOf({ protocol }))).toMatchObject(expected);
  });

  it.each([
    [ICMP, 'ICMPv4'],
    [ICMPV6, 'ICMPv6'],
  ])('of ICMP has type and code: %i', (protocol, name) => {
    const flow = hubbleFlow(edgeOf({ protocol, port: undefined, icmpType: 8, icmpCode: 1 }));
    expect(flow.l4).toEqual({ [name]: { type: 8, code: 1 } });
    expect(flow.Summary).toBe(`${name} type 8 code 1; 1 connection; 1 line`);
  });
});

describe('a node’s record in Hubble’s words', () => {
  const record = (overrides = {}) => hubbleFlow(reportOf('node-1', flowOf(overrides)));

  it('has the client’s port where there was but one', () => {
    expect(record({ sourcePorts: [40_000] }).l4?.TCP?.source_port).toBe(40_000);
    expect(record({ sourcePorts: [1, 2] }).l4?.TCP).not.toHaveProperty('source_port');
    const estimated = { sourcePorts: [1], sourcePortRegisters: new Uint8Array(16) };
    expect(record(estimated).l4?.TCP).not.toHaveProperty('source_port');
  });

  it('of an answer has the port that answers as its source', () => {
    const reply = record({ isReply: true, port: 80, sourcePorts: [80] });
    expect(reply.l4?.TCP).toMatchObject({ source_port: 80 });
    expect(reply.l4?.TCP).not.toHaveProperty('destination_port');
    expect(reply).toMatchObject({ reply: true, is_reply: true });
  });

  it.each([
    ['EGRESS', 'cali1', 'eth0', 'cali1'],
    ['INGRESS', 'eth0', 'cali2', 'cali2'],
    ['EGRESS', 'cali1', 'cali2', 'cali1'],
    ['TRAFFIC_DIRECTION_UNKNOWN', 'eth0', 'eth1', 'eth0'],
  ])('is %s from %s to %s', (direction, inInterface, outInterface, name) => {
    const flow = record({ point: { prefix: 'p', inInterface, outInterface } });
    expect(flow).toMatchObject({ traffic_direction: direction, interface: { name } });
  });

  it('keeps its name while lines are added, and no other has it', () => {
    const pod = podEndpoint('shop', 'web-1', '10.244.1.5', 'web');
    const { uuid } = record({ source: pod });
    expect(record({ source: pod, lines: 9, lastSeenUs: HOUR_US + 1 }).uuid).toBe(uuid);
    const others = [{ port: 81 }, { source: { ...pod, name: 'web-2' } }, { firstSeenUs: 1 }];
    const uuids = others.map((other) => record({ source: pod, ...other }).uuid);
    expect(new Set([uuid, ...uuids]).size).toBe(4);
  });
});
