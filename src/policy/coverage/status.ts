/**
 * How far the inventory of a namespace or workload has come, and what it still waits for. The
 * thresholds are conventions, named here and in docs/coverage.md; the numbers behind them are told
 * beside.
 */
import type { Discovery } from './discovery.ts';
import type { Watch } from './watch.ts';

/** `silent`: nothing was seen at all. */
export const COVERAGE_STATUSES = ['silent', 'learning', 'stabilising', 'stable'] as const;
export type CoverageStatus = (typeof COVERAGE_STATUSES)[number];

/** A reason for people, with a name for programs. */
export interface Remark {
  readonly code: string;
  readonly text: string;
}

/** Below a watched day not even the nightly jobs can have been seen. */
const LEARNING_HOURS = 24;
/** A week shows each weekday once. */
const STABLE_HOURS = 7 * 24;
/** Share of the window below which what was missed outweighs what is estimated. */
const STABLE_SHARE = 0.9;
/** Watched hours since the last new edge. */
const STABLE_QUIET_HOURS = 24;
/** Upper bounds of the chance that the next sighting is of a new edge. */
const LEARNING_CHANCE = 0.25;
const STABLE_CHANCE = 0.05;

export interface Progress {
  readonly watch: Watch;
  readonly discovery: Discovery;
  /** Watched hours since the last new edge; undefined when there is none. */
  readonly quietHours: number | undefined;
}

export interface Assessment {
  readonly status: CoverageStatus;
  /** What keeps it from being stable; none when it is. */
  readonly waitsFor: readonly Remark[];
}

export function assess({ watch, discovery, quietHours }: Progress): Assessment {
  if (quietHours === undefined) return { status: 'silent', waitsFor: [] };
  const waitsFor = [...watchRemarks(watch, quietHours), ...chanceRemarks(discovery)];
  const isLearning = watch.hours < LEARNING_HOURS || discovery.chance.high > LEARNING_CHANCE;
  if (isLearning) return { status: 'learning', waitsFor };
  return { status: waitsFor.length === 0 ? 'stable' : 'stabilising', waitsFor };
}

function watchRemarks(watch: Watch, quietHours: number): Remark[] {
  if (watch.hours === 0) return [{ code: 'not_observed', text: 'none of its nodes was observed' }];
  return [...lengthRemarks(watch), ...shareRemarks(watch), ...quietRemarks(quietHours)];
}

function lengthRemarks({ hours }: Watch): Remark[] {
  if (hours >= STABLE_HOURS) return [];
  const text = `watched for ${hoursText(hours)} of the ${hoursText(STABLE_HOURS)} that show a week`;
  return [{ code: 'window_short', text }];
}

function shareRemarks({ share }: Watch): Remark[] {
  if (share >= STABLE_SHARE) return [];
  const text = `its nodes were observed for ${percent(share)} of the window only`;
  return [{ code: 'not_observed', text }];
}

function quietRemarks(quietHours: number): Remark[] {
  if (quietHours >= STABLE_QUIET_HOURS) return [];
  const text = `the last new edge came ${hoursText(quietHours)} before the end`;
  return [{ code: 'new_edges', text }];
}

function chanceRemarks({ chance, once, sightings }: Discovery): Remark[] {
  if (chance.high <= STABLE_CHANCE) return [];
  const bound = `up to ${percent(chance.high)} of the next sightings may be of new edges`;
  const edges = once === 1 ? '1 edge was seen once' : `${once} edges were seen once`;
  const why = once === 0 ? `${sightings} sightings cannot tell less` : edges;
  return [{ code: 'chance', text: `${bound} (${why})` }];
}

/** `9 h`, `3.5 days`. */
function hoursText(hours: number): string {
  if (hours < 48) return `${Number(hours.toFixed(hours < 10 ? 1 : 0))} h`;
  return `${Number((hours / 24).toFixed(1))} days`;
}

/** `62 %`; two digits below 10 %. */
export function percent(share: number): string {
  const value = share * 100;
  return `${Number(value < 10 ? value.toPrecision(2) : value.toFixed(0))} %`;
}
