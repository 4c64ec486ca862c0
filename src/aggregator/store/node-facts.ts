/**
 * What nodes tell of themselves: the checks of their newest report, readings of their clocks, and
 * what their rules logged beside what was read of it. All but the questions run inside the caller's
 * transaction.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { CHECK_STATES, type Check } from '../../flow/check.ts';
import type { Flow } from '../../flow/flow.ts';
import {
  advance,
  type ExpectedPackets,
  RULE_COUNTERS_MAX,
  type RuleBalance,
  type RuleCounter,
} from '../../flow/rule-counter.ts';
import { HOUR_US } from '../../flow/time.ts';
import type { Batch } from '../../wire/ingest.ts';
import { numberOf, type Row, textOf } from './row.ts';
import { COUNT_MAX } from './tally.ts';

/** A chain that was not there at the last reading. */
const JUST_MADE: ExpectedPackets = { last: 0, expected: 0, resets: 0 };

/** Of thousands of counters, each as large as may be, `sum` would be out of range. */
const RULES = `
SELECT rule_balance.prefix, since_us, read,
  min(expected_gone + total(expected), ${COUNT_MAX}) AS expected,
  resets_gone + ifnull(sum(resets), 0) AS resets
FROM rule_balance LEFT JOIN rule_counter USING (agent, prefix)
WHERE rule_balance.agent = ? GROUP BY rule_balance.prefix`;

export class NodeFacts {
  readonly #addReading: StatementSync;
  readonly #forgetChecks: StatementSync;
  readonly #addCheck: StatementSync;
  readonly #checks: StatementSync;
  readonly #addRead: StatementSync;
  readonly #beginBalance: StatementSync;
  readonly #counters: StatementSync;
  readonly #setCounter: StatementSync;
  readonly #endCounter: StatementSync;
  readonly #addGone: StatementSync;
  readonly #rules: StatementSync;
  readonly #forgetCounters: StatementSync;
  readonly #forgetBalances: StatementSync;

