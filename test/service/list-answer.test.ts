import { expect, test } from 'vitest';
import { EdgeFilterError } from '../../src/flow/endpoint-pattern.ts';
import { listAnswer } from '../../src/service/list-answer.ts';
import type { ListedEdge } from '../../src/wire/query.ts';
import { edgeOf } from '../flow/edge-fixtures.ts';

const edges = [8, 3, 5].map((port) => edgeOf({ port }));
const ports = (listed: readonly ListedEdge[]) => listed.map(({ edge }) => edge.port);

test('an answer has the order of the edges, and at most as many as asked for', () => {
  expect(ports(listAnswer(edges, { filter: {}, limit: 0 }))).toEqual([8, 3, 5]);
  const [first, ...more] = listAnswer(edges, { filter: {}, limit: 1, fields: ['port'] });
  expect(first).toMatchObject({ cursor: '', fields: ['port'] });
  expect(more).toEqual([]);
});

test('an answer by name goes on behind a cursor', () => {
  const first = listAnswer(edges, { filter: {}, limit: 2, order: 'name' });
  expect(ports(first)).toEqual([3, 5]);
  const { cursor } = first.at(-1)!;
  expect(ports(listAnswer(edges, { filter: {}, limit: 2, order: 'name', cursor }))).toEqual([8]);
});

test('a cursor without an order by name is a mistake', () => {
  const request = { filter: {}, limit: 2, cursor: 'YQ' };
  expect(() => listAnswer(edges, request)).toThrow(EdgeFilterError);
});
