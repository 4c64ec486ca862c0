/**
 * One shard of the cluster: servers that hold the same rows, of which one that lives is written to
 * and read from. What agents want at once goes there together.
 */
import { StoreError } from '../store.ts';
import { Batcher } from './batcher.ts';
import type { TermRequest } from './claims.ts';
import { type Commit, Commits, type Committed } from './commits.ts';
import { type Engine, type Row, reasonOf } from './engine.ts';
import { type TermResult, Terms, type TermsOptions } from './terms.ts';

/** Batches in one insert: each of them is some hundred rows. */
const COMMITS_MAX = 1_000;
/** One is made ready here while the engine writes the other. */
const WRITES_MAX = 2;
const TERMS_MAX = 2_000;
/** Agents whose hours are looked up together: the statement stays a short text. */
const HOURS_MAX = 500;

const HOURS_NAMED_MAX = 100;

interface HoursOf {
  readonly agent: bigint;
  readonly hours: readonly number[];
}

type EdgesByHour = ReadonlyMap<number, Set<bigint>>;

export interface ShardOptions extends TermsOptions {
  /** From one insert to the next. */
  readonly intervalMs: number;
}

export class Shard {
  readonly #engines: Engine[];
  #current = 0;
  readonly terms: Batcher<TermRequest, TermResult>;
  readonly commits: Batcher<Commit, Committed>;
  /** Edges that count in hours of an agent. */
  readonly edges: Batcher<HoursOf, EdgesByHour>;

  /** `engines`: the replicas of the shard, at least one. */
  constructor(engines: readonly Engine[], options: ShardOptions) {
    this.#engines = [...engines];
    const terms = new Terms(options);
    const commits = new Commits(options.nowUs);
    const { intervalMs } = options;
    this.terms = new Batcher(
      (requests) => this.run('begin a term', (engine) => terms.begin(engine, requests)),
      { intervalMs, itemsMax: TERMS_MAX, runsMax: 1 },
    );
    this.commits = new Batcher((all) => this.run('write', (engine) => commits.write(engine, all)), {
      intervalMs,
      itemsMax: COMMITS_MAX,
      runsMax: WRITES_MAX,
    });
    this.edges = new Batcher((asked) => this.#edgesOf(asked), {
      intervalMs,
      itemsMax: HOURS_MAX,
      runsMax: 1,
    });
  }

  /** A replica that was not known of before. */
  add(engine: Engine): void {
    this.#engines.push(engine);
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
      const why = `cannot ${what} at ${engine.url}: ${reasonOf(cause)}`;
      throw new StoreError('failed', why, { cause });
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

  async #edgesOf(asked: readonly HoursOf[]): Promise<readonly EdgesByHour[]> {
    const rows = await this.ask(
      `SELECT agent, hour, groupUniqArray(edge) FROM counted_local
       WHERE ${asked.map(hoursCondition).join(' OR ')} GROUP BY agent, hour`,
    );
    const byAgent = Map.groupBy(rows, ([agent]) => String(agent));
    return asked.map(({ agent }) => {
      const own = byAgent.get(String(agent)) ?? [];
      return new Map(own.map(([, hour, edges]) => [Number(hour), idSet(edges!)]));
    });
  }
}

/** Whatever hours an agent claims, the statement stays short. */
function hoursCondition({ agent, hours }: HoursOf): string {
  const named = hours.map(Number);
  const among =
    named.length <= HOURS_NAMED_MAX
      ? `hour IN (${named.join(', ')})`
      : `hour >= ${named.reduce((a, b) => Math.min(a, b))}`;
  return `(agent = ${agent} AND ${among})`;
}

function idSet(ids: Row[number]): Set<bigint> {
  return new Set((ids as readonly string[]).map(BigInt));
}
