/**
 * The edges that a filter asks for, out of flows: those that match are merged, and the merged edges
 * are asked for what only they have.
 */
import type { Edge } from './edge.ts';
import { type EdgeFilter, edgeMatcher, flowMatcher } from './edge-filter.ts';
import { EdgeMerge } from './edge-merge.ts';
import type { FlowContext } from './edge-sum.ts';
import type { Flow } from './flow.ts';
import { outcomeOf, outcomePrefixes } from './outcome.ts';

export interface EdgeSelection {
  /**
   * Counts the flow if it is asked for, and gives how many edges that makes more; parameters as of
   * EdgeMerge.
   */
  add(node: string, flow: Flow, context?: FlowContext): number;
  /** Most lines first. */
  edges(): Edge[];
}

/**
 * Begins a selection with each call, each of its own. Throws EdgeFilterError when the filter cannot
 * be understood.
 */
export function edgeSelector(filter: EdgeFilter): () => EdgeSelection {
  const isFlowWanted = flowMatcher(filter);
  const isEdgeWanted = edgeMatcher(filter);
  return () => {
    const merge = new EdgeMerge();
    return {
      add: (node, flow, context) => {
        const before = merge.size;
        if (isFlowWanted(flow)) merge.add(node, flow, context);
        return merge.size - before;
      },
      edges: () => {
        const edges = merge.edges();
        const told = outcomePrefixes(edges);
        return edges
          .filter((edge) => isEdgeWanted(edge, told))
          .map((edge) => withSilence(edge, told));
      },
    };
  };
}

/** What shows that an edge was not answered may not be asked for, or be on another page. */
function withSilence(edge: Edge, told: ReadonlySet<string>): Edge {
  return outcomeOf(edge, told) === 'unanswered' ? { ...edge, isUnanswered: true } : edge;
}
