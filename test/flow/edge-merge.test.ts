import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Edge } from '../../src/flow/edge.ts';
import { EdgeMerge } from '../../src/flow/edge-merge.ts';
import type { FlowContext } from '../../src/flow/edge-sum.ts';
import { unnamedEndpoint } from '../../src/flow/endpoint.ts';
import type { Flow } from '../../src/flow/flow.ts';
import type { Verdict } from '../../src/flow/verdict.ts';
import { flowOf, HOUR, HOUR_US, outsideEndpoint, podEndpoint } from './edge-fixtures.ts';

type Report = readonly [node: string, flow: Flow, context?: FlowContext];

const egress = { prefix: 'calico-packet', inInterface: 'cali0123456789a', outInterface: 'eth0' };
const ingress = { prefix: 'calico-packet', inInterface: 'eth0', outInterface: 'calibbbbbbbbbbb' };
const sameNode = { ...egress, outInterface: 'calibbbbbbbbbbb' };

function merged(reports: readonly Report[]): Edge[] {
  const merge = new EdgeMerge();
  for (const report of reports) merge.add(...report);
  return merge.edges();
}

function onlyEdge(reports: readonly Report[]): Edge {
  const edges = merged(reports);
  expect(edges).toHaveLength(1);
  return edges[0]!;
}

describe('identity', () => {
  test('replicas of one workload are one end, whose pod name and address are left out', () => {
    const edge = onlyEdge([
      ['node-1', flowOf({ source: podEndpoint('shop', 'web-1', '10.244.1.5', 'web') })],
      ['node-2', flowOf({ source: podEndpoint('shop', 'web-2', '10.244.3.9', 'web') })],
    ]);
    expect(edge.source).toMatchObject({ kind: 'pod', namespace: 'shop', name: '', ip: '' });
    expect(edge.source.workload).toEqual({ kind: 'Deployment', name: 'web' });
    expect(edge.lines).toBe(2);
  });

  test('a single pod keeps its name and address', () => {
    const source = podEndpoint('shop', 'web-1', '10.244.1.5', 'web');
    expect(onlyEdge([['node-1', flowOf({ source })]]).source).toEqual(source);
  });

  test.each<[string, Partial<Flow>]>([
    ['protocol', { protocol: 17 }],
    ['port', { port: 81 }],
    ['ICMP type', { icmpType: 8 }],
    ['ICMP code', { icmpCode: 0 }],
    ['reply direction', { isReply: true }],
    ['overflow level', { overflow: { level: 'port', addressRegisters: new Uint8Array(64) } }],
    ['source address', { source: unnamedEndpoint('10.244.1.6') }],
    ['namespace', { source: podEndpoint('other', 'web', '10.244.1.5', 'web') }],
    ['bare pod', { source: podEndpoint('shop', 'web', '10.244.1.5') }],
  ])('a different %s is another edge', (_, overrides) => {
    expect(
      merged([
        ['node-1', flowOf()],
        ['node-1', flowOf(overrides)],
      ]),
    ).toHaveLength(2);
  });

  test('hour, interfaces, prefix and node do not make another edge', () => {
    const other = flowOf({ hour: HOUR + 1, point: { ...ingress, prefix: 'deny-web' } });
    const edge = onlyEdge([
      ['node-1', flowOf()],
      ['node-0', other],
    ]);
    expect(edge.hours).toEqual([HOUR, HOUR + 1]);
    expect(edge.prefixes).toEqual(['calico-packet', 'deny-web']);
    expect(edge.nodes).toEqual(['node-0', 'node-1']);
  });
});

test('a node that nobody knows is not listed', () => {
  expect(
    onlyEdge([
      ['', flowOf()],
      ['node-1', flowOf()],
    ]).nodes,
  ).toEqual(['node-1']);
});

