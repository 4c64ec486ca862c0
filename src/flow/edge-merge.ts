/**
 * Flows of all nodes, hours and observation points become edges: the answer to "who talks to whom".
 * Used by the aggregator's queries and by replay; neither order nor batching of the flows changes
 * the result.
 */
import type { Edge } from './edge.ts';
import { edgeKey } from './edge-key.ts';
import { EdgeSum, type FlowContext } from './edge-sum.ts';
import type { Flow } from './flow.ts';

/** Merges flows into edges; memory grows with distinct edges, not with flows. */
export class EdgeMerge {
  readonly #sums = new Map<string, EdgeSum>();

  /** Counts a flow that `node` (empty: unknown) reported; one flow per edge is kept. */
  add(node: string, flow: Flow, context: FlowContext = {}): void {
    const { cluster = '' } = context;
    const key = edgeKey(flow, cluster);
    let sum = this.#sums.get(key);
    if (sum === undefined) {
      sum = new EdgeSum(flow, cluster);
      this.#sums.set(key, sum);
    }
    sum.add(node, flow, context);
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
