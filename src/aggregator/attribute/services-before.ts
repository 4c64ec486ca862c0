/** Services by which a flow may have come to its pod: DNAT is over when a packet is logged. */
import type { Flow } from '../../flow/flow.ts';
import { protocolName } from '../../flow/protocol.ts';
import type { ClusterIndex } from '../../kube/cluster-index.ts';

/** `NAMESPACE/SERVICE` of each, sorted; none where the flow has no port. */
export function servicesBefore(index: ClusterIndex, flow: Flow): readonly string[] {
  const { protocol, port, isReply } = flow;
  if (protocol === undefined || port === undefined) return [];
  const server = isReply ? flow.source : flow.destination;
  const span = { firstUs: flow.firstSeenUs, lastUs: flow.lastSeenUs };
  const target = { protocol: protocolName(protocol), port };
  return index.servicePorts.servicesBefore(server.ip, target, span);
}
