/**
 * The pause between two looks at a file, cut short when the kernel says that somebody wrote. A hint
 * only: a watch that fails, is lost or never works (network file systems) costs nothing but time.
 * Invariant: at most one watch; a busy file is watched no more, since each write would wake us.
 */
import { type FSWatcher, watch } from 'node:fs';
import type { Clock } from '../../clock.ts';

/** Writes that come within this time are read together, so that a busy file wakes us no oftener. */
const GATHER_MS = 40;

export class WriterPause implements Disposable {
  readonly #path: string;
  readonly #ms: number;
  readonly #clock: Clock;
  #watcher: FSWatcher | undefined;
  #wake: () => void = () => {};
  /** Somebody wrote: more will come, and need not be hurried to. */
  #isBusy = false;

  /** `ms` is the longest pause. */
  constructor(path: string, ms: number, clock: Clock) {
    this.#path = path;
    this.#ms = ms;
    this.#clock = clock;
  }

  /** Resolves when it is time to look, or when `signal` aborts; never rejects. */
  async wait(hasRead: boolean, signal: AbortSignal): Promise<void> {
    const gatherMs = hasRead || this.#isBusy ? Math.min(GATHER_MS, this.#ms) : 0;
    this.#isBusy = false;
    if (gatherMs > 0) await this.#clock.delay(gatherMs, signal);
    if (signal.aborted || gatherMs === this.#ms) return;
    const ended = new AbortController();
    const end = () => ended.abort();
    this.#wake = end;
    this.#watcher ??= this.#watch();
    signal.addEventListener('abort', end, { once: true });
    await this.#clock.delay(this.#ms - gatherMs, ended.signal);
    signal.removeEventListener('abort', end);
  }

  #watch(): FSWatcher | undefined {
    try {
      const watcher = watch(this.#path, { persistent: false }, () => this.#hear());
      return watcher.on('error', () => {});
    } catch {
      return undefined;
    }
  }

  #hear(): void {
    this.#isBusy = true;
    this[Symbol.dispose]();
    this.#wake();
  }

  [Symbol.dispose](): void {
    this.#watcher?.close();
    this.#watcher = undefined;
  }
}
