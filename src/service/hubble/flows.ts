/**
 * The answer to GetFlows: what was seen, the earliest first, and behind it what comes, if it is
 * followed. Losses and nodes that cannot be heard stand among them for those who may know.
 */
import type { EdgeFilter } from '../../flow/edge-filter.ts';
import { EdgeFilterError } from '../../flow/endpoint-pattern.ts';
import { namespaceOf, reportMatcher } from '../../flow/hubble/flow-filter.ts';
import type { FlowReport } from '../../flow/hubble/flow-report.ts';
import { hubbleFlow, nodeName } from '../../flow/hubble/to-hubble.ts';
import type { GetFlowsRequest } from '../../wire/hubble/flows-request.ts';
import type { GetFlowsResponse } from '../../wire/hubble/observer.ts';
import type { Status } from '../../wire/query.ts';
import type { Bounds } from '../question-gate.ts';
import { fieldMask } from './field-mask.ts';
import type { Followed } from './flow-queue.ts';
import { lostEvents, nodesInState } from './node-states.ts';
import { ReportSelection } from './report-selection.ts';

/**
 * Gives all records that may be asked for to `take`. Rejects with EdgeFilterError, or with the
 * bounds' reason.
 */
export type EachReport = (
  filter: EdgeFilter,
  signal: AbortSignal,
  take: (report: FlowReport) => void,
) => Promise<void>;

/** A question that was understood. */
export interface FlowsPlan {
  readonly request: GetFlowsRequest;
  /** In which every flow of the answer has an end; empty: none. */
  readonly namespace: string;
  readonly isWanted: (report: FlowReport) => boolean;
  readonly shown: (report: FlowReport) => GetFlowsResponse;
  /** Undefined: nothing that lies behind was asked for. */
  readonly past: { readonly limit: number; readonly isFirst: boolean } | undefined;
}

/** Throws EdgeFilterError when it cannot be understood, or what it asks for cannot be told. */
export function planFlows(request: GetFlowsRequest): FlowsPlan {
  const { first, follow, number, sinceUs, untilUs } = request;
  const [unknown] = request.unsupported;
  if (unknown !== undefined) throw new EdgeFilterError(`${unknown} of a request is not known here`);
  if (first && follow) throw new EdgeFilterError('first cannot be specified with follow');
  if (follow && untilUs !== undefined) {
    throw new EdgeFilterError('until cannot be specified with follow');
  }
  const mask = fieldMask(request.fieldMask);
  const isNewOnly = follow && number === 0 && sinceUs === undefined;
  // As in Hubble a beginning goes before a number, and who follows from one is told all.
  const limit = follow && sinceUs !== undefined ? 0 : number;
  return {
    request,
    namespace: namespaceOf(request),
    isWanted: reportMatcher({ whitelist: request.whitelist, blacklist: request.blacklist }),
    shown: (report) => ({
      node: nodeName(report),
      us: report.lastSeenUs,
      flow: mask(hubbleFlow(report)),
    }),
    past: isNewOnly ? undefined : { limit, isFirst: first || sinceUs !== undefined },
  };
}

/** The records of the past, with `status` also losses among them. Rejects as `eachReport` does. */
export async function pastFlows(
  { request, namespace, isWanted, shown, past }: FlowsPlan,
  eachReport: EachReport,
  bounds: Bounds,
  status: Status | undefined,
): Promise<Iterable<GetFlowsResponse>> {
  if (past === undefined) return [];
  const { sinceUs, untilUs } = request;
  const selection = new ReportSelection({ ...past, takeEdges: bounds.takeEdges });
  const filter: EdgeFilter = {
    replies: true,
    ...(namespace !== '' && { namespace }),
    ...(sinceUs !== undefined && { sinceUs }),
    ...(untilUs !== undefined && { untilUs }),
  };
  await eachReport(filter, bounds.signal, (report) => {
    if (isWanted(report)) selection.add(report);
  });
  const reports = selection.reports();
  const fromUs = sinceUs ?? reports[0]?.lastSeenUs ?? 0;
  const lost = status ? lostEvents(status, fromUs, untilUs ?? Number.POSITIVE_INFINITY) : [];
  return inOrder(reports, lost, shown);
}

function* inOrder(
  reports: readonly FlowReport[],
  lost: readonly GetFlowsResponse[],
  shown: FlowsPlan['shown'],
): Generator<GetFlowsResponse> {
  let at = 0;
  for (const report of reports) {
    while (at < lost.length && lost[at]!.us < report.lastSeenUs) yield lost[at++]!;
    yield shown(report);
  }
  yield* lost.slice(at);
}

/** What comes, as it is shown. */
export async function* nextFlows(
  followed: AsyncIterable<Followed>,
  shown: FlowsPlan['shown'],
): AsyncGenerator<GetFlowsResponse> {
  for await (const each of followed) {
    if (typeof each !== 'number') yield shown(each);
    else yield { node: '', us: 0, lost: { source: 'HUBBLE_RING_BUFFER', count: each } };
  }
}

/** Who is heard and who is not, as a relay says it before all else; nothing of no nodes. */
export function nodeEvents(status: Status, nowUs: number): GetFlowsResponse[] {
  return (['NODE_CONNECTED', 'NODE_UNAVAILABLE'] as const).flatMap((state) => {
    const names = nodesInState(status, state);
    return names.length > 0 ? [{ node: '', us: nowUs, nodes: { state, names } }] : [];
  });
}
