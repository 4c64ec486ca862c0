/** What was lost and what was read: losses by cause and hour, accounts added up per agent. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type Account, LOSS_CAUSES, type Loss, reasonAmong } from '../../flow/loss.ts';
import { HOUR_US } from '../../flow/time.ts';
import { numberOf, type Row, textOf } from './row.ts';
import { COUNT_MAX } from './tally.ts';

/** Stands for the count of a loss whose size cannot be known. */
const UNKNOWN = -1;

const ADD_LOSS = `
INSERT INTO loss (agent, source, cause, is_known, hour, count, first_us, last_us)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET
  count = iif(is_known, min(count + excluded.count, ${COUNT_MAX}), count),
  first_us = min(first_us, excluded.first_us),
  last_us = max(last_us, excluded.last_us)`;

const COUNTS = [
  ['read', 'read'],
  ['parsed', 'parsed'],
  ['partial', 'partial'],
  ['ignored', 'ignored'],
  ['spoofed', 'spoofed'],
  ['rejected', 'rejected'],
  ['responsesUnmatched', 'responses_unmatched'],
] as const;

const COLUMNS = COUNTS.map(([, column]) => column);

const ADD_ACCOUNT = `
INSERT INTO account (agent, ${COLUMNS.join(', ')}) VALUES (?, ${COLUMNS.map(() => '?').join(', ')})
ON CONFLICT DO UPDATE SET
  ${COLUMNS.map((name) => `${name} = min(${name} + excluded.${name}, ${COUNT_MAX})`).join(', ')}`;

/** `add…` run inside the caller's transaction. */
export class Ledger {
  readonly #addLoss: StatementSync;
  readonly #addAccount: StatementSync;
  readonly #addRejected: StatementSync;
  readonly #losses: StatementSync;
  readonly #account: StatementSync;
  readonly #rejected: StatementSync;

  constructor(db: DatabaseSync) {
    this.#addLoss = db.prepare(ADD_LOSS);
    this.#addAccount = db.prepare(ADD_ACCOUNT);
    this.#addRejected = db.prepare(
      `INSERT INTO rejected (agent, reason, count) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET count = min(count + excluded.count, ${COUNT_MAX})`,
    );
    this.#losses = db.prepare(
      'SELECT * FROM loss WHERE agent = ? ORDER BY hour, source, cause, is_known',
    );
    this.#account = db.prepare('SELECT * FROM account WHERE agent = ?');
    this.#rejected = db.prepare('SELECT reason, count FROM rejected WHERE agent = ?');
  }

  addLoss(agent: number, loss: Loss): void {
    const isKnown = loss.count === undefined ? 0 : 1;
    const hour = Math.floor(loss.firstUs / HOUR_US);
    const identity = [agent, loss.source, loss.cause, isKnown, hour];
    this.#addLoss.run(...identity, loss.count ?? UNKNOWN, loss.firstUs, loss.lastUs);
  }

  addAccount(agent: number, account: Account): void {
    this.#addAccount.run(agent, ...COUNTS.map(([field]) => account[field]));
    const added = Object.entries(account.rejectedByReason);
    if (added.length === 0) return;
    const known = this.#rejectedBy(agent);
    for (const [reason, count] of added) {
      const kept = reasonAmong(known, reason);
      known[kept] = count;
      this.#addRejected.run(agent, kept, count);
    }
  }

  losses(agent: number): Loss[] {
    return this.#losses.all(agent).map(lossOf);
  }

  account(agent: number): Account {
    const row = this.#account.get(agent);
    const count = (column: string) => (row === undefined ? 0 : numberOf(row, column));
    return {
      read: count('read'),
      parsed: count('parsed'),
      partial: count('partial'),
      ignored: count('ignored'),
      spoofed: count('spoofed'),
      rejected: count('rejected'),
      responsesUnmatched: count('responses_unmatched'),
      rejectedByReason: this.#rejectedBy(agent),
    };
  }

  #rejectedBy(agent: number): Record<string, number> {
    const rows = this.#rejected.all(agent);
    return Object.fromEntries(rows.map((row) => [textOf(row, 'reason'), numberOf(row, 'count')]));
  }
}

function lossOf(row: Row): Loss {
  const cause = textOf(row, 'cause');
  return {
    source: textOf(row, 'source'),
    cause: LOSS_CAUSES.find((known) => known === cause) ?? 'parse_rejected',
    count: numberOf(row, 'is_known') === 1 ? numberOf(row, 'count') : undefined,
    firstUs: numberOf(row, 'first_us'),
    lastUs: numberOf(row, 'last_us'),
  };
}
