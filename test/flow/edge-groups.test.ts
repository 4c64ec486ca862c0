import { describe, expect, test } from 'vitest';
import { groupEdges } from '../../src/flow/edge-groups.ts';
import { unnamedEndpoint } from '../../src/flow/endpoint.ts';
import { GROUP_FIELDS, type GroupField } from '../../src/flow/group-fields.ts';
import { edgeOf, outsideEndpoint, podEndpoint } from './edge-fixtures.ts';

const web = podEndpoint('shop', 'web-1', '10.0.0.1', 'web');
const db = podEndpoint('data', 'db-0', '10.0.0.2');
const outside = unnamedEndpoint('198.51.100.7');
const edges = [
  edgeOf({ source: web, destination: db, lines: 5, connections: 2, nodes: ['n1', 'n2'] }),
  edgeOf({ source: web, destination: outside, lines: 3, port: 443, firstSeenUs: 0 }),
  edgeOf({ source: db, destination: outside, lines: 9, port: 443, firstSeenUs: 4, lastSeenUs: 8 }),
];
const grouped = (...by: GroupField[]) => groupEdges(edges, by, new Set());
const linesBy = (field: GroupField) =>
  Object.fromEntries(grouped(field).map(({ values: [value], lines }) => [value, lines]));

describe('groups of edges', () => {
  test('have the sums of their edges, most lines first', () => {
    expect(grouped('port').map(({ values, lines }) => [values, lines])).toEqual([
      [['443'], 12],
      [[String(edges[0]!.port)], 5],
    ]);
    const [top] = grouped('port');
    expect(top).toMatchObject({ edges: 2, firstSeenUs: 4, lastSeenUs: edges[1]!.lastSeenUs });
  });

  test('are as many as combinations occur', () => {
    const pairs = grouped('source_namespace', 'destination_namespace');
    expect(pairs.map(({ values }) => values.join('>'))).toEqual(['data>', 'shop>data', 'shop>']);
  });

  test('of a field with several values take an edge for each', () => {
    expect(linesBy('node')).toMatchObject({ n1: 5, n2: 5 });
  });

  test('name ends as filters take them', () => {
    expect(linesBy('source')).toEqual({ 'shop/web': 8, 'data/db-0': 9 });
    expect(linesBy('destination')).toEqual({ 'data/db-0': 5, '198.51.100.7': 12 });
    expect(linesBy('source_workload')).toEqual({ web: 8, '': 9 });
  });

  test.each(GROUP_FIELDS)('by %s add up to all lines of edges with one value', (field) => {
    const one = edges.filter(({ nodes }) => field !== 'node' || nodes.length < 2);
    const sum = groupEdges(one, [field], new Set()).reduce((all, { lines }) => all + lines, 0);
    expect(sum).toBe(one.reduce((all, { lines }) => all + lines, 0));
  });

  test('keep replies and what was open before apart from what was logged', () => {
    const before = edgeOf({ origin: 'conntrack', lines: 0, connections: 40 });
    const reply = edgeOf({ isReply: true, connections: 3, lines: 3 });
    const groups = groupEdges([edgeOf(), before, reply, edgeOf({ port: 1 })], [], new Set());
    expect(groups).toMatchObject([
      { isReply: true, isPreExisting: false, connections: 3 },
      { isReply: false, isPreExisting: false, connections: 2, edges: 2 },
      { isReply: false, isPreExisting: true, connections: 40 },
    ]);
  });

  test('tell how many more they are than edges, before they are made', () => {
    const more: number[] = [];
    const prefixes = ['a', 'b'];
    const everywhere = edgeOf({ nodes: ['n1', 'n2', 'n3'], prefixes });
    const by = ['node', 'prefix'] as const;
    groupEdges([edgeOf(), everywhere], by, new Set(), (count) => more.push(count));
    expect(more).toEqual([5]);
  });

  test('without a field are one, or none', () => {
    expect(grouped()).toMatchObject([{ values: [], edges: 3, lines: 17 }]);
    expect(groupEdges([], [], new Set())).toEqual([]);
  });
});

test('an address is in the group of its address, whatever DNS calls it', () => {
  const destination = { ...outsideEndpoint('192.0.2.1'), name: 'cdn.example' };
  const labelled = { ...destination, name: 'office', attribution: 'cidr_label' } as const;
  const named = [destination, labelled].map((end) => edgeOf({ destination: end }));
  const groups = groupEdges(named, ['destination'], new Set());
  expect(groups.map(({ values }) => values[0]).sort()).toEqual(['192.0.2.1', 'office']);
});
