/**
 * Records as they come, for one client that follows: what it takes too slowly is lost to it, and it
 * is told how much.
 */
import { type FlowReport, reportOf } from '../../flow/hubble/flow-report.ts';
import { EdgeQueue } from '../edge-queue.ts';
import { FOLLOWER_EDGES_MAX, type LiveEdges } from '../live-edges.ts';

/** A number: so many were lost before what comes next. */
export type Followed = FlowReport | number;

/** From this call on, until `signal` aborts. */
export function followReports(
  liveEdges: LiveEdges,
  isWanted: (report: FlowReport) => boolean,
  signal: AbortSignal,
): AsyncIterable<Followed> {
  const queue = new EdgeQueue<FlowReport>(FOLLOWER_EDGES_MAX, signal);
  let lost = 0;
  liveEdges.listen((node, flows, contextOf) => {
    const reports = flows.map((flow) => reportOf(node, flow, contextOf(flow))).filter(isWanted);
    const discarded = queue.push(reports);
    if (discarded > 0) liveEdges.discard(discarded);
    lost += discarded;
  }, signal);
  return withLosses(queue, () => {
    const before = lost;
    lost = 0;
    return before;
  });
}

async function* withLosses(
  reports: AsyncIterable<FlowReport>,
  takeLost: () => number,
): AsyncGenerator<Followed> {
  for await (const report of reports) {
    const lost = takeLost();
    if (lost > 0) yield lost;
    yield report;
  }
}
