/** Waits for something to become true that another part of the same thread makes true. */

export class Condition {
  #waiting = Promise.withResolvers<void>();

  /** Something may have become true: whoever waits looks again. */
  notify(): void {
    this.#waiting.resolve();
    this.#waiting = Promise.withResolvers();
  }

  /** Resolves once `holds()`, or when `signal` aborts. */
  async until(holds: () => boolean, signal: AbortSignal): Promise<void> {
    if (holds()) return;
    const wake = () => this.notify();
    signal.addEventListener('abort', wake);
    while (!holds() && !signal.aborted) await this.#waiting.promise;
    signal.removeEventListener('abort', wake);
  }
}
