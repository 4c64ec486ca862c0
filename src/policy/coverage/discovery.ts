/**
 * What is still to be discovered: Good and Turing's estimate of the edges that were not seen yet,
 * from those that were seen once (Good, Biometrika 40, 1953). It tells of traffic that goes on as
 * it went during the window; nobody can estimate what begins later.
 */
import { countEpisodes, EPISODE_HOURS, type EpisodeLength } from './episodes.ts';

/** A number and the bounds that hold it 95 times in 100. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface Discovery {
  readonly edges: number;
  /** Over all edges: stretches of up to EPISODE_HOURS. */
  readonly sightings: number;
  /** Edges that were seen once and twice; a day's work without a pause is once. */
  readonly once: number;
  readonly twice: number;
  /** New edges in the next watched day; undefined when nothing was watched. */
  readonly newPerDay: Estimate | undefined;
  /** Probability that the next sighting is of a new edge. */
  readonly chance: Estimate;
}

/** Quantile of the normal distribution for two-sided 95 %. */
const Z = 1.96;
const DAY_HOURS = 24;

/** Part of the window that one run without a pause may take; what is always there takes more. */
const RUN_SHARE = 1 / 4;

/** Edges that were seen once and twice. */
interface Rarities {
  readonly once: number;
  readonly twice: number;
}

/**
 * `hoursOfEdges`: of each edge the hours in which it was seen, ascending, at least one.
 * `watchedHours`: for how long anything could be seen.
 */
export function estimateDiscovery(
  hoursOfEdges: readonly (readonly number[])[],
  watchedHours: number,
): Discovery {
  const stretch = { hours: EPISODE_HOURS, runHours: EPISODE_HOURS };
  const sightings = countAll(hoursOfEdges, stretch).reduce((sum, count) => sum + count, 0);
  const episodes = raritiesOf(hoursOfEdges, { ...stretch, runHours: watchedHours * RUN_SHARE });
  const hours = raritiesOf(hoursOfEdges, { hours: 1, runHours: 1 });
  const { value, low, high } = unseen(episodes, hours);
  const perDay = (count: number) => (count * DAY_HOURS) / watchedHours;
  const share = (count: number) => Math.min(1, count / sightings);
  return {
    edges: hoursOfEdges.length,
    sightings,
    ...episodes,
    newPerDay:
      watchedHours > 0 ? { value: perDay(value), low: perDay(low), high: perDay(high) } : undefined,
    chance:
      sightings > 0
        ? { value: share(value), low: share(low), high: share(high) }
        : { value: 1, low: 0, high: 1 },
  };
}

function countAll(edges: readonly (readonly number[])[], length: EpisodeLength): number[] {
  return edges.map((hours) => countEpisodes(hours, length));
}

function raritiesOf(edges: readonly (readonly number[])[], length: EpisodeLength): Rarities {
  const counts = countAll(edges, length);
  return {
    once: counts.filter((count) => count === 1).length,
    twice: counts.filter((count) => count === 2).length,
  };
}

/**
 * New edges to expect over a time as long as the window, if they kept coming as now. Sightings of
 * several hours may belong together or not: each bound is taken from the unit where it is wider.
 */
function unseen(episodes: Rarities, hours: Rarities): Estimate {
  return {
    value: episodes.once,
    low: Math.min(lowerBound(episodes), lowerBound(hours)),
    high: Math.max(upperBound(episodes), upperBound(hours)),
  };
}

/**
 * The error of `once` against the truth m has variance m + 2 · twice, when edges come independently
 * of each other (Esty, Annals of Statistics 11, 1983; Zhang and Zhang, ibid. 37, 2009). Below, m is
 * replaced by `once`: it reaches down to 0 where few edges were seen once.
 */
function lowerBound({ once, twice }: Rarities): number {
  return Math.max(0, once - Z * Math.sqrt(once + 2 * twice));
}

/**
 * The larger m with (once - m)² = Z² (m + 2 · twice), as Wilson solves it for a share: 3.84 where
 * nothing was seen once or twice, since that is no proof of 0.
 */
function upperBound({ once, twice }: Rarities): number {
  const middle = once + (Z * Z) / 2;
  return middle + Math.sqrt(middle * middle - once * once + 2 * Z * Z * twice);
}
