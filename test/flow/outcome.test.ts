import { expect, test } from 'vitest';
import type { Edge } from '../../src/flow/edge.ts';
import { type Outcome, outcomeOf, outcomePrefixes } from '../../src/flow/outcome.ts';
import { edgeOf } from './edge-fixtures.ts';

test.each<[Partial<Edge>, Outcome]>([
  [{ answered: 1, refused: 9 }, 'answered'],
  [{ refused: 1, unreachable: 9 }, 'refused'],
  [{ unreachable: 1 }, 'unreachable'],
  [{}, 'unknown'],
])('%o ended %s', (counts, outcome) => {
  expect(outcomeOf(edgeOf(counts), new Set())).toBe(outcome);
});

test('silence is no answer only where answers are told', () => {
  const told = outcomePrefixes([
    edgeOf({ prefixes: ['told'], refused: 1 }),
    edgeOf({ prefixes: ['silent'] }),
  ]);
  expect(outcomeOf(edgeOf({ prefixes: ['told'] }), told)).toBe('unanswered');
  expect(outcomeOf(edgeOf({ prefixes: ['silent'] }), told)).toBe('unknown');
});
