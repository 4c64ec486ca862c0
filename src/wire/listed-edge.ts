/**
 * Questions for edges, and edges as answers hold them: with the cursor of their place, and of their
 * fields those that were asked for (proto/dropcast/v1/query.proto).
 */
import type { Edge } from '../flow/edge.ts';
import type { EdgeFilter } from '../flow/edge-filter.ts';
import { edgeMessage, readEdge } from './edge.ts';
import { edgeFilterMessage, readEdgeFilter } from './edge-filter.ts';
import { decoding, readName } from './fields.ts';
import { dropcast } from './protobuf.ts';
import { WireError } from './wire-error.ts';

export const EDGE_ORDERS = ['lines', 'name'] as const;
export type EdgeOrder = (typeof EDGE_ORDERS)[number];

export interface ListEdgesRequest {
  readonly filter: EdgeFilter;
  /** At most this many edges; 0: no limit. */
  readonly limit: number;
  /** Most lines first, unless pages are wanted. */
  readonly order?: EdgeOrder;
  /** With order `name`: where the page begins. */
  readonly cursor?: string;
  /** Names of the fields of `Edge` that are wanted; undefined: all. */
  readonly fields?: readonly string[];
}

export interface ListedEdge {
  readonly edge: Edge;
  /** With order `name`: where the next page begins. */
  readonly cursor: string;
  readonly fields: readonly string[] | undefined;
}

export function encodeListEdgesRequest(request: ListEdgesRequest): Buffer {
  const message = {
    filter: edgeFilterMessage(request.filter),
    limit: request.limit,
    order: EDGE_ORDERS.indexOf(request.order ?? 'lines'),
    cursor: request.cursor ?? '',
    fields: [...(request.fields ?? [])],
  };
  return Buffer.from(dropcast.v1.ListEdgesRequest.encode(message).finish());
}

export function decodeListEdgesRequest(bytes: Uint8Array): ListEdgesRequest {
  return decoding('request', () => {
    const message = dropcast.v1.ListEdgesRequest.decode(bytes);
    const order = readName(EDGE_ORDERS, message.order, { first: 0, field: 'order' });
    return {
      filter: readEdgeFilter(message.filter),
      limit: message.limit,
      ...(order === 'name' && { order }),
      ...(message.cursor !== '' && { cursor: message.cursor }),
      ...(message.fields.length > 0 && { fields: message.fields.map(readField) }),
    };
  });
}

/** The generated class has a default for each field, by its name in JSON: `firstSeenUs`. */
function readField(name: string): string {
  const field = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const defaults = Object.entries(dropcast.v1.Edge.prototype);
  const isField = defaults.some(([known, value]) => known === field && typeof value !== 'function');
  if (isField) return field;
  throw new WireError(`fields has '${name}', which no edge has`);
}

export function encodeListedEdge(listed: ListedEdge): Buffer {
  return Buffer.from(dropcast.v1.Edge.encode(listedEdgeMessage(listed)).finish());
}

export function listedEdgeMessage(listed: ListedEdge): dropcast.v1.Edge.$Properties {
  const { edge, cursor, fields } = listed;
  const message = edgeMessage(edge);
  if (fields === undefined) return { ...message, cursor };
  const wanted = Object.entries(message).filter(([field]) => fields.includes(field));
  return { ...Object.fromEntries(wanted), cursor };
}

export function decodeListedEdge(bytes: Uint8Array): ListedEdge {
  return decoding('edge', () => readListedEdge(dropcast.v1.Edge.decode(bytes)));
}

export function readListedEdge(message: dropcast.v1.Edge): ListedEdge {
  return { edge: readEdge(message), cursor: message.cursor, fields: undefined };
}
