/** Everything that is asked of the store, on one connection; several may read at once. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { ListObservedRequest, NodeHours } from '../../wire/query.ts';
import type { EdgeHints } from '../history.ts';
import type { NodeFlow, StoredNode } from '../store.ts';
import type { QuestionLimits } from './allowance.ts';
import { FlowPages } from './flow-pages.ts';
import { Ledger } from './ledger.ts';
import { NodeFacts } from './node-facts.ts';
import { ObservedHours } from './observed-hours.ts';
import { Questions } from './questions.ts';
import { numberOf, type Row, textOf } from './row.ts';
import { inSnapshot } from './snapshot.ts';

export class Reader {
  readonly questions: Questions;
  readonly #db: DatabaseSync;
  readonly #pages: FlowPages;
  readonly #hours: ObservedHours;
  readonly #ledger: Ledger;
  readonly #facts: NodeFacts;
  readonly #agents: StatementSync;
  readonly #identity: StatementSync;

  constructor(db: DatabaseSync, limits: QuestionLimits) {
    this.#db = db;
    this.questions = new Questions(db, limits);
    this.#pages = new FlowPages(db);
    this.#hours = new ObservedHours(db);
    this.#ledger = new Ledger(db);
    this.#facts = new NodeFacts(db);
    this.#agents = db.prepare('SELECT * FROM agent ORDER BY cluster, node, source');
    this.#identity = db.prepare('SELECT id FROM store');
  }

  identity(): string {
    return textOf(this.#identity.get()!, 'id');
  }

  flows(hints: EdgeHints, signal?: AbortSignal): AsyncGenerator<readonly NodeFlow[]> {
    return this.#pages.read(hints, signal);
  }

  observed(span: ListObservedRequest): AsyncGenerator<NodeHours> {
    return this.#hours.read(span);
  }

  nodes(): StoredNode[] {
    return inSnapshot(this.#db, () => this.#agents.all().map((row) => this.#node(row)));
  }

  #node(row: Row): StoredNode {
    const id = numberOf(row, 'id');
    const account = this.#ledger.account(id);
    return {
      cluster: textOf(row, 'cluster'),
      node: textOf(row, 'node'),
      source: textOf(row, 'source'),
      version: textOf(row, 'version'),
      epoch: numberOf(row, 'epoch'),
      sequence: numberOf(row, 'sequence'),
      observedUs: numberOf(row, 'observed_us'),
      lines: account.parsed,
      losses: this.#ledger.losses(id),
      checks: this.#facts.checks(id),
      rules: this.#facts.rules(id),
      heardUs: numberOf(row, 'heard_us'),
      coarsened: numberOf(row, 'coarsened'),
      account,
    };
  }
}
