/**
 * A bounded queue between who publishes edges and one follower; when it is full the oldest edges
 * make room.
 */
import type { Edge } from '../flow/edge.ts';

export class EdgeQueue implements AsyncIterable<Edge> {
  readonly #edgesMax: number;
  readonly #signal: AbortSignal;
  readonly #waiting: Edge[] = [];
  #wake: () => void = () => {};

  constructor(edgesMax: number, signal: AbortSignal) {
    this.#edgesMax = edgesMax;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#wake(), { once: true });
  }

  /** Returns how many of the oldest edges were discarded. */
  push(edges: readonly Edge[]): number {
    this.#waiting.push(...edges.slice(-this.#edgesMax));
    const tooMany = Math.max(0, this.#waiting.length - this.#edgesMax);
    this.#waiting.splice(0, tooMany);
    this.#wake();
    return tooMany + Math.max(0, edges.length - this.#edgesMax);
  }

  /** For one reader. Ends when the signal has aborted. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Edge> {
    while (!this.#signal.aborted) {
      yield* this.#waiting.splice(0);
      if (this.#waiting.length > 0 || this.#signal.aborted) continue;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
