import { expect, it } from 'vitest';
import { observationOf } from '../../src/flow/observation.ts';

const NOW_US = 1_772_323_200_000_000;
const ago = (seconds: number) => NOW_US - seconds * 1e6;

it.each([
  [0, 0, 'observed'],
  [60, 60, 'observed'],
  [0, 61, 'behind'],
  [61, 61, 'silent'],
])('heard of %i s ago and read up to %i s ago is %s', (heard, observed, observation) => {
  const agent = { heardUs: ago(heard), observedUs: ago(observed) };
  expect(observationOf(agent, NOW_US)).toBe(observation);
});

it('has read nothing yet: behind', () => {
  expect(observationOf({ heardUs: NOW_US, observedUs: 0 }, NOW_US)).toBe('behind');
});
