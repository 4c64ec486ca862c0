/**
 * Answers "who talks to whom": flows that match, merged over nodes, hours and observation points.
 */
import type { Edge } from '../../flow/edge.ts';
import type { EdgeFilter } from '../../flow/edge-filter.ts';
import { edgeSelector } from '../../flow/edge-selection.ts';
import type { Bounds } from '../../service/question-gate.ts';
import { eachFlow, type FlowsOptions } from './named-flows.ts';

/**
 * Most lines first. Rejects with EdgeFilterError when the filter cannot be understood, and as the
 * bounds say.
 */
export async function listEdges(
  options: FlowsOptions,
  filter: EdgeFilter,
  bounds: Bounds,
): Promise<readonly Edge[]> {
  const selection = edgeSelector(filter)();
  await eachFlow(options, filter, bounds.signal, (node, flow, services) => {
    bounds.takeEdges(selection.add(node, flow, services));
  });
  return selection.edges();
}
