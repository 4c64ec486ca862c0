/** Answers "how much, and when": the groups of edges that match, hour by hour. */
import { type EdgeSeries, SeriesSelection } from '../../flow/edge-series.ts';
import type { Bounds } from '../../service/question-gate.ts';
import type { ListGroupsRequest } from '../../wire/query.ts';
import { eachFlow, type FlowsOptions } from './named-flows.ts';

/** As listEdges rejects; most lines first. */
export async function listSeries(
  options: FlowsOptions,
  { filter, by, limit }: ListGroupsRequest,
  bounds: Bounds,
): Promise<readonly EdgeSeries[]> {
  const selection = new SeriesSelection(filter);
  await eachFlow(options, filter, bounds.signal, (node, flow, context) => {
    bounds.takeEdges(selection.add(node, flow, context));
  });
  const series = selection.series(by, bounds.takeEdges);
  return limit > 0 ? series.slice(0, limit) : series;
}
