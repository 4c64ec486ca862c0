import { describe, expect, it } from 'vitest';
import { HourSet } from '../../src/flow/hour-set.ts';

function hoursOf(...lists: number[][]): number[] {
  const set = new HourSet();
  for (const hours of lists) set.add(hours);
  return set.values();
}

describe('the hours of an edge', () => {
  it('are each told once, in order, whatever list they come in', () => {
    expect(hoursOf([5, 6], [5, 6], [2], [6, 9], [5, 6])).toEqual([2, 5, 6, 9]);
  });

  it('are told apart where lists have the same length or the same begin', () => {
    expect(hoursOf([1, 2], [1, 3], [1], [1, 2, 4])).toEqual([1, 2, 3, 4]);
  });

  it('are none without any', () => {
    expect(hoursOf([], [])).toEqual([]);
  });
});
