/**
 * An agent as this replica of the aggregator writes for it: one batch at a time, within a term. A
 * term ends with its age, so that what it counted can be folded, and with every write that may have
 * failed or that another replica has overtaken; the next one then finds out what counts.
 */
import { emptyAccount } from '../../flow/loss.ts';
import type { Batch } from '../../wire/ingest.ts';
import { type AgentKey, type Applied, StoreError } from '../store.ts';
import type { Position } from './position.ts';
import { Room } from './room.ts';
import type { Shard } from './shard.ts';

const HOUR_MS = 3_600_000;

/** Replicas that take an agent from each other again and again have something else amiss. */
const ATTEMPTS_MAX = 5;

export interface SessionOptions {
  readonly termMs: number;
  readonly flowsPerHourMax: number;
  readonly nowUs: () => number;
  readonly onCoarsened: (agent: AgentKey, lines: number) => void;
}

export class Session {
  readonly #shard: Shard;
  readonly #options: SessionOptions;
  #position: Position;
  #room: Room;
  #begunMs: number;
  #isOver = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor(shard: Shard, position: Position, options: SessionOptions) {
    this.#shard = shard;
    this.#options = options;
    this.#position = position;
    this.#room = new Room(options.flowsPerHourMax);
    this.#begunMs = options.nowUs() / 1_000;
  }

  /** One after the other, whoever asks. */
  apply(batch: Batch): Promise<Applied> {
    const applied = this.#last.then(() => this.#apply(batch));
    this.#last = applied.catch(() => {});
    return applied;
  }

  async #apply(batch: Batch): Promise<Applied> {
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      if (this.#isOver || this.#isOld()) {
        if (!(await this.#renew())) return 'fenced';
      }
      const { epoch, sequence } = this.#position;
      if (batch.epoch !== epoch) return 'fenced';
      if (batch.sequence <= sequence) return 'duplicate';
      if (batch.sequence > sequence + 1) return 'gap';
      if (await this.#commit(batch, this.#options.nowUs())) return 'applied';
    }
    const { node } = this.#position.key;
    throw new StoreError('failed', `replicas of the aggregator take node ${node} from each other`);
  }

  /** Whether this replica knew the agent's end of the batch as its own when all was written. */
  async #commit(batch: Batch, heardUs: number): Promise<boolean> {
    const [position, room] = [this.#position, this.#room];
    try {
      const { agent } = position;
      await room.load(batch.flows, (hours) => this.#shard.edges.add({ agent, hours }));
      const claimedHour = Math.floor(this.#begunMs / HOUR_MS);
      const committed = await this.#shard.commits.add({
        batch,
        position,
        claimedHour,
        room,
        heardUs,
      });
      if (committed.kind === 'unfit') throw unfit(committed.cause);
      this.#isOver = committed.kind === 'superseded';
      if (committed.kind === 'superseded') return false;
      this.#position = committed.position;
      if (committed.coarsened > 0) this.#options.onCoarsened(position.key, committed.coarsened);
      return true;
    } catch (cause) {
      this.#isOver = true;
      throw cause;
    }
  }

  /** Commits a step that counts nothing, so that what was before it is over for good. */
  async seal(): Promise<void> {
    const { epoch, sequence, cursor, heardUs } = this.#position;
    const nothing = { flows: [], losses: [], account: emptyAccount(), ruleCounters: [] };
    const batch = { epoch, sequence, cursorAfter: cursor, readings: [], ...nothing };
    await this.#commit(batch, heardUs);
  }

  /** False: another instance of the agent has taken over. */
  async #renew(): Promise<boolean> {
    const { key, instance } = this.#position;
    const term = await this.#shard.terms.add({ by: 'writer', key, instance });
    if (typeof term === 'string') return false;
    // Edges that are known stay known where nobody else has written meanwhile.
    const { number, step } = this.#position;
    const { beforeNumber, beforeStep } = term.position;
    const isOwn = !this.#isOver && beforeNumber === number && beforeStep === step;
    if (!isOwn) this.#room = new Room(this.#options.flowsPerHourMax);
    this.#position = term.position;
    this.#begunMs = this.#options.nowUs() / 1_000;
    this.#isOver = false;
    return true;
  }

  #isOld(): boolean {
    return this.#options.nowUs() / 1_000 - this.#begunMs > this.#options.termMs;
  }
}

function unfit(cause: unknown): StoreError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new StoreError('failed', `cannot write a batch: ${reason}`, { cause });
}
