/**
 * A bounded queue between who publishes edges and one follower; when it is full the oldest edges
 * make room. Records of nodes, where somebody follows these, are queued alike.
 */
import type { Edge } from '../flow/edge.ts';

export class EdgeQueue<Item = Edge> implements AsyncIterable<Item> {
  readonly #edgesMax: number;
  readonly #signal: AbortSignal;
  readonly #waiting: Item[] = [];
  #wake: () => void = () => {};

  constructor(edgesMax: number, signal: AbortSignal) {
    this.#edgesMax = edgesMax;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#wake(), { once: true });
  }

  /** Returns how many of the oldest edges were discarded. */
  push(edges: readonly Item[]): number {
    this.#waiting.push(...edges.slice(-this.#edgesMax));
    const tooMany = Math.max(0, this.#waiting.length - this.#edgesMax);
    this.#waiting.splice(0, tooMany);
    this.#wake();
    return tooMany + Math.max(0, edges.length - this.#edgesMax);
  }

  /** For one reader. Ends when the signal has aborted. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Item> {
    while (!this.#signal.aborted) {
      yield* this.#waiting.splice(0);
      if (this.#waiting.length > 0 || this.#signal.aborted) continue;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
