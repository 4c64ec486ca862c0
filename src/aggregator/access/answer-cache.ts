/**
 * Answers that hold for a while, bounded in number and in time. Who asks the same while an answer
 * is on its way waits for that one; a failure is nobody's answer but theirs who waited. Refusals
 * have a room of their own: strangers make up as many as they like, and would push out what holds
 * for those who are known.
 */
import { LRUCache } from 'lru-cache';

export interface TimedAnswer<T> {
  readonly answer: T;
  /** In milliseconds since the epoch; one that is over is not kept. */
  readonly untilMs: number;
}

export interface AnswerCacheOptions<T> {
  /** Of grants and of refusals each. */
  readonly answersMax: number;
  readonly isRefusal: (answer: T) => boolean;
  readonly nowMs: () => number;
}

export class AnswerCache<T> {
  readonly #nowMs: () => number;
  readonly #isRefusal: (answer: T) => boolean;
  readonly #granted: LRUCache<string, TimedAnswer<T>>;
  readonly #refused: LRUCache<string, TimedAnswer<T>>;
  readonly #asked = new Map<string, Promise<TimedAnswer<T>>>();

  constructor({ answersMax, isRefusal, nowMs }: AnswerCacheOptions<T>) {
    this.#nowMs = nowMs;
    this.#isRefusal = isRefusal;
    this.#granted = new LRUCache({ max: answersMax });
    this.#refused = new LRUCache({ max: answersMax });
  }

  /** Rejects as `ask` does. */
  async get(key: string, ask: () => Promise<TimedAnswer<T>>): Promise<T> {
    const kept = this.#granted.get(key) ?? this.#refused.get(key);
    if (kept !== undefined && this.#nowMs() < kept.untilMs) return kept.answer;
    this.#granted.delete(key);
    this.#refused.delete(key);
    const asked = this.#asked.get(key) ?? this.#ask(key, ask);
    return (await asked).answer;
  }

  #ask(key: string, ask: () => Promise<TimedAnswer<T>>): Promise<TimedAnswer<T>> {
    const asked = ask()
      .then((timed) => {
        const room = this.#isRefusal(timed.answer) ? this.#refused : this.#granted;
        if (this.#nowMs() < timed.untilMs) room.set(key, timed);
        return timed;
      })
      .finally(() => this.#asked.delete(key));
    this.#asked.set(key, asked);
    return asked;
  }
}