  constructor(db: DatabaseSync) {
    this.#addReading = db.prepare('INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?, ?)');
    this.#forgetChecks = db.prepare('DELETE FROM finding WHERE agent = ?');
    this.#addCheck = db.prepare('INSERT OR REPLACE INTO finding VALUES (?, ?, ?, ?, ?)');
    this.#checks = db.prepare('SELECT * FROM finding WHERE agent = ? ORDER BY rowid');
    this.#addRead = db.prepare(
      `UPDATE rule_balance SET read = min(read + ?, ${COUNT_MAX}) WHERE agent = ? AND prefix = ?`,
    );
    this.#beginBalance = db.prepare('INSERT OR IGNORE INTO rule_balance VALUES (?, ?, ?, 0, 0, 0)');
    this.#counters = db.prepare('SELECT * FROM rule_counter WHERE agent = ?');
    this.#setCounter = db.prepare(
      'INSERT OR REPLACE INTO rule_counter VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    );
    this.#endCounter = db.prepare(
      `DELETE FROM rule_counter
       WHERE agent = ? AND family = ? AND rule_table = ? AND chain = ? AND prefix = ?`,
    );
    this.#addGone = db.prepare(
      `UPDATE rule_balance SET expected_gone = min(expected_gone + ?, ${COUNT_MAX}),
         resets_gone = resets_gone + ? WHERE agent = ? AND prefix = ?`,
    );
    this.#rules = db.prepare(RULES);
    this.#forgetCounters = db.prepare('DELETE FROM rule_counter WHERE agent = ?');
    this.#forgetBalances = db.prepare('DELETE FROM rule_balance WHERE agent = ?');
  }

  /** What a batch tells beside its flows; `nowUs` is when the balance of a new prefix begins. */
  add(agent: number, batch: Batch, nowUs: number): void {
    for (const { bootId, rawUs, wallUs } of batch.readings) {
      this.#addReading.run(agent, bootId, Math.floor(wallUs / HOUR_US), rawUs, wallUs);
    }
    for (const [prefix, lines] of linesByPrefix(batch.flows)) {
      this.#addRead.run(lines, agent, prefix);
    }
    if (batch.ruleCounters.length > 0) this.#addCounters(agent, batch.ruleCounters, nowUs);
  }

  replaceChecks(agent: number, checks: readonly Check[]): void {
    this.#forgetChecks.run(agent);
    for (const { name, state, detail, value } of checks) {
      this.#addCheck.run(agent, name, state, detail, value ?? null);
    }
  }

  checks(agent: number): Check[] {
    return this.#checks.all(agent).map(checkOf);
  }

  rules(agent: number): RuleBalance[] {
    return this.#rules.all(agent).map((row) => ({
      prefix: textOf(row, 'prefix'),
      expected: numberOf(row, 'expected'),
      read: numberOf(row, 'read'),
      resets: numberOf(row, 'resets'),
      sinceUs: numberOf(row, 'since_us'),
    }));
  }

  /** The next reading of counters begins anew. */
  endBalance(agent: number): void {
    this.#forgetCounters.run(agent);
    this.#forgetBalances.run(agent);
  }

  #addCounters(agent: number, counters: readonly RuleCounter[], nowUs: number): void {
    const known = new Map(this.#counters.all(agent).map((row) => [keyOf(placeOf(row)), row]));
    const looked = new Set(counters.map(tableOf));
    // Past the bound new chains wait until old ones are gone.
    let room = RULE_COUNTERS_MAX - known.size;
    const newPrefixes = this.#beginBalances(agent, counters, nowUs);
    for (const counter of counters) {
      const row = known.get(keyOf(counter));
      known.delete(keyOf(counter));
      // The first reading of a prefix is where its balance begins; a chain that comes later has
      // counted since it was made.
      const before = newPrefixes.has(counter.prefix) ? undefined : JUST_MADE;
      if (row === undefined && room-- <= 0) continue;
      this.#set(agent, counter, advance(row ? progressOf(row) : before, counter.packets));
    }
    // Half a look must not end what it did not look at.
    for (const row of known.values()) if (looked.has(tableOf(placeOf(row)))) this.#end(agent, row);
  }

  /** The prefixes among them that have no balance yet. */
  #beginBalances(agent: number, counters: readonly RuleCounter[], nowUs: number): Set<string> {
    const prefixes = new Set(counters.map(({ prefix }) => prefix));
    for (const prefix of prefixes) {
      if (this.#beginBalance.run(agent, prefix, nowUs).changes === 0) prefixes.delete(prefix);
    }
    return prefixes;
  }

  #set(agent: number, counter: RuleCounter, { last, expected, resets }: ExpectedPackets): void {
    const { family, table, chain, prefix } = counter;
    this.#setCounter.run(agent, family, table, chain, prefix, last, expected, resets);
  }

  #end(agent: number, row: Row): void {
    const { family, table, chain, prefix } = placeOf(row);
    const { expected, resets } = progressOf(row);
    this.#addGone.run(expected, resets, agent, prefix);
    this.#endCounter.run(agent, family, table, chain, prefix);
  }
}

type Place = Pick<RuleCounter, 'family' | 'table' | 'chain' | 'prefix'>;

function placeOf(row: Row): Place {
  return {
    family: textOf(row, 'family'),
    table: textOf(row, 'rule_table'),
    chain: textOf(row, 'chain'),
    prefix: textOf(row, 'prefix'),
  };
}

function keyOf({ family, table, chain, prefix }: Place): string {
  return JSON.stringify([family, table, chain, prefix]);
}

function tableOf({ family, table }: Place): string {
  return JSON.stringify([family, table]);
}

function progressOf(row: Row): ExpectedPackets {
  return {
    last: numberOf(row, 'last'),
    expected: numberOf(row, 'expected'),
    resets: numberOf(row, 'resets'),
  };
}

function linesByPrefix(flows: readonly Flow[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { point, lines } of flows) {
    if (lines > 0) sums.set(point.prefix, (sums.get(point.prefix) ?? 0) + lines);
  }
  return sums;
}

function checkOf(row: Row): Check {
  const state = textOf(row, 'state');
  const { value } = row;
  return {
    name: textOf(row, 'name'),
    state: CHECK_STATES.find((known) => known === state) ?? 'unknown',
    detail: textOf(row, 'detail'),
    ...(typeof value === 'number' && { value }),
  };
}
