/**
 * For how long the nodes of a namespace or workload were observed: the denominator of everything
 * that is said about a window. What was not observed is never "no traffic".
 */
import { HOUR_US } from '../../flow/time.ts';

/** From `fromUs` up to and without `toUs`, in microseconds since the epoch. */
export interface TimeWindow {
  readonly fromUs: number;
  readonly toUs: number;
}

/**
 * By node and hour since the epoch: for how many microseconds of the hour the node was observed.
 * What is not there was not observed.
 */
export type ObservedHours = ReadonlyMap<string, ReadonlyMap<number, number>>;

export interface Watch {
  readonly nodes: readonly string[];
  /** Share of the window in which the nodes were observed, from 0 to 1. */
  readonly share: number;
  /** The same in hours of all nodes together: two nodes, one of them blind, count half. */
  readonly hours: number;
  /** Observed hours from the beginning of hour `from` to that of hour `to`. */
  readonly hoursBetween: (from: number, to: number) => number;
}

/** First hour of the window and the one behind its last. */
export function hoursOf({ fromUs, toUs }: TimeWindow): { from: number; to: number } {
  return { from: Math.floor(fromUs / HOUR_US), to: Math.ceil(toUs / HOUR_US) };
}

/** The mean over `nodes`; of no nodes nothing was observed. */
export function watchOf(
  observed: ObservedHours,
  nodes: readonly string[],
  window: TimeWindow,
): Watch {
  const { from, to } = hoursOf(window);
  /** Observed hours from the window's beginning to the beginning of each hour. */
  const before = new Float64Array(Math.max(0, to - from) + 1);
  for (let hour = from; hour < to; hour++) {
    const atMostUs = overlapUs(hour, window);
    let us = 0;
    for (const node of nodes) us += Math.min(atMostUs, observed.get(node)?.get(hour) ?? 0);
    const hours = us / HOUR_US / Math.max(1, nodes.length);
    before[hour - from + 1] = before[hour - from]! + hours;
  }
  const at = (hour: number) => before[Math.min(Math.max(hour, from), to) - from]!;
  const hours = at(to);
  const windowHours = (window.toUs - window.fromUs) / HOUR_US;
  return {
    nodes,
    share: windowHours > 0 ? Math.min(1, hours / windowHours) : 0,
    hours,
    hoursBetween: (a, b) => Math.max(0, at(b) - at(a)),
  };
}

/**
 * What may be assumed where nobody keeps hours: that each node was observed from the window's
 * beginning until `untilUs`.
 */
export function observedUntil(
  untilUs: ReadonlyMap<string, number>,
  window: TimeWindow,
): ObservedHours {
  const { from, to } = hoursOf(window);
  const hoursUntil = (us: number) => {
    const hours = new Map<number, number>();
    for (let hour = from; hour < to; hour++) {
      const seenUs = overlapUs(hour, { fromUs: window.fromUs, toUs: Math.min(us, window.toUs) });
      if (seenUs > 0) hours.set(hour, seenUs);
    }
    return hours;
  };
  return new Map([...untilUs].map(([node, us]) => [node, hoursUntil(us)]));
}

function overlapUs(hour: number, { fromUs, toUs }: TimeWindow): number {
  return Math.max(0, Math.min((hour + 1) * HOUR_US, toUs) - Math.max(hour * HOUR_US, fromUs));
}
