/**
 * What is gone but may still be asked for: records are younger than what they tell of. Bounded by
 * time and number; whoever is let go of is told, so that nothing keeps pointing at it.
 */
import { LRUCache } from 'lru-cache';

export interface Retention {
  /** How long what is gone is remembered. */
  readonly retainMs: number;
  readonly tombstonesMax: number;
}

/**
 * Six hours, since an agent that could not reach us reads on from where it was; 131,072 are six
 * pods a second over that time, some 100 MiB.
 */
export const DEFAULT_RETENTION: Retention = { retainMs: 21_600_000, tombstonesMax: 131_072 };

interface Tombstone<Value> {
  readonly value: Value;
  readonly atUs: number;
}

export class Tombstones<Value extends object> {
  readonly #retainUs: number;
  readonly #stones: LRUCache<string, Tombstone<Value>>;

  /** `onForgotten` hears of each value that is let go of. */
  constructor(retention: Retention, onForgotten: (value: Value) => void = () => {}) {
    this.#retainUs = retention.retainMs * 1_000;
    this.#stones = new LRUCache({
      // By size: a bound by number would take the memory for all of them at once.
      maxSize: retention.tombstonesMax,
      sizeCalculation: () => 1,
      disposeAfter: ({ value }) => onForgotten(value),
    });
  }

  /** Keeps `value`, which ended at `atUs`; a key that is kept already stays as it is. */
  add(key: string, value: Value, atUs: number): void {
    this.expire(atUs);
    if (!this.#stones.has(key)) this.#stones.set(key, { value, atUs });
  }

  get(key: string): Value | undefined {
    return this.#stones.peek(key)?.value;
  }

  get size(): number {
    return this.#stones.size;
  }

  /** Lets go of what is too old at `nowUs`; cheap when nothing is. */
  expire(nowUs: number): void {
    // Nothing is ever moved to the front: the least recent is the first that came.
    for (const key of this.#stones.rkeys()) {
      const { atUs } = this.#stones.peek(key)!;
      if (atUs + this.#retainUs > nowUs) return;
      this.#stones.delete(key);
    }
  }
}
