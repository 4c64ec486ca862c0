/** What agents may ask of one aggregator, and how it says no: come back later. */
import type { Refused } from '../../wire/ingest.ts';

export interface IngestLimits {
  /** Flow records that one agent may send per second, over a minute; Infinity: any number. */
  readonly flowsPerSecond: number;
  /** Age at which a stream is ended in order, give or take a tenth; Infinity: never. */
  readonly streamAgeMs: number;
  /** Bytes of large messages that are read or applied at a time, over all agents. */
  readonly inboxBytesMax: number;
}

/**
 * A wait that an agent is held for on its open stream; for a longer one it is told when to come
 * back, and its log says why. More than one full batch costs at the usual rate.
 */
export const HELD_MS_MAX = 10_000;

/**
 * Large messages in memory at a time, encoded: four of the largest. Decoded they are several times
 * as large; the aggregator has 1 GiB in deploy/.
 */
export const INBOX_BYTES_MAX = 64 * 1024 * 1024;

/** Streams open at once, hello said or not: twice the agents, for reconnects that overlap. */
export const STREAMS_MAX = 40_000;

const MINUTE_US = 60_000_000;

export function limitedFor(waitMs: number): Refused {
  const seconds = Math.ceil(waitMs / 1_000);
  return {
    reason: 'limited',
    message: `it sends more than its share (--node-flows-per-second): back in ${seconds} s`,
    retryAfterUs: Math.ceil(waitMs * 1_000),
  };
}

export const TOO_MANY_AGENTS: Refused = {
  reason: 'limited',
  message: 'too many agents report already: run more aggregators',
  retryAfterUs: MINUTE_US,
};

export const TOO_MANY_SOURCES: Refused = {
  reason: 'limited',
  message: 'too many sources of this node report already: one agent reads one',
  retryAfterUs: MINUTE_US,
};

export const TOO_MANY_STREAMS: Refused = {
  reason: 'limited',
  message: 'too many streams are open already: run more aggregators',
  retryAfterUs: MINUTE_US,
};
