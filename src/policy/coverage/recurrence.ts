/**
 * How an edge comes back, by its longest silence: a window must be longer than that to see the edge
 * at all. Hours in which nobody looked are no silence.
 */
import { EPISODE_HOURS } from './episodes.ts';
import type { Watch } from './watch.ts';

/**
 * `constant`, `hourly`, `daily`: never silent for longer than the bounds below.
 * `rare`: seen again after a longer silence. `one_off`: seen once, and not in the days after.
 * `recent`: seen once, too late in the window to tell.
 */
export const RECURRENCES = ['constant', 'hourly', 'daily', 'rare', 'one_off', 'recent'] as const;
export type Recurrence = (typeof RECURRENCES)[number];

/** An hour may be missed between two sightings. */
const CONSTANT_SILENCE_MAX = 1;
/** Several times a day. */
const HOURLY_SILENCE_MAX = 6;
/** Every day, or every working day: from Friday afternoon to Monday morning are some 64 hours. */
const DAILY_SILENCE_MAX = 72;

/** `hours` in which the edge was seen, ascending, at least one; `end`: hour behind the window. */
export function recurrenceOf(hours: readonly number[], watch: Watch, end: number): Recurrence {
  const first = hours[0]!;
  const last = hours.at(-1)!;
  const sinceLast = watch.hoursBetween(last + 1, end);
  if (last - first < EPISODE_HOURS) return sinceLast > DAILY_SILENCE_MAX ? 'one_off' : 'recent';
  const silence = Math.max(sinceLast, longestSilence(hours, watch));
  if (silence <= CONSTANT_SILENCE_MAX) return 'constant';
  if (silence <= HOURLY_SILENCE_MAX) return 'hourly';
  return silence <= DAILY_SILENCE_MAX ? 'daily' : 'rare';
}

/** The longest time, in observed hours, between two hours in which the edge was seen. */
function longestSilence(hours: readonly number[], watch: Watch): number {
  let longest = 0;
  for (let i = 1; i < hours.length; i++) {
    longest = Math.max(longest, watch.hoursBetween(hours[i - 1]! + 1, hours[i]!));
  }
  return longest;
}
