/**
 * The estimate against traffic whose truth is known: of 1,000 windows of each kind the 95 %
 * interval must hold the truth in at least 930.
 */
import { describe, expect, it } from 'vitest';
import {
  type Discovery,
  type Estimate,
  estimateDiscovery,
} from '../../../src/policy/coverage/discovery.ts';
import { countEpisodes, EPISODE_HOURS } from '../../../src/policy/coverage/episodes.ts';
import {
  burst,
  byDay,
  PLAIN,
  type Random,
  type SeenEdge,
  seededRandom,
  session,
  type Traffic,
  watchTraffic,
  zipfRates,
} from './traffic.ts';

const WINDOWS = 1_000;
const HELD_MIN = 0.93;

const MANY = zipfRates(200, 0.5);
const FEW = zipfRates(12, 1, 1.2);
const SELDOM = zipfRates(8, 0.05, 0.5);
const BURSTS: Traffic = { ...PLAIN, visitsPerHour: MANY, connections: burst };
const SESSIONS: Traffic = { ...BURSTS, visitsPerHour: zipfRates(200, 0.2), hours: session };

const TRAFFIC: readonly (readonly [string, Traffic])[] = [
  ['many edges, most of them rare', { ...PLAIN, visitsPerHour: MANY }],
  ['few edges', { ...PLAIN, visitsPerHour: FEW }],
  ['few edges, all of them rare', { ...BURSTS, visitsPerHour: SELDOM }],
  ['bursts of connections', BURSTS],
  ['bursts by day, little at night', { ...BURSTS, profile: byDay }],
  ['work that goes on for hours', SESSIONS],
  ['few edges that work for hours', { ...SESSIONS, visitsPerHour: zipfRates(20, 0.1) }],
];

const LENGTHS = [24, 72, 168];

/** Of half a day to a day: a week's window is long enough for it. */
const DAYS_WORK: Traffic = { ...SESSIONS, hours: (random) => 12 + Math.floor(random() * 13) };

/** The sum of the rates of what stayed unseen. */
function unseenPerHour(edges: readonly SeenEdge[]): number {
  return edges
    .filter(({ hours }) => hours.length === 0)
    .reduce((sum, { visitsPerHour }) => sum + visitsPerHour, 0);
}

const holds = ({ low, high }: Estimate, truth: number): boolean => low <= truth && truth <= high;

/** Share of the windows for which `isHeld`. */
function shareHeld(
  traffic: Traffic,
  windowHours: number,
  isHeld: (edges: readonly SeenEdge[], random: Random) => boolean,
): number {
  const random = seededRandom(windowHours);
  let held = 0;
  for (let i = 0; i < WINDOWS; i++) {
    if (isHeld(watchTraffic(traffic, windowHours, random), random)) held++;
  }
  return held / WINDOWS;
}

function discoveryOf(edges: readonly SeenEdge[], windowHours: number): Discovery {
  return estimateDiscovery(
    edges.map(({ hours }) => hours).filter((hours) => hours.length > 0),
    windowHours,
  );
}

/** Sightings in an hour of all edges together, in the long run. */
function sightingsPerHour(traffic: Traffic): number {
  const hours = 3_000;
  return watchTraffic(traffic, hours, seededRandom(1))
    .map((edge) => countEpisodes(edge.hours, { hours: EPISODE_HOURS, runHours: 0 }) / hours)
    .reduce((sum, rate) => sum + rate, 0);
}

const CASES = [
  ...TRAFFIC.flatMap(([name, traffic]) => LENGTHS.map((hours) => [name, hours, traffic] as const)),
  ['work that goes on for a day', 168, DAYS_WORK] as const,
];

describe('of 1,000 windows the intervals hold in 930', () => {
  it.each(CASES)('%s, %i h', (_name, hours, traffic) => {
    const all = sightingsPerHour(traffic);
    let chanceHeld = 0;
    const rateHeld = shareHeld(traffic, hours, (edges) => {
      const { newPerDay, chance } = discoveryOf(edges, hours);
      const unseen = unseenPerHour(edges);
      if (holds(chance, unseen / all)) chanceHeld++;
      return holds(newPerDay!, unseen * 24);
    });
    expect(rateHeld).toBeGreaterThanOrEqual(HELD_MIN);
    expect(chanceHeld / WINDOWS).toBeGreaterThanOrEqual(HELD_MIN);
  });

  it('and would not, if it were half as wide', () => {
    const held = shareHeld({ ...PLAIN, visitsPerHour: MANY }, 168, (edges) => {
      const { value, low, high } = discoveryOf(edges, 168).newPerDay!;
      const half = { value, low: (value + low) / 2, high: (value + high) / 2 };
      return holds(half, unseenPerHour(edges) * 24);
    });
    expect(held).toBeLessThan(HELD_MIN);
  });
});

