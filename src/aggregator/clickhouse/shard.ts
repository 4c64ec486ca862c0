/**
 * One shard of the cluster: servers that hold the same rows, of which one that lives is written to
 * and read from. What agents want at once goes there together.
 */
import { StoreError } from '../store.ts';
import { Batcher } from './batcher.ts';
import { type Commit, Commits, type Committed } from './commits.ts';
import { type Engine, engineErrorOf, type Row } from './engine.ts';
import { type TermRequest, type TermResult, Terms, type TermsOptions } from './terms.ts';

/** Batches in one insert: each of them is some hundred rows. */
const COMMITS_MAX = 1_000;
const TERMS_MAX = 2_000;

export interface ShardOptions extends TermsOptions {
  /** From one insert to the next. */
  readonly intervalMs: number;
}

export class Shard {
  readonly #engines: readonly Engine[];
  #current = 0;
  readonly terms: Batcher<TermRequest, TermResult>;
  readonly commits: Batcher<Commit, Committed>;

  /** `engines`: the replicas of the shard, at least one. */
  constructor(engines: readonly Engine[], options: ShardOptions) {
    this.#engines = engines;
    const terms = new Terms(options);
    const commits = new Commits(options.nowUs);
    const { intervalMs } = options;
    this.terms = new Batcher(
      (requests) => this.run('begin a term', (engine) => terms.begin(engine, requests)),
      { intervalMs, itemsMax: TERMS_MAX },
    );
    this.commits = new Batcher(
      (all) => this.run('write', (engine) => commits.write(engine, all)),
      { intervalMs, itemsMax: COMMITS_MAX },
    );
  }

  /** The replica that served last. */
  get engine(): Engine {
    return this.#engines[this.#current]!;
  }

  /**
   * Runs `use` on the replica that served last. Rejects with StoreError when that fails, and goes
   * on with the next replica from then on: nobody here knows what may be done twice.
   */
  async run<Result>(what: string, use: (engine: Engine) => Promise<Result>): Promise<Result> {
    const at = this.#current;
    const engine = this.#engines[at]!;
    try {
      return await use(engine);
    } catch (cause) {
      if (cause instanceof StoreError) throw cause;
      if (this.#current === at) this.#current = (at + 1) % this.#engines.length;
      const reason = engineErrorOf(cause) ?? messageOf(cause);
      throw new StoreError('failed', `cannot ${what} at ${engine.url}: ${reason}`, { cause });
    }
  }

  /** The same for what may be asked again: every replica has its turn. */
  async ask(query: string, parameters: Record<string, unknown> = {}): Promise<readonly Row[]> {
    for (let tries = this.#engines.length; ; tries--) {
      try {
        return await this.run('read', (engine) => engine.rows(query, parameters));
      } catch (cause) {
        if (tries <= 1) throw cause;
      }
    }
  }

  /** The edges that count in these hours of an agent. */
  async edgesOf(agent: bigint, hours: readonly number[]): Promise<Map<number, Set<bigint>>> {
    const among = hours.map(Number).join(', ');
    const rows = await this.ask(
      `SELECT hour, groupUniqArray(edge) FROM counted_local
       WHERE agent = ${agent} AND hour IN (${among}) GROUP BY hour`,
    );
    const edgesOf = (ids: Row[number]) => new Set((ids as readonly string[]).map(BigInt));
    return new Map(rows.map(([hour, edges]) => [Number(hour), edgesOf(edges!)]));
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
