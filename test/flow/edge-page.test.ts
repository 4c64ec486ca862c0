import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { edgeKey, keyOfEdge } from '../../src/flow/edge-key.ts';
import { EdgeMerge } from '../../src/flow/edge-merge.ts';
import { type PlacedEdge, pageOf } from '../../src/flow/edge-page.ts';
import { EdgeFilterError } from '../../src/flow/endpoint-pattern.ts';
import { flow } from '../wire/arbitraries.ts';
import { edgeOf, outsideEndpoint } from './edge-fixtures.ts';

const edges = [5, 3, 9, 1, 7].map((port) => edgeOf({ port }));
const ports = (page: readonly PlacedEdge[]) => page.map(({ edge }) => edge.port);
const next = (page: readonly PlacedEdge[]) => page.at(-1)?.cursor ?? '';

describe('a page', () => {
  test('begins behind the last edge of the one before, until there are no more', () => {
    const first = pageOf(edges, '', 2);
    const second = pageOf(edges, next(first), 2);
    const third = pageOf(edges, next(second), 2);
    expect([first, second, third].map(ports)).toEqual([[1, 3], [5, 7], [9]]);
    expect(pageOf(edges, next(third), 2)).toEqual([]);
  });

  test('neither repeats nor misses what was there, whatever comes meanwhile', () => {
    const first = pageOf(edges, '', 3);
    const grown = [...edges.map((edge) => ({ ...edge, lines: 99 })), edgeOf({ port: 2 })];
    expect(ports(pageOf(grown, next(first), 0))).toEqual([7, 9]);
  });

  test('without a limit is all', () => {
    expect(ports(pageOf(edges, '', 0))).toEqual([1, 3, 5, 7, 9]);
  });

  test.each(['x', 'a b', 'YQ==', '%'])('does not begin at %j', (cursor) => {
    expect(() => pageOf(edges, cursor, 1)).toThrow(EdgeFilterError);
  });
});

test('names that DNS gives addresses neither move an edge nor hide one behind another', () => {
  const to = (ip: string, name: string) =>
    edgeOf({ destination: { ...outsideEndpoint(ip), name } });
  const first = pageOf([to('192.0.2.1', 'cdn.example'), to('192.0.2.2', 'cdn.example')], '', 1);
  const rest = pageOf([to('192.0.2.1', ''), to('192.0.2.2', '')], first[0]!.cursor, 0);
  expect([...first, ...rest].map(({ edge }) => edge.destination.ip)).toEqual([
    '192.0.2.1',
    '192.0.2.2',
  ]);
});

test('an edge has the key of the flows that became it', () => {
  fc.assert(
    fc.property(flow, fc.constantFrom('', 'blue'), (each, cluster) => {
      const merge = new EdgeMerge();
      merge.add('n1', each, { cluster });
      expect(merge.edges().map(keyOfEdge)).toEqual([edgeKey(each, cluster)]);
    }),
  );
});
