/**
 * Everything that changes the store, on the one connection that may. Batches that wait are applied
 * together, in one transaction and one sync to disk; each of them wholly or not at all. When a call
 * returns, what it did survives a power cut.
 */
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as rest } from 'node:timers/promises';
import type { Check } from '../../flow/check.ts';
import type { Flow } from '../../flow/flow.ts';
import { HOUR_US } from '../../flow/time.ts';
import type { Batch, Hello, Welcome } from '../../wire/ingest.ts';
import type { AgentKey, Applied, StoreError } from '../store.ts';
import { Agents } from './agents.ts';
import { Buckets } from './buckets.ts';
import { Dictionary } from './dictionary.ts';
import { Hours } from './hours.ts';
import { Ledger } from './ledger.ts';
import { NodeFacts } from './node-facts.ts';
import { Retention } from './retention.ts';
import { textOf } from './row.ts';
import { failure } from './store-errors.ts';

export interface WriterOptions {
  /** Distinct flows of one agent in one hour; more are counted with less detail. */
  readonly flowsPerHourMax: number;
  /** Agents that were not heard of for so long make room for others. */
  readonly forgetUs: number;
  readonly nowUs: () => number;
}

/** A batch and the agent it came from. */
export interface Arrival {
  readonly batch: Batch;
  readonly agent: AgentKey;
}

/** An agent has read everything up to then. */
export interface Beat {
  readonly agent: AgentKey;
  readonly observedUs: number;
}

/** What became of a batch, and how many of its lines were counted with less detail. */
export interface Outcome {
  readonly applied: Applied;
  readonly coarsened: number;
}

export class Writer {
  readonly #db: DatabaseSync;
  readonly #path: string;
  readonly #id: string;
  readonly #nowUs: () => number;
  readonly #agents: Agents;
  readonly #dictionary: Dictionary;
  readonly #buckets: Buckets;
  readonly #ledger: Ledger;
  readonly #facts: NodeFacts;
  readonly #hours: Hours;
  readonly #retention: Retention;

  constructor(db: DatabaseSync, path: string, options: WriterOptions) {
    this.#db = db;
    this.#path = path;
    this.#id = textOf(db.prepare('SELECT id FROM store').get() ?? {}, 'id');
    this.#nowUs = options.nowUs;
    this.#agents = new Agents(db, options);
    this.#dictionary = new Dictionary(db);
    this.#hours = new Hours(db, options.flowsPerHourMax);
    this.#buckets = new Buckets(db, this.#dictionary, this.#hours);
    this.#ledger = new Ledger(db);
    this.#facts = new NodeFacts(db);
    this.#retention = new Retention(db);
  }

  welcome(hello: Hello): Welcome | 'fenced' | 'full' {
    return this.#commit(() => {
      const welcome = this.#agents.welcome(hello, this.#id);
      const position = this.#agents.position(hello);
      // What another source has read meanwhile is in the counters and not in our lines.
      if (typeof welcome !== 'string' && welcome.counted) this.#facts.endBalance(position!.id);
      return welcome;
    });
  }

  /** One outcome for each, in order; a batch that fails takes no other one with it. */
  apply(arrivals: readonly Arrival[]): (Outcome | StoreError)[] {
    try {
      return this.#commit(() => arrivals.map((arrival) => this.#applyNext(arrival)));
    } catch (cause) {
      const error = failure(this.#path, 'write to', cause);
      if (arrivals.length > 1 && error.code !== 'full') {
        return arrivals.flatMap((arrival) => this.apply([arrival]));
      }
      return arrivals.map(() => error);
    }
  }

  #applyNext({ batch, agent }: Arrival): Outcome {
    const position = this.#agents.position(agent);
    if (position?.epoch !== batch.epoch) return { applied: 'fenced', coarsened: 0 };
    if (batch.sequence <= position.sequence) return { applied: 'duplicate', coarsened: 0 };
    if (batch.sequence > position.sequence + 1) return { applied: 'gap', coarsened: 0 };
    const coarsened = this.#addFlows(position.id, batch.flows);
    for (const loss of batch.losses) this.#ledger.addLoss(position.id, loss);
    this.#ledger.addAccount(position.id, batch.account);
    this.#facts.add(position.id, batch, this.#nowUs());
    this.#agents.advance(position.id, batch, coarsened);
    return { applied: 'applied', coarsened };
  }

  /** Gives the number of lines that lost detail. */
  #addFlows(agent: number, flows: readonly Flow[]): number {
    let coarsened = 0;
    for (const flow of flows) {
      if (this.#buckets.add(agent, flow) !== undefined) coarsened += flow.lines;
    }
    this.#buckets.write();
    return coarsened;
  }

  /** Of many agents at once; later ones of an agent go on from earlier ones. */
  observe(beats: readonly Beat[]): void {
    // Every node beats every few seconds: losing the last beat in a power cut is cheaper than
    // syncing each of them.
    this.#db.exec('PRAGMA synchronous = NORMAL');
    try {
      this.#commit(() => {
        for (const { agent, observedUs } of beats) {
          const added = this.#agents.observe(agent, observedUs);
          if (added) this.#hours.addObserved(added.id, added.fromUs, added.toUs);
        }
      });
    } finally {
      this.#db.exec('PRAGMA synchronous = FULL');
    }
  }

  report(agent: AgentKey, checks: readonly Check[]): void {
    this.#commit(() => {
      const position = this.#agents.position(agent);
      if (position) this.#facts.replaceChecks(position.id, checks);
    });
  }

  /** See History.forget; whoever else wants to write comes in between two parts. */
  async forget(beforeUs: number, signal: AbortSignal): Promise<number> {
    const hour = Math.floor(beforeUs / HOUR_US);
    let buckets = 0;
    for (let after = Number.MIN_SAFE_INTEGER; ; ) {
      signal.throwIfAborted();
      const part = this.#commit(() => this.#retention.forgetPart(hour, after));
      if (part === undefined) break;
      if (part.hasEdges) this.#dictionary.forget();
      after = part.after;
      buckets += part.buckets;
      await rest();
    }
    this.#commit(() => this.#retention.forgetSums(hour));
    return buckets;
  }

  close(): void {
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
      this.#buckets.forget();
      throw failure(this.#path, 'write to', cause);
    }
  }
}
