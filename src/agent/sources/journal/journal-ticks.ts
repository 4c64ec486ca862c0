/**
 * When to look: at regular intervals, and out of a rest as soon as the system says that a folder
 * changed. It does not say so everywhere: nothing depends on it. While something comes at each
 * interval nobody listens, since every single write would wake us.
 */
import { type FSWatcher, watch } from 'node:fs';

/** Folders that are watched: a machine has two. */
const WATCHED_MAX = 8;

/** Changes wake us no more often than this: journald writes all the time. */
const HINT_MS = 50;

export class JournalTicks {
  readonly #onTick: () => void;
  readonly #timer: NodeJS.Timeout;
  readonly #watchers = new Map<string, FSWatcher>();
  #wake: (() => void) | undefined;
  #tickMs = 0;

  constructor(pollMs: number, onTick: () => void) {
    this.#onTick = onTick;
    this.#timer = setInterval(() => this.#tick(), pollMs);
  }

  /** Listens for changes of these folders, and of no others. */
  watch(folders: readonly string[]): void {
    const wanted = new Set(folders.slice(0, WATCHED_MAX));
    for (const [folder, watcher] of this.#watchers) {
      if (!wanted.has(folder)) this.#forget(folder, watcher);
    }
    for (const folder of wanted) if (!this.#watchers.has(folder)) this.#listen(folder);
  }

  /** Resolves at the next tick, or when woken. */
  async next(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    await promise;
  }

  /** Ends the waiting. */
  readonly wake = (): void => {
    this.#wake?.();
    this.#wake = undefined;
  };

  close(): void {
    clearInterval(this.#timer);
    for (const [folder, watcher] of this.#watchers) this.#forget(folder, watcher);
  }

  #tick(): void {
    this.#tickMs = performance.now();
    this.#onTick();
    this.wake();
  }

  #listen(folder: string): void {
    try {
      const watcher = watch(folder, { persistent: false }, () => this.#hint());
      watcher.on('error', () => this.#forget(folder, watcher));
      this.#watchers.set(folder, watcher);
    } catch {
      // The interval does without.
    }
  }

  #hint(): void {
    if (performance.now() - this.#tickMs < HINT_MS) return;
    this.#tick();
    // The interval begins anew: who is told of each change does not look in between as well.
    this.#timer.refresh();
  }

  #forget(folder: string, watcher: FSWatcher): void {
    watcher.close();
    this.#watchers.delete(folder);
  }
}
