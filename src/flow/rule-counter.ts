/**
 * What the kernel's rules say that they logged: the other half of the account. Counters are
 * absolute and go back to 0 when a rule is written anew, which on Calico is often.
 */

/** Counters of one chain's rules with one log prefix. */
export interface RuleCounter {
  /** `ip`, `ip6`, `inet`, … */
  readonly family: string;
  readonly table: string;
  readonly chain: string;
  /** As flows have it. */
  readonly prefix: string;
  readonly packets: number;
  readonly bytes: number;
}

/** What a counter has told so far. */
export interface CounterProgress {
  /** Packets at the last reading. */
  readonly last: number;
  /** Packets counted since the first reading, over all resets. */
  readonly expected: number;
  readonly resets: number;
}

/** Takes in a reading; one that is lower than the last means that the counter began anew. */
export function advance(known: CounterProgress, packets: number): CounterProgress {
  const isReset = packets < known.last;
  return {
    last: packets,
    expected: known.expected + (isReset ? packets : packets - known.last),
    resets: known.resets + (isReset ? 1 : 0),
  };
}

/** Lines that rules logged beside lines that were read, for one prefix on one node. */
export interface RuleBalance {
  readonly prefix: string;
  /** A lower bound: what a rule counted between the last reading and its end is not seen. */
  readonly expected: number;
  readonly read: number;
  readonly resets: number;
  readonly sinceUs: number;
}
