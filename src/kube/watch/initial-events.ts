/**
 * The first part of a streaming list: objects in any order, until a bookmark says that these were
 * all. A server that knows no streaming lists never says so; it is given a bounded time.
 */
import { ApiError } from '../api/api-error.ts';
import type { Item, WatchEvent } from '../wire/item.ts';
import type { Clock } from './clock.ts';

/** Without any event before the end mark: the server has nothing else to wait for. */
export const END_MARK_SILENCE_MS = 15_000;
/** In all: a busy cluster never falls silent. */
export const END_MARK_MAX_MS = 120_000;
const LOOK_EVERY_MS = 1_000;

export class InitialEvents<T> {
  readonly #clock: Clock;
  readonly #items = new Map<string, Item<T>>();
  readonly #beganMs: number;
  #lastMs: number;
  #isWaiting = true;
  /** At which the items are complete; empty until then. */
  resourceVersion = '';

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#beganMs = clock.nowMs();
    this.#lastMs = this.#beganMs;
  }

  get items(): Item<T>[] {
    return [...this.#items.values()];
  }

  get isComplete(): boolean {
    return this.resourceVersion !== '';
  }

  /** Whether the event is one of the initial ones, or their end. */
  take(event: WatchEvent<T>): boolean {
    this.#lastMs = this.#clock.nowMs();
    if (event.kind === 'applied') this.#items.set(keyOf(event.item), event.item);
    else if (event.kind === 'deleted') this.#items.delete(keyOf(event.item));
    else if (event.kind !== 'bookmark') return false;
    else if (event.isInitialEnd) this.resourceVersion = event.resourceVersion;
    return true;
  }

  /** Aborts `stream` with an ApiError once the end mark is overdue. */
  async watchOver(stream: AbortController, signal: AbortSignal): Promise<void> {
    while (this.#isWaiting && !this.isComplete && !signal.aborted) {
      await this.#clock.delay(LOOK_EVERY_MS, signal);
      const nowMs = this.#clock.nowMs();
      const isOverdue =
        nowMs - this.#lastMs >= END_MARK_SILENCE_MS || nowMs - this.#beganMs >= END_MARK_MAX_MS;
      if (!isOverdue || !this.#isWaiting || this.isComplete) continue;
      stream.abort(new ApiError('unsupported', 'the server does not end its initial events'));
      return;
    }
  }

  /** The stream has ended: nothing is waited for. */
  close(): void {
    this.#isWaiting = false;
  }
}

/** Names of namespaces and objects hold no slash. */
export function keyOf({ namespace, name }: Pick<Item<unknown>, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`;
}
