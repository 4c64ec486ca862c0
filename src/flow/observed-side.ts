/**
 * Which side of a packet's way logged it, read from the interfaces: Calico names every workload
 * interface `cali…`. The direction of edges and the rule against counting one packet twice
 * (edge-sum.ts) rest on it.
 */
import type { Direction } from './edge.ts';
import type { ObservationPoint } from './flow.ts';

/** First entry of Felix's InterfacePrefix, unless the cluster sets another. */
export const WORKLOAD_INTERFACE_PREFIX = 'cali';

/** Whether the interface is the host's end of a pod's veth pair. */
export function isWorkloadInterface(name: string): boolean {
  return name.startsWith(WORKLOAD_INTERFACE_PREFIX);
}

/**
 * Direction of the packet as the pod behind the interface sees it; `both` between two pods of one
 * node. Where no pod is local, a host endpoint may be: no in-interface is its egress, no
 * out-interface its ingress.
 */
export function observedDirection(point: ObservationPoint): Direction {
  const leavesPod = isWorkloadInterface(point.inInterface);
  const entersPod = isWorkloadInterface(point.outInterface);
  if (leavesPod) return entersPod ? 'both' : 'egress';
  if (entersPod) return 'ingress';
  if (point.inInterface === '' && point.outInterface !== '') return 'egress';
  if (point.outInterface === '' && point.inInterface !== '') return 'ingress';
  return 'unknown';
}
