/**
 * What makes two flows the same edge: who talks to whom in which cluster, and to which port; never
 * hour, node or observation point. A pod counts as its workload, so that replicas and restarts do
 * not multiply edges.
 */
import type { Edge } from './edge.ts';
import { type Endpoint, isHostNamed } from './endpoint.ts';
import type { Flow, OverflowLevel } from './flow.ts';

/** Cannot occur in names and addresses. */
const SEPARATOR = '\n';

/**
 * Two endpoints with the same key are one end: a workload, a pod, a node, a service, or an address.
 */
export function endpointKey(endpoint: Endpoint): string {
  const { kind, namespace, name, workload, ip } = endpoint;
  if (kind === 'pod' && workload !== undefined) {
    return ['workload', namespace, workload.kind, workload.name].join(SEPARATOR);
  }
  if (name !== '' && !isHostNamed(endpoint)) return [kind, namespace, name].join(SEPARATOR);
  return `ip${SEPARATOR}${ip}`;
}

/** Two flows with the same key are one edge; clusters may use the same names and addresses. */
export function edgeKey(flow: Flow, cluster: string): string {
  return keyOf(flow, cluster, flow.overflow?.level);
}

/** The key of the flows that became the edge. */
export function keyOfEdge(edge: Edge): string {
  return keyOf(edge, edge.cluster, edge.overflow);
}

type Identity = Pick<
  Flow,
  'source' | 'destination' | 'protocol' | 'port' | 'icmpType' | 'icmpCode' | 'isReply' | 'origin'
>;

function keyOf(of: Identity, cluster: string, overflow: OverflowLevel | undefined): string {
  return [
    cluster,
    endpointKey(of.source),
    endpointKey(of.destination),
    of.protocol,
    of.port,
    of.icmpType,
    of.icmpCode,
    of.isReply,
    overflow,
    of.origin === 'conntrack',
  ].join(SEPARATOR);
}
