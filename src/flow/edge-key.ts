/**
 * What makes two flows the same edge: who talks to whom, and to which port; never hour, node or
 * observation point. A pod counts as its workload, so that replicas and restarts do not multiply
 * edges.
 */
import type { Endpoint } from './endpoint.ts';
import type { Flow } from './flow.ts';

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
  if (name !== '') return [kind, namespace, name].join(SEPARATOR);
  return `ip${SEPARATOR}${ip}`;
}

/** Two flows with the same key are one edge. */
export function edgeKey(flow: Flow): string {
  return [
    endpointKey(flow.source),
    endpointKey(flow.destination),
    flow.protocol,
    flow.port,
    flow.icmpType,
    flow.icmpCode,
    flow.isReply,
    flow.overflow?.level,
    flow.origin === 'conntrack',
  ].join(SEPARATOR);
}
