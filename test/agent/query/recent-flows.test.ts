import { describe, expect, it } from 'vitest';
import { RecentFlows, ROLLOVERS_MAX } from '../../../src/agent/query/recent-flows.ts';
import type { Edge } from '../../../src/flow/edge.ts';
import type { EdgeFilter } from '../../../src/flow/edge-filter.ts';
import { RECENT_FLOWS_MAX } from '../../../src/flow/limits.ts';
import { flowOf, HOUR_US } from '../../flow/edge-fixtures.ts';

const list = (recent: RecentFlows, filter: EdgeFilter = {}) => recent.list(filter, () => {});
const ports = (edges: readonly Edge[]) => edges.map(({ port }) => port);

describe('recent flows', () => {
  it('become edges of this node, most lines first', () => {
    const recent = new RecentFlows('n1');
    recent.push([flowOf({ port: 80 }), flowOf({ port: 443 })]);
    recent.push([flowOf({ port: 443, lines: 2 })]);
    const edges = list(recent);
    expect(edges.map(({ port, lines, nodes }) => ({ port, lines, nodes }))).toEqual([
      { port: 443, lines: 3, nodes: ['n1'] },
      { port: 80, lines: 1, nodes: ['n1'] },
    ]);
  });

  it('are filtered as asked', () => {
    const recent = new RecentFlows('n1');
    recent.push([
      flowOf({ port: 1, lines: 3 }),
      flowOf({ port: 2, lines: 2 }),
      flowOf({ port: 3 }),
    ]);
    expect(ports(list(recent, { port: [2] }))).toEqual([2]);
    expect(list(recent, { untilUs: HOUR_US - 1 })).toEqual([]);
  });

  it('are made into no more edges than an answer may hold', () => {
    const recent = new RecentFlows('n1');
    recent.push([flowOf({ port: 1 }), flowOf({ port: 1 }), flowOf({ port: 2 })]);
    let taken = 0;
    recent.list({}, (more) => {
      taken += more;
    });
    expect(taken).toBe(2);
    const refuse = (more: number) => {
      if (more > 0) throw new Error('too many');
    };
    expect(() => recent.list({}, refuse)).toThrow('too many');
  });

  it('forget the oldest rollover when there are too many', () => {
    const recent = new RecentFlows('n1');
    for (let port = 1; port <= ROLLOVERS_MAX + 2; port++) recent.push([flowOf({ port })]);
    expect(recent.count).toBe(ROLLOVERS_MAX);
    expect(ports(list(recent))).not.toContain(2);
    expect(ports(list(recent))).toContain(3);
  });

  it('forget the oldest rollover when there are too many flows', () => {
    const recent = new RecentFlows('n1');
    const flow = flowOf({ port: 2 });
    recent.push([flowOf({ port: 1 })]);
    recent.push(new Array(RECENT_FLOWS_MAX).fill(flow));
    expect(recent.count).toBe(RECENT_FLOWS_MAX);
    expect(ports(list(recent))).toEqual([2]);
  });

  it('do not keep empty rollovers, which would push others out', () => {
    const recent = new RecentFlows('n1');
    recent.push([flowOf()]);
    for (let i = 0; i <= ROLLOVERS_MAX; i++) recent.push([]);
    expect(recent.count).toBe(1);
  });

  it('refuse a filter that cannot be understood at once', () => {
    const recent = new RecentFlows('n1');
    expect(() => list(recent, { from: ['a/b/c/d'] })).toThrow();
  });
});

it('are told as they are, in blocks, of a span', () => {
  const recent = new RecentFlows('n1');
  const at = (us: number) => ({ firstSeenUs: us, lastSeenUs: us + 10 });
  recent.push(Array.from({ length: 4_500 }, (_, port) => flowOf({ port, ...at(port) })));
  const portsOf = (request: Parameters<RecentFlows['blocks']>[0]) =>
    [...recent.blocks(request)].map((block) => block.map(({ port }) => port));
  expect(portsOf({}).map(({ length }) => length)).toEqual([2_000, 2_000, 500]);
  expect(portsOf({ sinceUs: 15, untilUs: 6 }).flat()).toEqual([5, 6]);
});
