/**
 * Names the ends that the agent could not: it knows its own node, this index knows the cluster.
 * What an agent has named stays: it stood nearer to the packet.
 */
import type { Endpoint } from '../../flow/endpoint.ts';
import type { Flow } from '../../flow/flow.ts';
import type { ClusterIndex } from '../../kube/cluster-index.ts';
import { nameByAddress, nameByInterface } from '../../kube/endpoint-name.ts';

/** A function that names, in place, every end that only the index knows, and returns the flow. */
export function createClusterNamer(index: ClusterIndex): (flow: Flow) => Flow {
  return (flow) => {
    flow.source = nameEnd(flow.source, flow.point.inInterface, flow);
    flow.destination = nameEnd(flow.destination, flow.point.outInterface, flow);
    return flow;
  };

  function nameEnd(end: Endpoint, interfaceName: string, flow: Flow): Endpoint {
    if (end.attribution !== 'none') return end;
    const span = { firstUs: flow.firstSeenUs, lastUs: flow.lastSeenUs };
    const behindInterface = nameByInterface(index, end, interfaceName, span);
    return behindInterface ?? nameByAddress(index, end, span);
  }
}
