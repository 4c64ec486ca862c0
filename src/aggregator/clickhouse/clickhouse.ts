/**
 * The distributed home of flows: ClickHouse over HTTP. Replicas of the aggregator share it and keep
 * nothing that cannot be read again:
 *
 *   welcome ──► Terms      who writes for an agent, from where
 *   apply ────► Session ──► Commits    one batch at a time, those of many agents together
 *   observe ──► Observations           heartbeats, gathered
 *   questions ─► Questions             over all shards
 *
 * An acknowledged batch is on disk, with a cluster on most replicas of its shard.
 */
import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Check } from '../../flow/check.ts';
import { AGENTS_MAX, FLOWS_PER_HOUR_MAX, FORGET_US } from '../../flow/limits.ts';
import type { Batch, Hello, Welcome } from '../../wire/ingest.ts';
import type { ListObservedRequest } from '../../wire/query.ts';
import type { EdgeHints, History, Span } from '../history.ts';
import type { AgentKey, Applied, Store } from '../store.ts';
import {
  checkTables,
  findServers,
  makeSchema,
  nameHome,
  openingError,
  readHome,
  refuseNewer,
} from './cluster.ts';
import { Engine } from './engine.ts';
import { Folding, type FoldingOptions } from './folding.ts';
import { forgetHours } from './forget.ts';
import type { ClickhouseHome } from './home-url.ts';
import { agentId, shardOf } from './ids.ts';
import { LateServers } from './late-servers.ts';
import { readNodes, readObserved } from './nodes.ts';
import { Observations } from './observations.ts';
import { Questions } from './questions.ts';
import { Session } from './session.ts';
import { Shard } from './shard.ts';

export interface ClickhouseOptions extends FoldingOptions {
  readonly password: string;
  /** Makes the schema where it is missing. */
  readonly migrate: boolean;
  readonly forgetUs: number;
  /** From one insert to the next: what comes meanwhile goes together. */
  readonly intervalMs: number;
  /** Between looks for servers that were away at the start. */
  readonly findMs: number;
  /** Between writes of heartbeats. */
  readonly observeMs: number;
  /** Of one statement. */
  readonly secondsMax: number;
  readonly memoryBytesMax: number;
  readonly rowsMax: number;
}

const DEFAULTS: ClickhouseOptions = {
  password: '',
  migrate: false,
  flowsPerHourMax: FLOWS_PER_HOUR_MAX,
  forgetUs: FORGET_US,
  nowUs: () => Date.now() * 1_000,
  onCoarsened: () => {},
  onFailure: () => {},
  intervalMs: 100,
  termMs: 15 * 60_000,
  foldMs: 60_000,
  observeMs: 1_000,
  findMs: 60_000,
  secondsMax: 30,
  memoryBytesMax: 4_000_000_000,
  rowsMax: 20_000_000,
};

interface Part {
  readonly shard: Shard;
  readonly observations: Observations;
}

interface Opened {
  readonly id: string;
  readonly parts: readonly Part[];
}

/** Nothing is asked before the first use; `ready` tells whether it can be used. */
export function openClickhouseHome(
  home: ClickhouseHome,
  options: Partial<ClickhouseOptions> = {},
): ClickhouseStore {
  return new ClickhouseStore(home, { ...DEFAULTS, ...options });
}

export class ClickhouseStore implements Store, History {
  readonly #home: ClickhouseHome;
  readonly #options: ClickhouseOptions;
  readonly #engines: readonly Engine[];
  readonly #sessions = new LRUCache<bigint, Session>({ max: AGENTS_MAX });
  readonly #questions: Questions;
  #opened: Promise<Opened> | undefined;
  #folding: Folding | undefined;
  #late: LateServers | undefined;

