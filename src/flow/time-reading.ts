/**
 * What a source's clock said of a record, raw, beside the wall-clock time that it was given: who
 * doubts the time of a flow can take it back.
 */
export interface TimeReading {
  /** Boot that `rawUs` counts from; empty where it is no time since a boot. */
  readonly bootId: string;
  /** As the record has it: microseconds since boot, or since the epoch. */
  readonly rawUs: number;
  readonly wallUs: number;
}

/** Boots in one batch, the newest ones: a machine that reboots more often says so by its losses. */
export const READINGS_MAX = 16;

/** Keeps the newest reading of each boot. */
export function addReading(readings: TimeReading[], reading: TimeReading): void {
  const at = readings.findIndex(({ bootId }) => bootId === reading.bootId);
  if (at >= 0) readings.splice(at, 1);
  readings.push(reading);
  if (readings.length > READINGS_MAX) readings.shift();
}
