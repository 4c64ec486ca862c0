/**
 * Servers of the home that did not answer when it was opened: they are looked for every so often,
 * and take part in their shard from the moment they do.
 */
import type { NoteFailure } from '../background-work.ts';
import { placeOfLate } from './cluster.ts';
import type { Engine } from './engine.ts';
import type { ClickhouseHome } from './home-url.ts';
import type { Shard } from './shard.ts';

export interface LateServersOptions {
  readonly home: ClickhouseHome;
  /** From one look to the next. */
  readonly findMs: number;
  readonly onFailure: NoteFailure;
}

export class LateServers {
  readonly #away: Set<Engine>;
  readonly #shards: readonly Shard[];
  readonly #options: LateServersOptions;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(away: readonly Engine[], shards: readonly Shard[], options: LateServersOptions) {
    this.#away = new Set(away);
    this.#shards = shards;
    this.#options = options;
    this.#findLater();
  }

  /** Rejects nothing: a server that answers and cannot be used is told as what failed. */
  async findNow(): Promise<void> {
    await Promise.all([...this.#away].map((engine) => this.#find(engine)));
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  async #find(engine: Engine): Promise<void> {
    try {
      const place = await placeOfLate(engine, this.#options.home);
      const shard = place === undefined ? undefined : this.#shards[place];
      if (shard === undefined || this.#isClosed || !this.#away.delete(engine)) return;
      shard.add(engine);
    } catch (cause) {
      if (!this.#isClosed) this.#options.onFailure('find', cause);
    }
  }

  #findLater(): void {
    if (this.#away.size === 0 || this.#isClosed) return;
    this.#timer = setTimeout(() => {
      void this.findNow().then(() => this.#findLater());
    }, this.#options.findMs);
    this.#timer.unref();
  }
}
