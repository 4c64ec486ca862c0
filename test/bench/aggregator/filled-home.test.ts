import { describe, expect, it } from 'vitest';
import { corpusOf, edgeHoursOf } from '../../../bench/aggregator/filled-home.ts';

describe('the corpus that questions are asked of', () => {
  it.each([1, 700, 2_800, 280_001, 10_000_000])('has at least %i edge-hours', (rows) => {
    const corpus = corpusOf(rows);
    expect(edgeHoursOf(corpus)).toBeGreaterThanOrEqual(rows);
    expect(edgeHoursOf(corpus)).toBeLessThan(rows + 2 * edgeHoursOf({ ...corpus, hours: 1 }));
  });

  it('has an even number of hours, as ClickHouse copies them two by two', () => {
    expect(corpusOf(10_000_000)).toEqual({ nodes: 200, hours: 72 });
  });
});