/** Good–Turing with Esty's interval, for any unit of which an edge has `unitsOf`. */
function isHeldByUnits(unitsOf: (edge: SeenEdge) => number, truth: (all: number) => number) {
  return (edges: readonly SeenEdge[]) => {
    const units = edges.map(unitsOf);
    const all = units.reduce((sum, count) => sum + count, 0);
    const once = units.filter((count) => count === 1).length;
    const twice = units.filter((count) => count === 2).length;
    const error = 1.96 * Math.sqrt(once + 2 * twice);
    const interval = { value: once, low: once - error, high: once + Math.max(error, 3.84) };
    return holds(interval, truth(all) * unseenPerHour(edges));
  };
}

describe('another unit than sightings of six hours', () => {
  const visits = (traffic: Traffic) => traffic.visitsPerHour.reduce((sum, rate) => sum + rate, 0);

  it('connections, holds where each connection comes for itself', () => {
    const plain = { ...PLAIN, visitsPerHour: MANY };
    const byConnection = isHeldByUnits(
      ({ connections }) => connections,
      (all) => all / visits(plain),
    );
    expect(shareHeld(plain, 168, byConnection)).toBeGreaterThanOrEqual(HELD_MIN);
  });

  it('connections, never holds where they come in bursts', () => {
    const byConnection = isHeldByUnits(
      ({ connections }) => connections,
      (all) => all / visits(BURSTS),
    );
    expect(shareHeld(BURSTS, 168, byConnection)).toBeLessThan(0.05);
  });

  it('hours, never holds where work goes on for hours', () => {
    const byHour = isHeldByUnits(
      ({ hours }) => hours.length,
      () => 168,
    );
    expect(shareHeld(BURSTS, 168, byHour)).toBeGreaterThanOrEqual(HELD_MIN);
    expect(shareHeld(SESSIONS, 168, byHour)).toBeLessThan(0.05);
  });
});

const WEEK_HOURS = 168;

/** Hours of the window in which weekly jobs ran: `hourOf` gives the hour of the week of each. */
function weeklyJobs(jobs: number, windowHours: number, hourOf: () => number): number[][] {
  return Array.from({ length: jobs }, hourOf)
    .filter((hour) => hour < windowHours)
    .map((hour) => [hour]);
}

describe('weekly jobs in a window of three days', () => {
  const JOBS = 40;
  const WINDOW = 72;

  it('are told of by those that ran, if less surely, when they run at any hour of the week', () => {
    const random = seededRandom(7);
    let held = 0;
    for (let i = 0; i < WINDOWS; i++) {
      const seen = weeklyJobs(JOBS, WINDOW, () => Math.floor(random() * WEEK_HOURS));
      const newPerDay = ((JOBS - seen.length) * 24) / (WEEK_HOURS - WINDOW);
      if (holds(estimateDiscovery(seen, WINDOW).newPerDay!, newPerDay)) held++;
    }
    expect(held / WINDOWS).toBeGreaterThanOrEqual(0.85);
  });

  it('cannot be told of when all run on a day that the window does not have', () => {
    const busy = Array.from({ length: 20 }, () => Array.from({ length: WINDOW }, (_, h) => h));
    const sundays = weeklyJobs(JOBS, WINDOW, () => 6 * 24 + 3);
    const { once, newPerDay } = estimateDiscovery([...busy, ...sundays], WINDOW);
    expect([once, newPerDay!.value]).toEqual([0, 0]);
    expect(newPerDay!.high).toBeLessThan(2);
  });
});

describe('daily jobs', () => {
  const daily = (windowHours: number) =>
    Array.from({ length: 10 }, (_, job) =>
      Array.from({ length: windowHours / 24 }, (_, day) => day * 24 + job),
    );

  it('look like the first of many in a window of one day', () => {
    expect(estimateDiscovery(daily(24), 24).newPerDay!.low).toBeGreaterThan(0);
  });

  it('are known in a window of three', () => {
    expect(estimateDiscovery(daily(72), 72)).toMatchObject({ once: 0, twice: 0 });
  });
});

describe('an estimate', () => {
  it('of nothing seen is that anything may come', () => {
    const { chance, newPerDay } = estimateDiscovery([], 24);
    expect(chance).toEqual({ value: 1, low: 0, high: 1 });
    expect(newPerDay).toMatchObject({ value: 0, low: 0 });
    expect(newPerDay!.high).toBeCloseTo(3.84, 2);
  });

  it('of nothing watched is none', () => {
    expect(estimateDiscovery([], 0).newPerDay).toBeUndefined();
  });

  it('counts what was seen within six hours once', () => {
    const found = estimateDiscovery(
      [
        [0, 5],
        [0, 6],
        [1, 2, 3, 12, 18],
      ],
      24,
    );
    expect(found).toMatchObject({ edges: 3, sightings: 6, once: 1, twice: 1 });
    expect(found.chance.value).toBeCloseTo(1 / 6);
    expect(found.newPerDay!.value).toBe(1);
  });

  it('takes a day of work for once in a week, and for what it is in a day', () => {
    const day = Array.from({ length: 20 }, (_, hour) => hour);
    expect(estimateDiscovery([day], 168)).toMatchObject({ sightings: 4, once: 1 });
    expect(estimateDiscovery([day], 24)).toMatchObject({ sightings: 4, once: 0 });
  });
});
