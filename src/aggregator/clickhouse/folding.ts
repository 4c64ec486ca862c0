/** When terms are folded (fold.ts): every so often, on every shard, while the home is open. */
import { HOUR_US } from '../../flow/time.ts';
import type { NoteFailure } from '../background-work.ts';
import { dropFolded, foldedPartitions, foldTerms, silentAgents } from './fold.ts';
import { Session, type SessionOptions } from './session.ts';
import type { Shard } from './shard.ts';

/** Nothing was heard of an agent for so long that its last term can be ended for it. */
const SILENT_US = 2 * HOUR_US;

export interface FoldingOptions extends SessionOptions {
  /** Between looks at what can be folded; Infinity: never by itself. */
  readonly foldMs: number;
  /** Hears what failed that nobody asked for. */
  readonly onFailure: NoteFailure;
}

export class Folding {
  readonly #shards: readonly Shard[];
  readonly #options: FoldingOptions;
  readonly #closing = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #last: Promise<void> = Promise.resolve();
  /** Partitions that were folded at the last look: questions from before are over by now. */
  readonly #droppable = new Map<Shard, readonly number[]>();

  constructor(shards: readonly Shard[], options: FoldingOptions) {
    this.#shards = shards;
    this.#options = options;
    this.#foldLater();
  }

  /**
   * Rejects with StoreError when the engine of a shard fails; the others are folded all the same,
   * and that one the next time.
   */
  foldNow(): Promise<void> {
    const folded = this.#last.then(() => this.#fold());
    this.#last = folded.catch(() => {});
    return folded;
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#closing.abort();
    await this.#last;
  }

  async #fold(): Promise<void> {
    const failures: unknown[] = [];
    for (const shard of this.#shards) {
      await this.#foldShard(shard).catch((cause: unknown) => failures.push(cause));
    }
    if (failures.length > 0) throw failures[0];
  }

  async #foldShard(shard: Shard): Promise<void> {
    await this.#endSilent(shard);
    await shard.run('fold', async (engine) => {
      await foldTerms(engine, this.#closing.signal);
      await dropFolded(engine, this.#droppable.get(shard) ?? []);
      this.#droppable.set(shard, await foldedPartitions(engine));
    });
  }

  async #endSilent(shard: Shard): Promise<void> {
    const beforeUs = this.#options.nowUs() - SILENT_US;
    const silent = await shard.run('read', (engine) => silentAgents(engine, beforeUs));
    for (const { key, instance } of silent) {
      const term = await shard.terms.add({ by: 'writer', key, instance });
      if (typeof term !== 'string') await new Session(shard, term.position, this.#options).seal();
    }
  }

  #foldLater(): void {
    if (this.#options.foldMs === Number.POSITIVE_INFINITY || this.#closing.signal.aborted) return;
    this.#timer = setTimeout(() => {
      void this.foldNow()
        .catch((cause: unknown) => {
          if (!this.#closing.signal.aborted) this.#options.onFailure('fold', cause);
        })
        .finally(() => this.#foldLater());
    }, this.#options.foldMs);
    this.#timer.unref();
  }
}
