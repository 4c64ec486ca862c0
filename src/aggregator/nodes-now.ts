/** What nodes hold of the last minutes: what the stages know of nodes/. */
import type { ListFlowsRequest } from '../wire/node.ts';
import type { UnansweredNode } from '../wire/query.ts';
import type { NodeFlow } from './store.ts';

export interface NodesNow {
  /**
   * Asks all nodes; `take` is given their flows in blocks, in no order that means anything, and may
   * throw to end it all. Resolves to the nodes whose flows are not, or not all, among them. Rejects
   * as `take` throws, and with the signal's reason.
   */
  ask(
    span: ListFlowsRequest,
    signal: AbortSignal,
    take: (block: readonly NodeFlow[]) => void,
  ): Promise<readonly UnansweredNode[]>;
}
