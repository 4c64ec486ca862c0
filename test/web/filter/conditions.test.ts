import { describe, expect, it } from 'vitest';
import { FILTER_PARAMETERS } from '../../../src/aggregator/http/query-words.ts';
import { DIRECTIONS } from '../../../src/flow/edge.ts';
import { OUTCOMES } from '../../../src/flow/outcome.ts';
import { VERDICTS } from '../../../src/flow/verdict.ts';
import {
  CONDITIONS,
  chosenConditions,
  filterWords,
  withCondition,
  withoutCondition,
} from '../../../web/src/filter/conditions.ts';

describe('the conditions of the page', () => {
  it('are all that the aggregator takes, and no other', () => {
    const words = FILTER_PARAMETERS.map(({ name }) => name);
    const all = new URLSearchParams(words.map((word) => [word, 'x']));
    expect([...filterWords(all).keys()]).toEqual(words);
    const others = new URLSearchParams({ sort: 'x', page: '2', cursor: 'x', port: '' });
    expect(filterWords(others).toString()).toBe('');
  });

  it.each([
    ['direction', DIRECTIONS],
    ['verdict', VERDICTS],
    ['outcome', OUTCOMES],
  ])('of %s has all values', (word, values) => {
    const condition = CONDITIONS.find((known) => known.word === word);
    expect([...(condition?.values ?? [])].sort()).toEqual([...values].sort());
  });

  it('come and go one by one', () => {
    const one = withCondition(new URLSearchParams('namespace=shop'), 'port', '53');
    const two = withCondition(withCondition(one, 'not_port', '80'), 'port', '53');
    expect(two.toString()).toBe('namespace=shop&port=53&not_port=80');
    const titles = chosenConditions(two).map(({ title }) => title);
    expect(titles).toEqual(['Port 53', 'not Port 80']);
    const [first] = chosenConditions(two);
    expect(withoutCondition(two, first!).toString()).toBe('namespace=shop&not_port=80');
  });
});
