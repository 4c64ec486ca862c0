/** Outside ends with the names that DNS gives their addresses: for people, never to match by. */
import type { Edge } from '../../flow/edge.ts';
import type { Endpoint } from '../../flow/endpoint.ts';

/** `nameOf` answers out of memory; undefined: not known, or not yet. */
export function withHostNames<Of extends Pick<Edge, 'source' | 'destination'>>(
  edges: readonly Of[],
  nameOf: (ip: string) => string | undefined,
): Of[] {
  const named = (end: Endpoint): Endpoint => {
    if (end.kind !== 'outside' || end.name !== '' || end.ip === '') return end;
    return { ...end, name: nameOf(end.ip) ?? '' };
  };
  return edges.map((edge) => ({
    ...edge,
    source: named(edge.source),
    destination: named(edge.destination),
  }));
}
