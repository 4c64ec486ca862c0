import { describe, expect, it } from 'vitest';
import { pairsOfGroups, placesOf, worstFate } from '../../../web/src/map/pairs.ts';

const fates = { dropped: 0, unknown: 0, allowed: 0, not_policed: 0 };
const group = (values: string[], connections: number, is_reply = false) => ({
  ...{ values, connections, edges: 1, is_reply },
});

describe('the pairs of the matrix', () => {
  it('add up what is of the same two namespaces, without replies', () => {
    const pairs = pairsOfGroups([
      group(['shop', 'bank'], 2),
      group(['shop', 'bank'], 3),
      group(['bank', 'shop'], 9, true),
      group(['shop', ''], 1),
    ]);
    expect(
      pairs.map(({ source, destination, connections }) => [source, destination, connections]),
    ).toEqual([
      ['shop', 'bank', 5],
      ['shop', '(outside)', 1],
    ]);
    expect(placesOf(pairs)).toEqual(['bank', 'shop', '(outside)']);
  });

  it.each([
    [{ ...fates, dropped: 1, unknown: 5, allowed: 9 }, 'dropped'],
    [{ ...fates, unknown: 1, allowed: 9 }, 'unknown'],
    [{ ...fates, allowed: 1, not_policed: 9 }, 'allowed'],
    [{ ...fates, not_policed: 1 }, 'not_policed'],
    [fates, undefined],
  ])('are as grave as the gravest of their edges: %o', (of, worst) => {
    expect(worstFate({ fates: of })).toBe(worst);
  });
});
