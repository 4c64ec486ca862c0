/**
 * Names the ends of flows on the node that logged them, before they are shipped.
 * The local end is the pod behind its interface; the other end is named by address and time as far
 * as the index goes. An end that is not known yet is shipped with its interface, node and times:
 * the aggregator names it by the same (nothing waits here: a batch's flows and its cursor belong
 * together). Source and destination are those of the packet, also of replies: a reply's source is
 * the server.
 */
import { type Endpoint, unnamedEndpoint } from '../../flow/endpoint.ts';
import type { Flow } from '../../flow/flow.ts';
import { isWorkloadInterface } from '../../flow/observed-side.ts';
import type { ClusterIndex } from '../../kube/cluster-index.ts';
import { nameByAddress, nameByInterface } from '../../kube/endpoint-name.ts';
import type { Span } from '../../kube/history/claim.ts';

export interface LocalNamer {
  /** Grows whenever somebody who was nobody may have got a name. */
  readonly arrivals: number;
  /** Names both ends of a flow in place and returns it. */
  nameFlow(flow: Flow): Flow;
  /** Whether, as the index is now, the end has no name at any time. */
  isNobody(ip: string, interfaceName: string): boolean;
  /** The end at `ip` behind an interface of this node. */
  nameEnd(ip: string, interfaceName: string, span: Span): Endpoint;
  /** Whether, as the index is now, the end would be named the same at any other time. */
  isTimeless(ip: string, interfaceName: string): boolean;
}

/** `node` is where the flows were logged. */
export function createLocalNamer(index: ClusterIndex, node: string): LocalNamer {
  return {
    get arrivals() {
      return index.arrivals;
    },
    nameFlow: (flow) => {
      const span = { firstUs: flow.firstSeenUs, lastUs: flow.lastSeenUs };
      flow.source = nameEnd(flow.source, flow.point.inInterface, span);
      flow.destination = nameEnd(flow.destination, flow.point.outInterface, span);
      return flow;
    },
    nameEnd: (ip, interfaceName, span) => nameEnd(unnamedEndpoint(ip), interfaceName, span),
    isNobody: (ip, interfaceName) =>
      !isOfPod(interfaceName) && (ip === '' || (index.scope === 'node' && !index.isTaken(ip))),
    isTimeless: (ip, interfaceName) =>
      isOfPod(interfaceName) ? index.pods.byInterface(interfaceName).length < 2 : ip === '',
  };

  function isOfPod(interfaceName: string): boolean {
    return isWorkloadInterface(interfaceName) || index.pods.byInterface(interfaceName).length > 0;
  }

  /** A pod behind an interface of this node runs on this node. */
  function nameEnd(end: Endpoint, interfaceName: string, span: Span): Endpoint {
    const local = nameByInterface(index, { ...end, node }, interfaceName, span);
    return local ?? nameByAddress(index, end, span);
  }
}
