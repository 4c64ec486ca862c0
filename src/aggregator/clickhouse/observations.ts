/**
 * How far agents have read, gathered and written together: every node beats every few seconds. Rows
 * are spans of an hour, of which a later beat only moves the end, and the length of their union is
 * what was observed: neither a row that comes twice nor two replicas that both saw an agent count
 * more than there was. What is not written yet may be lost in a crash.
 */
import { HOUR_US } from '../../flow/time.ts';
import type { NoteFailure } from '../background-work.ts';
import { AHEAD_US_MAX } from './counted-elsewhere.ts';
import type { Row } from './engine.ts';
import { RowBinary } from './row-binary.ts';

/**
 * Hours that one beat may tell of: after a longer silence only its end counts as observed, which is
 * less than the truth, never more.
 */
const HOURS_TOLD_MAX = 168;

const OBSERVED_COLUMNS = ['agent', 'hour', 'from_us', 'to_us', 'heard_us'];

/** Where rows go to and come from: an agent's shard. */
export interface ObservedTable {
  insert(table: string, columns: readonly string[], rows: RowBinary): Promise<void>;
  ask(query: string): Promise<readonly Row[]>;
}

interface Run {
  /** Since when this replica has heard of it; 0: nobody knows since when it reads. */
  fromUs: number;
  toUs: number;
}

/** What came since the last write: of a new agent the first tells since when it reads. */
interface Beats {
  readonly firstUs: number;
  readonly lastUs: number;
}

export interface ObservationsOptions {
  readonly nowUs: () => number;
  /** Hears of writes that failed and that nobody asked for. */
  readonly onFailure: NoteFailure;
  readonly intervalMs: number;
}

/** Of one shard. */
export class Observations {
  readonly #table: ObservedTable;
  readonly #options: ObservationsOptions;
  readonly #runs = new Map<bigint, Run>();
  #beats = new Map<bigint, Beats>();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(table: ObservedTable, options: ObservationsOptions) {
    this.#table = table;
    this.#options = options;
  }

  /** The agent has read everything up to `observedUs`. */
  add(agent: bigint, observedUs: number): void {
    const toUs = Math.min(observedUs, this.#options.nowUs() + AHEAD_US_MAX);
    this.#add(agent, { firstUs: toUs, lastUs: toUs });
    this.#timer ??= setTimeout(() => {
      void this.flush().catch((cause: unknown) => this.#options.onFailure('observe', cause));
    }, this.#options.intervalMs);
  }

  #add(agent: bigint, { firstUs, lastUs }: Beats): void {
    const known = this.#beats.get(agent) ?? { firstUs, lastUs };
    this.#beats.set(agent, {
      firstUs: Math.min(firstUs, known.firstUs),
      lastUs: Math.max(lastUs, known.lastUs),
    });
  }

  /** What another replica has heard meanwhile is found out again. */
  forget(agent: bigint): void {
    this.#runs.delete(agent);
  }

  /** Writes what there is; where that fails it is tried again with what comes. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const written = this.#writing.then(() => this.#flush());
    this.#writing = written.catch(() => {});
    return written;
  }

  async #flush(): Promise<void> {
    const beats = this.#beats;
    if (beats.size === 0) return;
    this.#beats = new Map();
    try {
      await this.#learn([...beats.keys()].filter((agent) => !this.#runs.has(agent)));
      const rows = new RowBinary();
      for (const [agent, told] of beats) this.#write(rows, agent, told);
      await this.#table.insert('observed_local', OBSERVED_COLUMNS, rows);
    } catch (cause) {
      for (const [agent, told] of beats) {
        this.#add(agent, told);
        this.#runs.delete(agent);
      }
      throw cause;
    }
  }

  async #learn(agents: readonly bigint[]): Promise<void> {
    if (agents.length === 0) return;
    const among = agents.join(', ');
    const rows = await this.#table.ask(
      `SELECT agent, max(to_us) FROM observed_local WHERE agent IN (${among}) GROUP BY agent`,
    );
    for (const agent of agents) this.#runs.set(agent, { fromUs: 0, toUs: 0 });
    for (const [agent, lastUs] of rows) {
      const us = Number(lastUs);
      this.#runs.set(BigInt(agent as string), { fromUs: us, toUs: us });
    }
  }

  #write(rows: RowBinary, agent: bigint, { firstUs, lastUs }: Beats): void {
    const run = this.#runs.get(agent)!;
    if (run.fromUs === 0) run.fromUs = firstUs;
    run.toUs = Math.max(run.toUs, lastUs);
    let fromUs = Math.max(run.fromUs, run.toUs - HOURS_TOLD_MAX * HOUR_US);
    while (hourOf(fromUs) < hourOf(run.toUs)) {
      const endUs = (hourOf(fromUs) + 1) * HOUR_US;
      this.#span(rows, agent, fromUs, endUs);
      fromUs = endUs;
    }
    // Also where it is no time at all: it says how far the agent is.
    this.#span(rows, agent, fromUs, run.toUs);
    run.fromUs = fromUs;
  }

  #span(rows: RowBinary, agent: bigint, fromUs: number, toUs: number): void {
    rows.id(agent);
    rows.u32(hourOf(fromUs));
    rows.count(fromUs);
    rows.count(toUs);
    rows.count(this.#options.nowUs());
    rows.endRow();
  }
}

function hourOf(us: number): number {
  return Math.floor(us / HOUR_US);
}
