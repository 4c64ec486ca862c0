/**
 * The embedded home of flows: one SQLite file, or `:memory:`. One thread, one connection, and the
 * file locked for this process alone. `apply` and `welcome` are one transaction each, synced to
 * disk before they resolve (WAL, synchronous=FULL), so that an acknowledged batch survives a power
 * cut.
 */
import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { Check } from '../../flow/check.ts';
import type { EdgeFilter } from '../../flow/edge.ts';
import type { Flow } from '../../flow/flow.ts';
import { FLOWS_PER_HOUR_MAX, FORGET_US } from '../../flow/limits.ts';
import type { Batch, Hello, Welcome } from '../../wire/ingest.ts';
import type { ListObservedRequest, NodeHours } from '../../wire/query.ts';
import {
  type AgentKey,
  type Applied,
  type NodeFlow,
  type Store,
  type StoredNode,
  StoreError,
} from '../store.ts';
import { Agents } from './agents.ts';
import { Buckets } from './buckets.ts';
import { Dictionary } from './dictionary.ts';
import { Hours } from './hours.ts';
import { Ledger } from './ledger.ts';
import { NodeFacts } from './node-facts.ts';
import { numberOf, type Row, textOf } from './row.ts';
import { MIGRATIONS, SCHEMA, SCHEMA_VERSION } from './schema.ts';

const DEFAULTS: StoreOptions = {
  flowsPerHourMax: FLOWS_PER_HOUR_MAX,
  forgetUs: FORGET_US,
  nowUs: () => Date.now() * 1_000,
  onCoarsened: () => {},
};

export interface StoreOptions {
  /** Distinct flows of one agent in one hour; more are counted with less detail. */
  readonly flowsPerHourMax: number;
  /** Agents that were not heard of for so long make room for others. */
  readonly forgetUs: number;
  readonly nowUs: () => number;
  /** Hears how many lines of a batch that is committed were counted with less detail. */
  readonly onCoarsened: (agent: AgentKey, lines: number) => void;
}

/** Opens or creates the file at `path`; throws StoreError when that cannot be. */
export function openSqliteStore(path: string, options: Partial<StoreOptions> = {}): Store {
  const db = openDatabase(path);
  try {
    db.exec('PRAGMA locking_mode = EXCLUSIVE');
    db.exec('PRAGMA journal_mode = WAL');
    db.exec('PRAGMA synchronous = FULL');
    migrate(db, path);
    return new SqliteStore(db, path, { ...DEFAULTS, ...options });
  } catch (cause) {
    db.close();
    throw cause instanceof StoreError ? cause : openingError(path, cause);
  }
}

function openDatabase(path: string): DatabaseSync {
  try {
    return new DatabaseSync(path);
  } catch (cause) {
    throw openingError(path, cause);
  }
}

function openingError(path: string, cause: unknown): StoreError {
  const reason = reasonOf(cause);
  if (/locked|busy/.test(reason)) {
    const message = `store ${path} is in use by another process: give each aggregator its own`;
    return new StoreError('in_use', message, { cause });
  }
  return new StoreError('not_opened', `cannot open store ${path}: ${reason}`, { cause });
}

/** Creates the schema in a new file, brings an older one up, and refuses one of a newer version. */
function migrate(db: DatabaseSync, path: string): void {
  const version = numberOf(db.prepare('PRAGMA user_version').get() ?? {}, 'user_version');
  if (version > SCHEMA_VERSION) {
    throw new StoreError(
      'newer_schema',
      `store ${path} has schema ${version}, this version knows up to ${SCHEMA_VERSION}: ` +
        'run the newer dropcast that wrote it, or name another store',
    );
  }
  // A table that is made anew is away for a moment; the references to it are whole again after.
  db.exec('PRAGMA foreign_keys = OFF');
  // Taking the write lock even when there is nothing to create shows at once whether the file is
  // free and writable.
  db.exec('BEGIN IMMEDIATE');
  if (version === 0) db.exec(SCHEMA);
  else for (const migration of MIGRATIONS.slice(version)) db.exec(migration);
  if (version < 3) db.prepare('INSERT INTO store VALUES (?)').run(randomUUID());
  db.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
  db.exec('COMMIT');
  db.exec('PRAGMA foreign_keys = ON');
}

class SqliteStore implements Store {
  readonly #db: DatabaseSync;
  readonly #path: string;
  readonly #id: string;
  readonly #agents: Agents;
  readonly #dictionary: Dictionary;
  readonly #buckets: Buckets;
  readonly #ledger: Ledger;
  readonly #facts: NodeFacts;
  readonly #hours: Hours;
  readonly #options: StoreOptions;

