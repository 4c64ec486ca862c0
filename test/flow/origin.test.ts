import { expect, test } from 'vitest';
import { EdgeMerge } from '../../src/flow/edge-merge.ts';
import { betterOrigin, ORIGINS, trustOf } from '../../src/flow/origin.ts';
import { flowOf } from './edge-fixtures.ts';

test('only lines of a text file have low trust', () => {
  expect(ORIGINS.map(trustOf)).toEqual(['low', 'high', 'high']);
});

test('an edge that the kernel told of too is as good as the kernel', () => {
  const merge = new EdgeMerge();
  merge.add('a', flowOf({ origin: 'text' }));
  expect(merge.edges()).toMatchObject([{ origin: 'text', lines: 1 }]);
  merge.add('b', flowOf({ origin: 'kernel' }));
  expect(merge.edges()).toMatchObject([{ origin: 'kernel', lines: 2 }]);
  expect(betterOrigin('kernel', 'text')).toBe('kernel');
});

test('connections from before are an edge of their own, and looking again adds none', () => {
  const merge = new EdgeMerge();
  const before = flowOf({ origin: 'conntrack', lines: 0, bytes: 0, connections: 3 });
  merge.add('a', flowOf());
  merge.add('a', before);
  merge.add('a', { ...before, hour: before.hour + 1, connections: 2 });
  expect(merge.edges()).toMatchObject([
    { origin: 'kernel', lines: 1, connections: 1 },
    { origin: 'conntrack', lines: 0, connections: 3 },
  ]);
});
