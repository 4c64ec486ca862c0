/**
 * When the packet was logged, out of when journald stored it. journald stamps an entry when it gets
 * to it, under load seconds later; the kernel's own stamp runs on a clock that drifts against
 * journald's. So the smallest distance between the two is taken for the clocks', and what a record
 * has beyond it for journald's latency.
 */

/** The kernel's clock is not slewed, journald's is, by at most this (adjtimex(2): 500 ppm). */
const DRIFT_MAX = 0.000_5;

/** A latency above this is a clock that was set, or suspended. */
const LATENCY_US_MAX = 60_000_000;

/** The clocks of one boot. */
export interface ClockDistance {
  /** Smallest distance seen, less drift since; undefined before the first record. */
  floorUs: number | undefined;
  /** Kernel time of the record before. */
  sourceUs: number;
}

/**
 * The packet's wall-clock time: that of the entry (`realtimeUs`) less journald's latency. Without a
 * kernel stamp (`sourceUs` 0) the entry's. Moves `distance` on.
 */
export function packetTimeUs(
  distance: ClockDistance,
  realtimeUs: number,
  monotonicUs: number,
  sourceUs: number,
): number {
  if (sourceUs === 0) return realtimeUs;
  const apartUs = monotonicUs - sourceUs;
  const elapsedUs = Math.max(0, sourceUs - distance.sourceUs);
  const floorUs = Math.min(apartUs, (distance.floorUs ?? apartUs) + elapsedUs * DRIFT_MAX);
  distance.floorUs = floorUs;
  distance.sourceUs = sourceUs;
  return Math.round(realtimeUs - Math.min(apartUs - floorUs, LATENCY_US_MAX));
}
