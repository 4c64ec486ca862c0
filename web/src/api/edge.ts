/** An edge as the aggregator tells it, and how its parts are called. */

import type { EdgeJson, EndpointJson } from '../../../src/flow/edge-json.ts';
import { visible } from '../frame/visible.ts';

export type Edge = EdgeJson;
export type End = EndpointJson;

/** As a filter takes it: `NAMESPACE/NAME`, a name, or an address; empty where it is many. */
export function endWord({ namespace, name, ip }: End): string {
  if (name === '') return ip;
  return namespace === '' ? name : `${namespace}/${name}`;
}

/** For people: the workload rather than one pod of it. */
export function endText(end: End): string {
  const name = end.kind === 'pod' ? end.workload?.name || end.name : end.name;
  if (name === '') return end.ip === '' ? '(several addresses)' : visible(end.ip);
  return visible(end.namespace === '' ? name : `${end.namespace}/${name}`);
}

type Traffic = Pick<Edge, 'protocol' | 'port' | 'icmp_type'>;

/** `TCP 8080`, `ICMP type 8`. */
export function trafficText({ protocol, port, icmp_type }: Traffic): string {
  const name = protocol ?? 'any protocol';
  if (icmp_type !== null) return `${name} type ${icmp_type}`;
  return port === null ? name : `${name} ${port}`;
}

/** The question for one edge, in the words of a filter. */
export function edgeWords(edge: Edge): Record<string, string> {
  const words: Record<string, string> = {
    from: endWord(edge.source),
    to: endWord(edge.destination),
    protocol: (edge.protocol ?? '').toLowerCase(),
    port: edge.port === null ? '' : String(edge.port),
    replies: edge.is_reply ? 'true' : '',
  };
  return Object.fromEntries(Object.entries(words).filter(([, text]) => text !== ''));
}
