/**
 * Flows of all nodes, hours and observation points become edges: the answer to "who talks to whom".
 * Used by the aggregator's queries and by replay; neither order nor batching of the flows changes
 * the result.
 */
import type { Edge } from './edge.ts';
import { edgeKey } from './edge-key.ts';
import { EdgeSum } from './edge-sum.ts';
import type { Flow } from './flow.ts';
import type { Verdict } from './verdict.ts';

export interface EdgeMergeOptions {
  /**
   * What became of packets behind a log prefix; a prefix that is not named here has verdict
   * `unknown`.
   */
  readonly verdicts?: ReadonlyMap<string, Verdict>;
}

/** Merges flows into edges; memory grows with distinct edges, not with flows. */
export class EdgeMerge {
  readonly #sums = new Map<string, EdgeSum>();
  readonly #verdictOf: (prefix: string) => Verdict;

  constructor(options: EdgeMergeOptions = {}) {
    this.#verdictOf = (prefix) => options.verdicts?.get(prefix) ?? 'unknown';
  }

  /**
   * Counts a flow that `node` (empty: unknown) reported, and that may have come by `services`; one
   * flow per edge is kept. `hours`: of a flow that is the sum of several.
   */
  add(
    node: string,
    flow: Flow,
    services: readonly string[] = [],
    hours: readonly number[] = [flow.hour],
  ): void {
    const key = edgeKey(flow);
    let sum = this.#sums.get(key);
    if (sum === undefined) {
      sum = new EdgeSum(flow, this.#verdictOf);
      this.#sums.set(key, sum);
    }
    sum.add(node, flow, services, hours);
  }

  /** Edges so far. */
  get size(): number {
    return this.#sums.size;
  }

  /** All edges so far, most lines first. */
  edges(): Edge[] {
    return [...this.#sums]
      .sort(([keyA, a], [keyB, b]) => b.lines - a.lines || (keyA < keyB ? -1 : 1))
      .map(([, sum]) => sum.edge());
  }
}
