/**
 * What agents reported, record by record, as Hubble's clients are told it: the ends by their own
 * names, and each node's report for itself.
 */
import { type EdgeFilter, flowMatcher } from '../../flow/edge-filter.ts';
import { type FlowReport, reportOf } from '../../flow/hubble/flow-report.ts';
import { type EdgesOptions, eachEdge } from './named-flows.ts';

/** Rejects with EdgeFilterError on a filter that it cannot understand; with the signal's reason. */
export async function eachReport(
  options: EdgesOptions,
  filter: EdgeFilter,
  signal: AbortSignal,
  take: (report: FlowReport) => void,
): Promise<void> {
  const isWanted = flowMatcher(filter);
  await eachEdge(options, filter, signal, ({ node, flow }, context) => {
    if (isWanted(flow)) take(reportOf(node, flow, context));
  });
}
