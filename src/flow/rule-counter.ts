/**
 * How many packets the kernel's rules logged: the number that the lines read are held against.
 * A counter falls to zero whenever its rule is written anew (Felix does so at each change of a
 * policy), so that what counts is how far it rose.
 */

/** Chains with a prefix on one node: those of some thousand policies. */
export const RULE_COUNTERS_MAX = 4_096;

/** The LOG rules of one chain and prefix, their counters added up. */
export interface RuleCounter {
  /** As nft names it: `ip`, `ip6`, `inet`, `bridge`, `arp`, `netdev`. */
  readonly family: string;
  readonly table: string;
  readonly chain: string;
  /** As flows have it: without one trailing `: `, `:` or blank. */
  readonly prefix: string;
  /** Since the rules were written or their counters reset. */
  readonly packets: number;
  readonly bytes: number;
}

/** What successive readings of one counter add up to. */
export interface ExpectedPackets {
  /** The last reading. */
  readonly last: number;
  /** Packets since the first reading; a lower bound once there were resets. */
  readonly expected: number;
  readonly resets: number;
}

/**
 * Adds a reading to what is `known` (undefined: it is the first, from which on we count). A lower
 * number than before tells of a reset; what was counted between the last reading and the reset, and
 * a reset after which the counter has overtaken that reading, cannot be known.
 */
export function advance(known: ExpectedPackets | undefined, packets: number): ExpectedPackets {
  if (known === undefined) return { last: packets, expected: 0, resets: 0 };
  const { last, expected, resets } = known;
  if (packets >= last) {
    return { last: packets, expected: addPackets(expected, packets - last), resets };
  }
  return { last: packets, expected: addPackets(expected, packets), resets: resets + 1 };
}

/** A sum of packets; it stops where a number is no longer exact. */
export function addPackets(a: number, b: number): number {
  return Math.min(a + b, Number.MAX_SAFE_INTEGER);
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
