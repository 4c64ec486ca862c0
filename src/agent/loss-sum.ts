/** Losses of one batch, bounded: those of one source and cause become one entry, known and unknown sizes apart. */
import type { Loss } from '../flow/loss.ts';

export class LossSum {
  readonly #sums = new Map<string, Loss>();

  get isEmpty(): boolean {
    return this.#sums.size === 0;
  }

  observe(loss: Loss): void {
    const key = `${loss.source} ${loss.cause} ${loss.count === undefined}`;
    const sum = this.#sums.get(key);
    this.#sums.set(key, sum === undefined ? loss : added(sum, loss));
  }

  list(): Loss[] {
    return [...this.#sums.values()];
  }

  /** Removes and returns all entries. */
  take(): Loss[] {
    const losses = this.list();
    this.#sums.clear();
    return losses;
  }
}

function added(sum: Loss, more: Loss): Loss {
  return {
    source: sum.source,
    cause: sum.cause,
    count: sum.count === undefined ? undefined : sum.count + (more.count ?? 0),
    firstUs: Math.min(sum.firstUs, more.firstUs),
    lastUs: Math.max(sum.lastUs, more.lastUs),
  };
}
