/**
 * The edges that a filter asks for, out of flows: those that match are merged, and the merged edges
 * are asked for what only they have.
 */
import type { Edge } from './edge.ts';
import { type EdgeFilter, edgeMatcher, flowMatcher } from './edge-filter.ts';
import { EdgeMerge, type EdgeMergeOptions } from './edge-merge.ts';
import type { Flow } from './flow.ts';
import { outcomePrefixes } from './outcome.ts';

export interface EdgeSelection {
  /** Counts the flow if it is asked for; parameters as of EdgeMerge. */
  add(node: string, flow: Flow, services?: readonly string[], hours?: readonly number[]): void;
  /** Edges so far, whether they will be asked for or not. */
  readonly size: number;
  /** Most lines first. */
  edges(): Edge[];
}

/**
 * Begins a selection with each call, each of its own. Throws EdgeFilterError when the filter cannot
 * be understood.
 */
export function edgeSelector(
  filter: EdgeFilter,
  options: EdgeMergeOptions = {},
): () => EdgeSelection {
  const isFlowWanted = flowMatcher(filter);
  const isEdgeWanted = edgeMatcher(filter);
  return () => {
    const merge = new EdgeMerge(options);
    return {
      add: (node, flow, services, hours) => {
        if (isFlowWanted(flow)) merge.add(node, flow, services, hours);
      },
      get size() {
        return merge.size;
      },
      edges: () => {
        const edges = merge.edges();
        const told = outcomePrefixes(edges);
        return edges.filter((edge) => isEdgeWanted(edge, told));
      },
    };
  };
}