  constructor(home: ClickhouseHome, options: ClickhouseOptions) {
    this.#home = home;
    this.#options = options;
    this.#engines = this.#connect(home.database);
    const engine = async () => (await this.#open()).parts[0]!.shard.engine;
    this.#questions = new Questions(engine, (name) => this.#table(name));
  }

  /** Rejects with StoreError when the home cannot be used. */
  async ready(): Promise<void> {
    await this.#open();
  }

  async identity(): Promise<string> {
    return (await this.#open()).id;
  }

  async welcome(hello: Hello): Promise<Welcome | 'fenced' | 'full'> {
    const { id, parts } = await this.#open();
    const { shard, observations } = partOf(parts, hello);
    const term = await shard.terms.add({ by: 'hello', hello });
    if (typeof term === 'string') return term;
    const { position, counted } = term;
    observations.forget(position.agent);
    this.#sessions.set(position.agent, new Session(shard, position, this.#options));
    const { epoch, sequence, cursor, state } = position;
    return {
      epoch,
      sequence,
      cursor,
      store: id,
      ...(state.previous.epoch > 0 && { previous: state.previous }),
      ...(counted && { counted }),
    };
  }

  /** An agent that has not said hello here is fenced: it comes back, and then it does. */
  async apply(batch: Batch, agent: AgentKey): Promise<Applied> {
    const session = this.#sessions.get(agentId(agent));
    return session === undefined ? 'fenced' : session.apply(batch);
  }

  async observe(agent: AgentKey, observedUs: number): Promise<void> {
    const id = agentId(agent);
    if (!this.#sessions.has(id)) return;
    const { parts } = await this.#open();
    partOf(parts, agent).observations.add(id, observedUs);
  }

  async report(agent: AgentKey, checks: readonly Check[]): Promise<void> {
    const id = agentId(agent);
    if (!this.#sessions.has(id)) return;
    const { parts } = await this.#open();
    const row = {
      agent: String(id),
      reported_us: this.#options.nowUs(),
      checks: JSON.stringify(checks),
    };
    await partOf(parts, agent).shard.run('write a report', (engine) =>
      engine.insertInOrder('finding_local', [row]),
    );
  }

  flows(hints: EdgeHints) {
    return this.#questions.flows(hints);
  }

  edges(hints: EdgeHints, signal: AbortSignal) {
    return this.#questions.edges(hints, signal);
  }

  hourly(edges: readonly string[], span: Span, signal: AbortSignal) {
    return this.#questions.hourly(edges, span, signal);
  }

  series(edges: readonly string[] | 'all', span: Span, signal: AbortSignal) {
    return this.#questions.series(edges, span, signal);
  }

  async nodes() {
    const { parts } = await this.#observed();
    const ask = (query: string) => parts[0]!.shard.ask(query);
    return readNodes(ask, (name) => this.#table(name));
  }

  async *observed(span: ListObservedRequest) {
    const { parts } = await this.#observed();
    const ask = (query: string) => parts[0]!.shard.ask(query);
    yield* await readObserved(ask, (name) => this.#table(name), span);
  }

  async forget(beforeUs: number, signal: AbortSignal): Promise<number> {
    signal.throwIfAborted();
    const { parts } = await this.#observed();
    let forgotten = 0;
    for (const { shard } of parts) {
      forgotten += await shard
        .run('forget', (engine) => forgetHours(engine, beforeUs, signal))
        .finally(() => signal.throwIfAborted());
    }
    return forgotten;
  }

  /** Folds what can be folded now, on every shard. */
  async fold(): Promise<void> {
    await this.#open();
    await this.#folding!.foldNow();
  }

  /** Looks for servers that were away when the home was opened. */
  async find(): Promise<void> {
    await this.#open();
    await this.#late!.findNow();
  }

  async close(): Promise<void> {
    const opened = await this.#opened?.catch(() => undefined);
    this.#late?.close();
    await this.#folding?.close();
    for (const { observations } of opened?.parts ?? []) await observations.flush().catch(() => {});
    await Promise.all(this.#engines.map((engine) => engine.close()));
  }

  /** With what was heard of agents until now. */
  async #observed(): Promise<Opened> {
    const opened = await this.#open();
    await Promise.all(opened.parts.map(({ observations }) => observations.flush()));
    return opened;
  }

  #open(): Promise<Opened> {
    this.#opened ??= this.#connectAll().catch((cause: unknown) => {
      this.#opened = undefined;
      throw openingError(this.#engines[0]!, cause);
    });
    return this.#opened;
  }

  async #connectAll(): Promise<Opened> {
    if (this.#options.migrate) await this.#migrate();
    const { shards, away } = await findServers(this.#engines, this.#home);
    await Promise.all(shards.flat().map((engine) => checkTables(engine, this.#home)));
    const id = await readHome(shards[0]![0]!, this.#table('store'));
    const parts = shards.map((engines) => this.#part(engines));
    const all = parts.map(({ shard }) => shard);
    this.#folding = new Folding(all, this.#options);
    this.#late = new LateServers(away, all, { ...this.#options, home: this.#home });
    return { id, parts };
  }

  async #migrate(): Promise<void> {
    await Promise.all(this.#engines.map(refuseNewer));
    const anywhere = this.#connect('default');
    await makeSchema(this.#engines, anywhere, this.#home);
    await nameHome(this.#engines[0]!, randomUUID(), this.#table('store'));
    await Promise.all(anywhere.map((engine) => engine.close()));
  }

  #part(engines: readonly Engine[]): Part {
    const { nowUs, intervalMs, observeMs, onFailure } = this.#options;
    const shard = new Shard(engines, { nowUs, intervalMs, countHeard: () => this.#countHeard() });
    const insert: Engine['insert'] = (...rows) =>
      shard.run('write heartbeats', (engine) => engine.insert(...rows));
    const ask = (query: string) => shard.ask(query);
    const told = { nowUs, intervalMs: observeMs, onFailure };
    const observations = new Observations({ insert, ask }, told);
    return { shard, observations };
  }

  async #countHeard(): Promise<number> {
    const { parts } = await this.#open();
    const sinceUs = this.#options.nowUs() - this.#options.forgetUs;
    const [row] = await parts[0]!.shard.ask(
      `SELECT uniqExact(agent) FROM (
         SELECT agent FROM ${this.#table('position')} WHERE heard_us > ${sinceUs}
         UNION ALL SELECT agent FROM ${this.#table('observed')} WHERE heard_us > ${sinceUs}
       )`,
    );
    return Number(row![0]);
  }

  #connect(database: string): readonly Engine[] {
    const { user, isReplicated } = this.#home;
    const { password, secondsMax, memoryBytesMax, rowsMax } = this.#options;
    const limits = { secondsMax, memoryBytesMax, rowsMax };
    const common = { user, password, database, isReplicated, ...limits };
    return this.#home.replicas.map((url) => new Engine({ url, ...common }));
  }

  #table(name: string): string {
    return this.#home.cluster === undefined ? `${name}_local` : name;
  }
}

function partOf(parts: readonly Part[], agent: AgentKey): Part {
  return parts[shardOf(agent, parts.length)]!;
}
