/**
 * Answers "who talks to whom": edges that match, merged over nodes, hours and observation points.
 */
import type { Edge } from '../../flow/edge.ts';
import type { EdgeFilter } from '../../flow/edge-filter.ts';
import { edgeSelector } from '../../flow/edge-selection.ts';
import type { Bounds } from '../../service/question-gate.ts';
import { type EdgesOptions, eachEdge } from './named-flows.ts';

/**
 * Most lines first. Rejects with EdgeFilterError when the filter cannot be understood, and as the
 * bounds say.
 */
export async function listEdges(
  options: EdgesOptions,
  filter: EdgeFilter,
  bounds: Bounds,
): Promise<readonly Edge[]> {
  const selection = edgeSelector(filter)();
  await eachEdge(options, filter, bounds.signal, ({ node, flow }, context) => {
    bounds.takeEdges(selection.add(node, flow, context));
  });
  return selection.edges();
}
