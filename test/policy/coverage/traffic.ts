/**
 * Synthetic traffic whose truth is known: edges that come at random with a given rate, in bursts,
 * by day only, or for hours on end. Seeded: the same windows in every run.
 */

/** Uniform numbers from 0 up to 1 (Mulberry32). */
export type Random = () => number;

export function seededRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Traffic {
  /** Visits in an hour, one rate per edge. */
  readonly visitsPerHour: readonly number[];
  /** Connections of one visit. */
  readonly connections: (random: Random) => number;
  /** Hours that a visit lasts, all of them busy. */
  readonly hours: (random: Random) => number;
  /** Factor on the rates by hour of the day; its mean is 1. */
  readonly profile: (hourOfDay: number) => number;
}

export interface SeenEdge {
  /** Hours of the window, ascending; none when the edge stayed unseen. */
  readonly hours: readonly number[];
  readonly connections: number;
  readonly visitsPerHour: number;
}

/** Rates that fall with their rank, as few edges carry most of the traffic (Zipf). */
export function zipfRates(edges: number, busiest: number, exponent = 1): number[] {
  return Array.from({ length: edges }, (_, i) => busiest / (i + 1) ** exponent);
}

/** One visit at a time, one connection each, at any hour. */
export const PLAIN: Omit<Traffic, 'visitsPerHour'> = {
  connections: () => 1,
  hours: () => 1,
  profile: () => 1,
};

/** 1 to some 50 connections, 10 in the mean. */
export const burst = (random: Random): number => 1 + Math.floor(-Math.log(1 - random()) * 10);

/** 1 to 6. */
export const session = (random: Random): number => 1 + Math.floor(random() * 6);

/** Nine tenths of the traffic between 8 and 18 o'clock. */
export const byDay = (hour: number): number =>
  hour >= 8 && hour < 18 ? (0.9 * 24) / 10 : (0.1 * 24) / 14;

/** What a window of `windowHours` shows of each edge. */
export function watchTraffic(traffic: Traffic, windowHours: number, random: Random): SeenEdge[] {
  const busiest = Math.max(...Array.from({ length: 24 }, (_, hour) => traffic.profile(hour)));
  return traffic.visitsPerHour.map((visitsPerHour) => {
    const visits = poissonTimes(visitsPerHour * busiest, windowHours, random)
      // Thinned to the profile.
      .filter((at) => random() * busiest <= traffic.profile(Math.floor(at) % 24));
    const connections = visits.reduce((sum) => sum + traffic.connections(random), 0);
    return {
      hours: busyHours(visits, windowHours, () => traffic.hours(random)),
      connections,
      visitsPerHour,
    };
  });
}

/** Times of a Poisson process, ascending. */
function poissonTimes(rate: number, end: number, random: Random): number[] {
  const times: number[] = [];
  for (let at = gap(rate, random); at < end; at += gap(rate, random)) times.push(at);
  return times;
}

/** Hours in which any visit was going on. */
function busyHours(visits: readonly number[], end: number, lengthOf: () => number): number[] {
  const hours: number[] = [];
  for (const visit of visits) {
    const first = Math.floor(visit);
    const last = Math.min(end, first + lengthOf()) - 1;
    for (let hour = Math.max(first, (hours.at(-1) ?? -1) + 1); hour <= last; hour++) {
      hours.push(hour);
    }
  }
  return hours;
}

function gap(rate: number, random: Random): number {
  return -Math.log(1 - random()) / rate;
}
