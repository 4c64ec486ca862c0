/**
 * Answers that hold for a while, bounded in number and in time. Who asks the same while an answer
 * is on its way waits for that one; a failure is nobody's answer but theirs who waited.
 */
import { LRUCache } from 'lru-cache';

export interface TimedAnswer<T> {
  readonly answer: T;
  /** In milliseconds since the epoch; one that is over is not kept. */
  readonly untilMs: number;
}

export interface AnswerCacheOptions {
  readonly answersMax: number;
  readonly nowMs: () => number;
}

export class AnswerCache<T> {
  readonly #nowMs: () => number;
  readonly #kept: LRUCache<string, TimedAnswer<T>>;
  readonly #asked = new Map<string, Promise<TimedAnswer<T>>>();

  constructor({ answersMax, nowMs }: AnswerCacheOptions) {
    this.#nowMs = nowMs;
    this.#kept = new LRUCache({ max: answersMax });
  }

  /** Rejects as `ask` does. */
  async get(key: string, ask: () => Promise<TimedAnswer<T>>): Promise<T> {
    const kept = this.#kept.get(key);
    if (kept !== undefined && this.#nowMs() < kept.untilMs) return kept.answer;
    this.#kept.delete(key);
    const asked = this.#asked.get(key) ?? this.#ask(key, ask);
    return (await asked).answer;
  }

  #ask(key: string, ask: () => Promise<TimedAnswer<T>>): Promise<TimedAnswer<T>> {
    const asked = ask()
      .then((timed) => {
        if (this.#nowMs() < timed.untilMs) this.#kept.set(key, timed);
        return timed;
      })
      .finally(() => this.#asked.delete(key));
    this.#asked.set(key, asked);
    return asked;
  }
}
