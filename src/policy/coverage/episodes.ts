/**
 * What counts as one sighting of an edge. Connections come in bursts, and work goes on for hours: a
 * hundred connections of one night are one piece of evidence, not a hundred.
 */

/**
 * A sighting is what an edge shows from an hour on, for up to this many hours. Simulated
 * (test/policy/coverage): with one hour, or with connections as the unit, work that goes on for
 * several hours leaves nothing that was seen "once", and the estimate calls a fresh inventory
 * complete.
 */
export const EPISODE_HOURS = 6;

export interface EpisodeLength {
  readonly hours: number;
  /** What goes on without a pause is one for up to this many hours. */
  readonly runHours: number;
}

/** Number of sightings in ascending `hours`. */
export function countEpisodes(
  hours: readonly number[],
  { hours: lengthHours, runHours }: EpisodeLength,
): number {
  let episodes = 0;
  let start = Number.NEGATIVE_INFINITY;
  let before = start;
  for (const hour of hours) {
    const isRun = hour - before <= 1 && hour - start < runHours;
    before = hour;
    if (isRun || hour - start < lengthHours) continue;
    episodes++;
    start = hour;
  }
  return episodes;
}
