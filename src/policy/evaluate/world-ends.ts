/** Things of the world as ends of connections that nobody has seen: what may be, not what is. */
import { type Endpoint, unnamedEndpoint } from '../../flow/endpoint.ts';
import type { WorldNode, WorldPod } from '../model/world.ts';

/** Under its first address, if it has any. */
export function podEnd(pod: WorldPod): Endpoint {
  const { namespace, name, workload, labels, node, ips } = pod;
  const known = { kind: 'pod', attribution: 'ip_time', confidence: 'certain' } as const;
  return { ...unnamedEndpoint(ips[0] ?? ''), ...known, namespace, name, workload, labels, node };
}

export function nodeEnd({ name, addresses }: WorldNode): Endpoint {
  const known = { kind: 'node', attribution: 'node_address', confidence: 'certain' } as const;
  return { ...unnamedEndpoint(addresses[0] ?? ''), ...known, name, node: name };
}

/** An address that nothing in the cluster has. */
export function outsideEnd(ip: string): Endpoint {
  return { ...unnamedEndpoint(ip), kind: 'outside' };
}
