/**
 * What an edge of the inventory is here: what one rule of a policy would be about. Addresses that
 * nothing names are one peer, since new ones of a service outside would never come to an end; they
 * are looked at apart.
 */
import type { Edge } from '../../flow/edge.ts';
import { endpointKey } from '../../flow/edge-key.ts';
import type { Endpoint } from '../../flow/endpoint.ts';

/** Cannot occur in names and addresses. */
const SEPARATOR = '\n';

/** Two edges with the same key need the same rule. */
export function ruleEdgeKey(edge: Edge): string {
  return [
    peerKey(edge.source),
    peerKey(edge.destination),
    edge.protocol,
    edge.port,
    edge.icmpType,
    edge.icmpCode,
  ].join(SEPARATOR);
}

/** The addresses behind `ruleEdgeKey`; undefined when names say who both ends are. */
export function addressOf(edge: Edge): string | undefined {
  const ips = [edge.source, edge.destination].filter(isNameless).map(({ ip }) => ip);
  return ips.length === 0 ? undefined : ips.join(SEPARATOR);
}

function peerKey(end: Endpoint): string {
  return isNameless(end) ? 'addresses' : endpointKey(end);
}

/** A block with a label has its name; a pod that may be one of several keeps its address. */
function isNameless({ kind, name }: Endpoint): boolean {
  return (kind === 'outside' || kind === 'unknown') && name === '';
}
