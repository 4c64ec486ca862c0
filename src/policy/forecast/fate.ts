/** What would become of an edge, and how that differs from what becomes of it now. */
import type { PolicyVerdict } from '../evaluate/outcome.ts';

/** Worst first. `not_policed`: no policy can have a say, whatever it is. */
export const FATES = ['dropped', 'unknown', 'allowed', 'not_policed'] as const;
export type Fate = (typeof FATES)[number];

export function fateOf(verdict: PolicyVerdict): Fate {
  return verdict === 'denied' ? 'dropped' : verdict;
}

/** Against a baseline. Worst first. */
export const CHANGES = [
  'newly_dropped',
  'newly_unknown',
  'still_dropped',
  'still_unknown',
  'newly_allowed',
  'unchanged',
] as const;
export type Change = (typeof CHANGES)[number];

/** `unchanged`: it passed, and it passes. */
export function changeOf(before: Fate, after: Fate): Change {
  if (after === 'dropped') return before === 'dropped' ? 'still_dropped' : 'newly_dropped';
  if (after === 'unknown') return before === 'unknown' ? 'still_unknown' : 'newly_unknown';
  const didPass = before === 'allowed' || before === 'not_policed';
  return didPass ? 'unchanged' : 'newly_allowed';
}
