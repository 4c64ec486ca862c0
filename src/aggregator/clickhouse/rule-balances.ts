/**
 * What a node's rules logged beside what was read of it, as plain values: the part of an agent's
 * state in which each reading is held against the one before.
 */
import type { Flow } from '../../flow/flow.ts';
import {
  addPackets,
  advance,
  type ExpectedPackets,
  RULE_COUNTERS_MAX,
  type RuleBalance,
  type RuleCounter,
} from '../../flow/rule-counter.ts';

/** A chain that was not there at the last reading. */
const JUST_MADE: ExpectedPackets = { last: 0, expected: 0, resets: 0 };

interface Chain extends ExpectedPackets {
  readonly family: string;
  readonly table: string;
  readonly chain: string;
  readonly prefix: string;
}

interface Balance {
  readonly prefix: string;
  readonly sinceUs: number;
  readonly read: number;
  /** Of chains that are no more. */
  readonly expectedGone: number;
  readonly resetsGone: number;
}

export interface RuleState {
  readonly balances: readonly Balance[];
  readonly chains: readonly Chain[];
}

export const NO_RULES: RuleState = { balances: [], chains: [] };

/** `nowUs` is when the balance of a new prefix begins. */
export function withBatch(
  state: RuleState,
  flows: readonly Flow[],
  counters: readonly RuleCounter[],
  nowUs: number,
): RuleState {
  const balances = state.balances.length === 0 ? state.balances : withLines(state.balances, flows);
  if (counters.length === 0) return { balances, chains: state.chains };
  return withCounters({ balances, chains: state.chains }, counters, nowUs);
}

export function balancesOf({ balances, chains }: RuleState): RuleBalance[] {
  return balances
    .map(({ prefix, sinceUs, read, expectedGone, resetsGone }) => {
      const own = chains.filter((chain) => chain.prefix === prefix);
      const expected = own.reduce((sum, chain) => addPackets(sum, chain.expected), expectedGone);
      const resets = own.reduce((sum, chain) => sum + chain.resets, resetsGone);
      return { prefix, expected, read, resets, sinceUs };
    })
    .sort((a, b) => (a.prefix < b.prefix ? -1 : 1));
}

function withLines(balances: readonly Balance[], flows: readonly Flow[]): readonly Balance[] {
  const lines = new Map<string, number>();
  for (const flow of flows) {
    const { prefix } = flow.point;
    lines.set(prefix, (lines.get(prefix) ?? 0) + flow.lines);
  }
  return balances.map((each) => {
    const read = Math.min(each.read + (lines.get(each.prefix) ?? 0), Number.MAX_SAFE_INTEGER);
    return { ...each, read };
  });
}

function withCounters(
  state: RuleState,
  counters: readonly RuleCounter[],
  nowUs: number,
): RuleState {
  const known = new Map(state.chains.map((chain) => [keyOf(chain), chain]));
  const balances = new Map(state.balances.map((balance) => [balance.prefix, balance]));
  const looked = new Set(counters.map(tableOf));
  const isNew = new Set(counters.map(({ prefix }) => prefix).filter((name) => !balances.has(name)));
  for (const prefix of isNew) {
    balances.set(prefix, { prefix, sinceUs: nowUs, read: 0, expectedGone: 0, resetsGone: 0 });
  }
  // Past the bound new chains wait until old ones are gone.
  let room = RULE_COUNTERS_MAX - known.size;
  const chains: Chain[] = [];
  for (const counter of counters) {
    const before = known.get(keyOf(counter));
    known.delete(keyOf(counter));
    if (before === undefined && room-- <= 0) continue;
    // The first reading of a prefix is where its balance begins; a chain that comes later has
    // counted since it was made.
    const from = before ?? (isNew.has(counter.prefix) ? undefined : JUST_MADE);
    const { family, table, chain, prefix } = counter;
    chains.push({ family, table, chain, prefix, ...advance(from, counter.packets) });
  }
  for (const chain of known.values()) {
    // Half a look must not end what it did not look at.
    if (looked.has(tableOf(chain))) end(balances, chain);
    else chains.push(chain);
  }
  return { balances: [...balances.values()], chains };
}

function end(balances: Map<string, Balance>, { prefix, expected, resets }: Chain): void {
  const balance = balances.get(prefix);
  if (balance === undefined) return;
  const expectedGone = addPackets(balance.expectedGone, expected);
  balances.set(prefix, { ...balance, expectedGone, resetsGone: balance.resetsGone + resets });
}

function keyOf({ family, table, chain, prefix }: Omit<Chain, keyof ExpectedPackets>): string {
  return JSON.stringify([family, table, chain, prefix]);
}

function tableOf({ family, table }: Pick<Chain, 'family' | 'table'>): string {
  return JSON.stringify([family, table]);
}
