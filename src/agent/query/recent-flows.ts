/**
 * The flows of the last rollovers, for questions asked of the node itself: bounded, the oldest
 * rollover is evicted first.
 */
import type { Edge } from '../../flow/edge.ts';
import { type EdgeFilter, flowMatcher } from '../../flow/edge-filter.ts';
import { edgeSelector } from '../../flow/edge-selection.ts';
import type { Flow } from '../../flow/flow.ts';
import { type FlowReport, reportOf } from '../../flow/hubble/flow-report.ts';
import { RECENT_FLOWS_MAX } from '../../flow/limits.ts';
import type { Bounds } from '../../service/question-gate.ts';
import type { ListFlowsRequest } from '../../wire/node.ts';

/** Rollovers remembered: about ten minutes of busy ones. */
export const ROLLOVERS_MAX = 64;
/** Eight kilobytes for each in a message; a usual one takes a tenth of a kilobyte. */
const BLOCK_FLOWS = 2_000;

export class RecentFlows {
  readonly #node: string;
  readonly #rollovers: (readonly Flow[])[] = [];
  #count = 0;

  constructor(node: string) {
    this.#node = node;
  }

  /** Flows held now. */
  get count(): number {
    return this.#count;
  }

  /** Takes the flows of one rollover; more than RECENT_FLOWS_MAX at once are never held. */
  push(flows: readonly Flow[]): void {
    if (flows.length === 0) return;
    this.#rollovers.push(flows);
    this.#count += flows.length;
    while (this.#rollovers.length > ROLLOVERS_MAX || this.#count > RECENT_FLOWS_MAX) {
      this.#count -= this.#rollovers.shift()!.length;
    }
  }

  /** Flows of the span as they are held now, in blocks that a message takes. */
  *blocks({ sinceUs = 0, untilUs = Number.POSITIVE_INFINITY }: ListFlowsRequest) {
    const flows = this.#rollovers.flat();
    for (let at = 0; at < flows.length; at += BLOCK_FLOWS) {
      const block = flows.slice(at, at + BLOCK_FLOWS);
      yield block.filter((flow) => flow.lastSeenUs >= sinceUs && flow.firstSeenUs <= untilUs);
    }
  }

  /**
   * Edges of all flows held, most lines first. Throws EdgeFilterError on a filter that cannot be
   * understood, and as `takeEdges` does: one flow may be one edge.
   */
  list(filter: EdgeFilter, takeEdges: Bounds['takeEdges']): Edge[] {
    const selection = edgeSelector(filter)();
    for (const flow of this.#rollovers.flat()) takeEdges(selection.add(this.#node, flow));
    return selection.edges();
  }

  /** Each flow that matches, as this node's report. Throws EdgeFilterError as `list` does. */
  eachReport(filter: EdgeFilter, take: (report: FlowReport) => void): void {
    const isWanted = flowMatcher(filter);
    for (const flow of this.#rollovers.flat()) {
      if (isWanted(flow)) take(reportOf(this.#node, flow));
    }
  }
}
