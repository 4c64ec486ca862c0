/**
 * Whether a node is observed, by what is heard of its agent. A node that is not observed is never
 * "no traffic".
 */

/** Agents beat every five seconds, and connect anew within half a minute. */
const SILENCE_US = 60_000_000;

/** A node that reads on is some seconds behind at most; a rollover and an ack may be in between. */
const BEHIND_US = 60_000_000;

/** `behind`: heard of, but what is logged now is not read. */
export const OBSERVATIONS = ['observed', 'behind', 'silent'] as const;
export type Observation = (typeof OBSERVATIONS)[number];

export interface HeardAgent {
  /** When it was last heard of, in microseconds. */
  readonly heardUs: number;
  /** Up to when it has read everything; 0: nothing yet. */
  readonly observedUs: number;
}

export function observationOf({ heardUs, observedUs }: HeardAgent, nowUs: number): Observation {
  if (nowUs - heardUs > SILENCE_US) return 'silent';
  return nowUs - observedUs > BEHIND_US ? 'behind' : 'observed';
}
