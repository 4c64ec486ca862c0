/**
 * What counts as one sighting of an edge. Connections come in bursts, and work goes on for hours: a
 * hundred connections of one night are one piece of evidence, not a hundred. A sighting is what an
 * edge shows from an hour on, for up to EPISODE_HOURS.
 */

/**
 * Hours after which the next connection of an edge is a sighting of its own. Simulated
 * (test/policy/coverage): with one hour, or with connections as the unit, work that goes on for
 * several hours leaves nothing that was seen "once", and the estimate calls a fresh inventory
 * complete.
 */
export const EPISODE_HOURS = 6;

/** Number of sightings in ascending `hours`, each of up to `lengthHours`. */
export function countEpisodes(hours: readonly number[], lengthHours: number): number {
  let episodes = 0;
  let start = Number.NEGATIVE_INFINITY;
  for (const hour of hours) {
    if (hour - start < lengthHours) continue;
    episodes++;
    start = hour;
  }
  return episodes;
}
