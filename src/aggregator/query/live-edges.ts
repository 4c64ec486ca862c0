/** Edges as batches are committed, for everybody who follows them; nobody who follows slowly holds the others up. */
import type { Edge, EdgeFilter } from '../../flow/edge.ts';
import { edgeMatcher } from '../../flow/edge-filter.ts';
import { EdgeMerge } from '../../flow/edge-merge.ts';
import type { Flow } from '../../flow/flow.ts';
import { EdgeQueue } from './edge-queue.ts';

/** Edges that wait for one subscriber; past it the oldest are discarded and counted. */
const SUBSCRIBER_EDGES_MAX = 1_024;

interface Subscriber {
  readonly matches: (flow: Flow) => boolean;
  readonly queue: EdgeQueue;
}

export class LiveEdges {
  readonly #subscribers = new Set<Subscriber>();
  readonly #onDiscarded: (edges: number) => void;

  /** `onDiscarded` hears how many edges a slow subscriber has just lost. */
  constructor(onDiscarded: (edges: number) => void) {
    this.#onDiscarded = onDiscarded;
  }

  /** Offers the flows of one committed batch; counts in the edges are what the batch added. */
  publish(node: string, flows: readonly Flow[]): void {
    for (const { matches, queue } of this.#subscribers) {
      const merge = new EdgeMerge();
      for (const flow of flows) if (matches(flow)) merge.add(node, flow);
      const discarded = queue.push(merge.edges());
      if (discarded > 0) this.#onDiscarded(discarded);
    }
  }

  /**
   * Edges that match, from this call on, until `signal` aborts.
   * Throws EdgeFilterError at once when the filter cannot be understood.
   */
  subscribe(filter: EdgeFilter, signal: AbortSignal): AsyncIterable<Edge> {
    const subscriber = {
      matches: edgeMatcher(filter),
      queue: new EdgeQueue(SUBSCRIBER_EDGES_MAX, signal),
    };
    this.#subscribers.add(subscriber);
    signal.addEventListener('abort', () => this.#subscribers.delete(subscriber), { once: true });
    return subscriber.queue;
  }
}