describe('counts', () => {
  test('a packet that both nodes logged is counted once, its lines twice', () => {
    const counts = { lines: 3, connections: 2, bytes: 120, answered: 1 };
    const edge = onlyEdge([
      ['node-1', flowOf({ ...counts, point: egress })],
      ['node-2', flowOf({ ...counts, connections: 1, bytes: 60, point: ingress })],
    ]);
    expect(edge).toMatchObject({ lines: 6, connections: 2, bytes: 120, answered: 1 });
  });

  test('what one side reports in several flows adds up', () => {
    const edge = onlyEdge([
      ['node-1', flowOf({ point: egress })],
      ['node-3', flowOf({ point: egress })],
      ['node-2', flowOf({ point: ingress })],
    ]);
    expect(edge).toMatchObject({ lines: 3, connections: 2, bytes: 120 });
  });

  test('a packet between pods of one node belongs to both sides', () => {
    const edge = onlyEdge([
      ['node-1', flowOf({ point: sameNode })],
      ['node-1', flowOf({ point: egress })],
    ]);
    expect(edge).toMatchObject({ connections: 2, seenBy: 'both', direction: 'both' });
  });

  test('first and last seen are extremes, flags a union', () => {
    const edge = onlyEdge([
      ['node-1', flowOf({ firstSeenUs: 50, lastSeenUs: 60, tcpFlags: 2 })],
      ['node-1', flowOf({ firstSeenUs: 40, lastSeenUs: 55, tcpFlags: 16 })],
    ]);
    expect(edge).toMatchObject({ firstSeenUs: 40, lastSeenUs: 60, tcpFlags: 18 });
  });

  test('the edge with most lines comes first', () => {
    const ports = merged([
      ['node-1', flowOf({ port: 1, lines: 1 })],
      ['node-1', flowOf({ port: 2, lines: 9 })],
    ]).map((edge) => edge.port);
    expect(ports).toEqual([2, 1]);
  });
});

describe('observation', () => {
  test.each([
    ['egress', egress, 'egress'],
    ['ingress', ingress, 'ingress'],
    ['a pod to its own host', { ...egress, outInterface: '' }, 'egress'],
    ['pods of one node', sameNode, 'both'],
    ['host ingress', { ...ingress, outInterface: '' }, 'ingress'],
    ['host egress', { ...egress, inInterface: '' }, 'egress'],
    ['forwarded', { ...egress, inInterface: 'eth1' }, 'unknown'],
  ] as const)('%s is seen by %s', (_, point, seenBy) => {
    expect(onlyEdge([['node-1', flowOf({ point })]])).toMatchObject({ seenBy, direction: seenBy });
  });

  test('client and server together are both', () => {
    const reports: Report[] = [
      ['node-1', flowOf({ point: egress })],
      ['node-2', flowOf({ point: ingress })],
    ];
    expect(onlyEdge(reports).seenBy).toBe('both');
  });
});

describe('endpoints', () => {
  test('the better evidence for one name wins', () => {
    const certain = podEndpoint('shop', 'web-1', '10.244.1.5', 'web');
    const probable = { ...certain, attribution: 'ip_time', confidence: 'probable' } as const;
    const edge = onlyEdge([
      ['node-2', flowOf({ source: probable })],
      ['node-1', flowOf({ source: certain })],
    ]);
    expect(edge.source).toMatchObject({ attribution: 'veth_hash', confidence: 'certain' });
  });

  test('only labels that all replicas have stay', () => {
    const one = podEndpoint('shop', 'web-1', '10.244.1.5', 'web');
    const edge = onlyEdge([
      ['node-1', flowOf({ source: { ...one, labels: { app: 'web', track: 'stable' } } })],
      ['node-1', flowOf({ source: { ...one, labels: { app: 'web', track: 'canary' } } })],
    ]);
    expect(edge.source.labels).toEqual({ app: 'web' });
  });

  test('a pod behind a workload interface without a name meets its address', () => {
    const nameless = { ...unnamedEndpoint('10.244.1.5'), kind: 'pod' } as const;
    const edge = onlyEdge([
      ['node-1', flowOf({ source: nameless })],
      ['node-2', flowOf({ source: unnamedEndpoint('10.244.1.5') })],
    ]);
    expect(edge.source.kind).toBe('pod');
  });

  test('candidates of an ambiguous end are united and sorted', () => {
    const [a, b] = [podEndpoint('shop', 'a', '10.244.1.5'), podEndpoint('shop', 'b', '10.244.1.5')];
    const ambiguous = { ...unnamedEndpoint('10.244.1.5'), confidence: 'ambiguous' } as const;
    const edge = onlyEdge([
      ['node-1', flowOf({ source: { ...ambiguous, candidates: [b] } })],
      ['node-1', flowOf({ source: { ...ambiguous, candidates: [b, a] } })],
    ]);
    expect(edge.source.candidates).toEqual([a, b]);
  });
});

