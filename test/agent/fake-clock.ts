/** A clock whose hands the test turns. */
import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../src/agent/clock.ts';

interface Waiting {
  readonly atMs: number;
  readonly wake: () => void;
}

export class FakeClock implements Clock {
  #nowMs: number;
  #waiting: Waiting[] = [];

  constructor(nowMs: number) {
    this.#nowMs = nowMs;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  delay(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const waiting = { atMs: this.#nowMs + ms, wake: resolve };
      this.#waiting.push(waiting);
      signal.addEventListener('abort', () => {
        this.#waiting = this.#waiting.filter((each) => each !== waiting);
        resolve();
      });
    });
  }

  /** Wakes whoever waits for a time up to `ms` from now, one after the other, each when it is due. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    await settle();
    for (;;) {
      const next = this.#waiting.toSorted((a, b) => a.atMs - b.atMs)[0];
      if (next === undefined || next.atMs > untilMs) break;
      this.#waiting = this.#waiting.filter((each) => each !== next);
      this.#nowMs = next.atMs;
      next.wake();
      await settle();
    }
    this.#nowMs = untilMs;
  }
}

/** Lets everything run that waits for nothing but the event loop. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 3; i++) await turn();
}
