/**
 * Names the ends of flows on the node that logged them, before they are shipped.
 * The local end is the pod behind its interface; the other end is named by address and time as far
 * as the index goes. An end that is not known yet is shipped with its interface, node and times:
 * the aggregator names it by the same (nothing waits here: a batch's flows and its cursor belong
 * together). Source and destination are those of the packet, also of replies: a reply's source is
 * the server.
 */
import type { Endpoint } from '../../flow/endpoint.ts';
import type { Flow } from '../../flow/flow.ts';
import type { ClusterIndex } from '../../kube/cluster-index.ts';
import { nameByAddress, nameByInterface } from '../../kube/endpoint-name.ts';
import type { Span } from '../../kube/history/claim.ts';

/**
 * A function that names both ends of a flow in place and returns it; `node` is where the flow was
 * logged.
 */
export function createLocalNamer(index: ClusterIndex, node: string): (flow: Flow) => Flow {
  return (flow) => {
    const span = { firstUs: flow.firstSeenUs, lastUs: flow.lastSeenUs };
    flow.source = nameEnd(flow.source, flow.point.inInterface, span);
    flow.destination = nameEnd(flow.destination, flow.point.outInterface, span);
    return flow;
  };

  /** A pod behind an interface of this node runs on this node. */
  function nameEnd(end: Endpoint, interfaceName: string, span: Span): Endpoint {
    const local = nameByInterface(index, { ...end, node }, interfaceName, span);
    return local ?? nameByAddress(index, end, span);
  }
}