  constructor(db: DatabaseSync, path: string, options: StoreOptions) {
    this.#db = db;
    this.#path = path;
    this.#id = textOf(db.prepare('SELECT id FROM store').get() ?? {}, 'id');
    this.#options = options;
    this.#agents = new Agents(db, options);
    this.#dictionary = new Dictionary(db);
    this.#hours = new Hours(db, options.flowsPerHourMax);
    this.#buckets = new Buckets(db, this.#dictionary, this.#hours);
    this.#ledger = new Ledger(db);
    this.#facts = new NodeFacts(db);
  }

  async welcome(hello: Hello): Promise<Welcome | 'fenced' | 'full'> {
    return this.#commit(() => {
      const welcome = this.#agents.welcome(hello, this.#id);
      const position = this.#agents.position(hello);
      // What another source has read meanwhile is in the counters and not in our lines.
      if (typeof welcome !== 'string' && welcome.counted) this.#facts.endBalance(position!.id);
      return welcome;
    });
  }

  async apply(batch: Batch, agent: AgentKey): Promise<Applied> {
    const { applied, coarsened } = this.#commit(() => this.#applyNext(batch, agent));
    if (coarsened > 0) this.#options.onCoarsened(agent, coarsened);
    return applied;
  }

  #applyNext(batch: Batch, agent: AgentKey): { applied: Applied; coarsened: number } {
    const position = this.#agents.position(agent);
    if (position?.epoch !== batch.epoch) return { applied: 'fenced', coarsened: 0 };
    if (batch.sequence <= position.sequence) return { applied: 'duplicate', coarsened: 0 };
    if (batch.sequence > position.sequence + 1) return { applied: 'gap', coarsened: 0 };
    const coarsened = this.#addFlows(position.id, batch.flows);
    for (const loss of batch.losses) this.#ledger.addLoss(position.id, loss);
    this.#ledger.addAccount(position.id, batch.account);
    this.#facts.add(position.id, batch, this.#options.nowUs());
    this.#agents.advance(position.id, batch, coarsened);
    return { applied: 'applied', coarsened };
  }

  /** Gives the number of lines that lost detail. */
  #addFlows(agent: number, flows: readonly Flow[]): number {
    let coarsened = 0;
    for (const flow of flows) {
      if (this.#buckets.add(agent, flow) !== undefined) coarsened += flow.lines;
    }
    this.#hours.write();
    return coarsened;
  }

  async observe(agent: AgentKey, observedUs: number): Promise<void> {
    // Every node beats every few seconds: losing the last beat in a power cut is cheaper than
    // syncing each of them.
    this.#db.exec('PRAGMA synchronous = NORMAL');
    try {
      this.#commit(() => {
        const added = this.#agents.observe(agent, observedUs);
        if (added) this.#hours.addObserved(added.id, added.fromUs, added.toUs);
      });
    } finally {
      this.#db.exec('PRAGMA synchronous = FULL');
    }
  }

  async report(agent: AgentKey, checks: readonly Check[]): Promise<void> {
    this.#commit(() => {
      const position = this.#agents.position(agent);
      if (position) this.#facts.replaceChecks(position.id, checks);
    });
  }

  flows(filter: EdgeFilter): AsyncIterable<readonly NodeFlow[]> {
    return this.#buckets.flows(filter);
  }

  async nodes(): Promise<readonly StoredNode[]> {
    const rows = this.#db.prepare('SELECT * FROM agent ORDER BY cluster, node, source').all();
    return rows.map((row) => this.#node(row));
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

  observed(span: ListObservedRequest): AsyncIterable<NodeHours> {
    return this.#hours.observed(span);
  }

  async close(): Promise<void> {
    this.#db.close();
  }

  /** Runs `change` as one transaction; on any error nothing of it stays. */
  #commit<Result>(change: () => Result): Result {
    try {
      this.#db.exec('BEGIN IMMEDIATE');
      const result = change();
      this.#db.exec('COMMIT');
      return result;
    } catch (cause) {
      if (this.#db.isOpen && this.#db.isTransaction) this.#db.exec('ROLLBACK');
      this.#dictionary.forget();
      this.#hours.forget();
      const message = `cannot write to store ${this.#path}: ${reasonOf(cause)}`;
      throw new StoreError('failed', message, { cause });
    }
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
