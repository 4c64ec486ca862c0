/** Answers "who talks to whom now" out of what the nodes hold; who did not answer is named. */
import type { EdgeFilter } from '../../flow/edge-filter.ts';
import { edgeSelector } from '../../flow/edge-selection.ts';
import type { EdgesNow } from '../../service/list-answer.ts';
import type { Bounds } from '../../service/question-gate.ts';
import type { NodesNow } from '../nodes-now.ts';
import { type Naming, takeBlock } from './named-flows.ts';

export interface EdgesNowOptions extends Naming {
  readonly nodes: NodesNow;
}

/** Most lines first; rejects as listEdges does. Agents cannot filter: they know their own pods. */
export async function listEdgesNow(
  { nodes, ...naming }: EdgesNowOptions,
  filter: EdgeFilter,
  bounds: Bounds,
): Promise<EdgesNow> {
  const selection = edgeSelector(filter)();
  const unanswered = await nodes.ask(spanOf(filter), bounds.signal, (block) =>
    takeBlock(naming, block, (node, flow, context) => {
      bounds.takeEdges(selection.add(node, flow, context));
    }),
  );
  return { edges: selection.edges(), unanswered };
}

function spanOf({ sinceUs, untilUs }: EdgeFilter) {
  return { ...(sinceUs !== undefined && { sinceUs }), ...(untilUs !== undefined && { untilUs }) };
}