describe('verdict', () => {
  const of = (verdict: Verdict, flow = flowOf()): Report => ['node-1', flow, { verdict }];

  test('is the strictest of its flows, in whatever order; unknown where nobody said one', () => {
    expect(onlyEdge([['node-1', flowOf()]]).verdict).toBe('unknown');
    expect(onlyEdge([of('audit'), of('unknown')]).verdict).toBe('audit');
    expect(onlyEdge([of('audit'), of('dropped')]).verdict).toBe('dropped');
    expect(onlyEdge([of('dropped'), of('audit')]).verdict).toBe('dropped');
  });

  test('is none of connections that no rule logged', () => {
    expect(onlyEdge([of('dropped', flowOf({ origin: 'conntrack' }))]).verdict).toBe('unknown');
  });
});

describe('laws', () => {
  const endpoint = fc.oneof(
    fc
      .tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('web', undefined))
      .map(([name, workload]) => podEndpoint('shop', name, `10.0.0.${name}`, workload)),
    fc.constantFrom('192.0.2.1', '192.0.2.2').map(outsideEndpoint),
    fc.constant({ ...unnamedEndpoint('192.0.2.1'), kind: 'pod', node: 'n1' } as const),
  );
  const count = fc.nat({ max: 1000 });
  const flow = fc
    .record({
      source: endpoint,
      destination: endpoint,
      port: fc.constantFrom(80, 443),
      point: fc.constantFrom(egress, ingress, sameNode),
      hour: fc.integer({ min: HOUR, max: HOUR + 3 }),
      lines: count,
      connections: count,
      bytes: count,
      answered: count,
      refused: count,
      firstSeenUs: count.map((us) => HOUR_US + us),
      lastSeenUs: count.map((us) => HOUR_US + 1000 + us),
      sourcePorts: fc.uniqueArray(fc.integer({ min: 1024, max: 1400 }), { maxLength: 8 }),
    })
    .map((fields) => flowOf(fields));
  const reports = fc.array(fc.tuple(fc.constantFrom('n1', 'n2', 'n3'), flow), { maxLength: 60 });

  test('the order of flows never shows', () => {
    const shuffled = reports.chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        expect(merged(other)).toEqual(merged(list));
      }),
      { numRuns: 200 },
    );
  });

  test('how flows are split over batches never shows', () => {
    fc.assert(
      fc.property(reports, fc.double({ min: 0, max: 1, noNaN: true }), (list, share) => {
        const halves = list.flatMap<Report>(([node, whole]) =>
          split(whole, share).map((half) => [node, half] as const),
        );
        expect(merged(halves)).toEqual(merged(list));
      }),
      { numRuns: 200 },
    );
  });

  test('no line is lost and none appears', () => {
    fc.assert(
      fc.property(reports, (list) => {
        const lines = merged(list).reduce((sum, edge) => sum + edge.lines, 0);
        expect(lines).toBe(list.reduce((sum, [, { lines: n }]) => sum + n, 0));
      }),
    );
  });
});

/** The same flow in two batches: counts divided, times and ports in one half each. */
function split(flow: Flow, share: number): Flow[] {
  const part = (n: number) => Math.floor(n * share);
  const first: Partial<Flow> = {
    lines: part(flow.lines),
    connections: part(flow.connections),
    bytes: part(flow.bytes),
    answered: part(flow.answered),
    refused: part(flow.refused),
  };
  const rest: Partial<Flow> = {
    lines: flow.lines - part(flow.lines),
    connections: flow.connections - part(flow.connections),
    bytes: flow.bytes - part(flow.bytes),
    answered: flow.answered - part(flow.answered),
    refused: flow.refused - part(flow.refused),
  };
  const half = flow.sourcePorts.length >> 1;
  return [
    {
      ...flow,
      ...first,
      lastSeenUs: flow.firstSeenUs,
      sourcePorts: flow.sourcePorts.slice(0, half),
    },
    { ...flow, ...rest, firstSeenUs: flow.lastSeenUs, sourcePorts: flow.sourcePorts.slice(half) },
  ];
}
