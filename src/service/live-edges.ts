/**
 * Edges as they come (the aggregator: with each committed batch; an agent: with each rollover) for
 * everybody who follows them; nobody who follows slowly holds the others up.
 */
import type { Edge } from '../flow/edge.ts';
import type { EdgeFilter } from '../flow/edge-filter.ts';
import { type EdgeSelection, edgeSelector } from '../flow/edge-selection.ts';
import type { FlowContext } from '../flow/edge-sum.ts';
import type { Flow } from '../flow/flow.ts';
import { EdgeQueue } from './edge-queue.ts';

/** Edges that wait for one follower: a busy batch; past it the oldest are discarded and counted. */
export const FOLLOWER_EDGES_MAX = 16_384;

type ContextOf = (flow: Flow) => FlowContext;

/** Hears of flows that `node` reported, before anything of them is merged. */
export type FlowListener = (node: string, flows: readonly Flow[], contextOf: ContextOf) => void;

interface Follower {
  readonly select: () => EdgeSelection;
  readonly queue: EdgeQueue;
}

export class LiveEdges {
  readonly #followers = new Set<Follower>();
  readonly #listeners = new Set<FlowListener>();
  readonly #onDiscarded: (edges: number) => void;

  /** `onDiscarded` hears how many edges a slow follower has just lost. */
  constructor(onDiscarded: (edges: number) => void) {
    this.#onDiscarded = onDiscarded;
  }

  get followers(): number {
    return this.#followers.size;
  }

  /** Offers flows that `node` reported; counts in the edges are what these flows add. */
  publish(node: string, flows: readonly Flow[], contextOf: ContextOf = () => ({})): void {
    for (const { select, queue } of this.#followers) {
      const selection = select();
      for (const flow of flows) selection.add(node, flow, contextOf(flow));
      const discarded = queue.push(selection.edges());
      if (discarded > 0) this.#onDiscarded(discarded);
    }
    for (const listener of this.#listeners) listener(node, flows, contextOf);
  }

  /** Calls `listener` with all that is published, until `signal` aborts; it must not wait. */
  listen(listener: FlowListener, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
  }

  /** Counts what somebody who listens could not take in time. */
  discard(flows: number): void {
    this.#onDiscarded(flows);
  }

  /**
   * Edges that match, from this call on, until `signal` aborts.
   * Throws EdgeFilterError at once when the filter cannot be understood.
   */
  follow(filter: EdgeFilter, signal: AbortSignal): AsyncIterable<Edge> {
    const follower = {
      select: edgeSelector(filter),
      queue: new EdgeQueue(FOLLOWER_EDGES_MAX, signal),
    };
    // Nobody would be told of an end that lies behind already.
    if (signal.aborted) return follower.queue;
    this.#followers.add(follower);
    signal.addEventListener('abort', () => this.#followers.delete(follower), { once: true });
    return follower.queue;
  }
}
