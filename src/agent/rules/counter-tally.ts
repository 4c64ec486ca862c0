/**
 * Rules that log with one of our prefixes, added up by chain and prefix. Which prefix is ours, the
 * parser decides as it does for lines, so that both counts are of the same thing.
 * Bounded; a rule that cannot be counted is told as such.
 */
import { RULE_COUNTERS_MAX, type RuleCounter } from '../../flow/rule-counter.ts';
import { createPrefixMatcher, matchPrefix } from '../../parser/prefix.ts';
import { ascii } from '../../parser/reader.ts';
import type { LogRule } from './log-rule.ts';

/** What belongs to no prefix's name. */
const ENDING = /(?:: |:| )$/;

export interface CounterTally {
  add(rule: LogRule): void;
  counters(): RuleCounter[];
  /** Rules of ours without a usable counter, or beyond the bound: lines of theirs are expected by
   * nobody. */
  readonly rulesUncounted: number;
}

export function createCounterTally(prefixes: readonly string[]): CounterTally {
  const matcher = createPrefixMatcher(prefixes);
  const counters = new Map<string, RuleCounter>();
  let rulesUncounted = 0;
  const isOurs = (prefix: string): boolean => {
    const line = ascii(`${prefix}IN=`);
    return matchPrefix(matcher, line, 0, line.length) === prefix.length;
  };
  return {
    add({ family, table, chain, prefix, count }) {
      if (!isOurs(prefix)) return;
      const name = prefix.replace(ENDING, '');
      const key = JSON.stringify([family, table, chain, name]);
      const { packets, bytes } = counters.get(key) ?? { packets: 0, bytes: 0 };
      const isKnown = counters.has(key);
      if (count === undefined || (!isKnown && counters.size >= RULE_COUNTERS_MAX)) {
        rulesUncounted += 1;
        return;
      }
      counters.set(key, {
        family,
        table,
        chain,
        prefix: name,
        packets: packets + count.packets,
        bytes: bytes + count.bytes,
      });
    },
    counters: () => [...counters.values()],
    get rulesUncounted() {
      return rulesUncounted;
    },
  };
}
