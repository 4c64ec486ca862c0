/** Groups of edges and the question for them, as protobuf (proto/dropcast/v1/query.proto). */
import type { EdgeFilter } from '../flow/edge-filter.ts';
import { type EdgeGroup, GROUP_FIELDS, type GroupField } from '../flow/edge-groups.ts';
import { edgeFilterMessage, readEdgeFilter } from './edge-filter.ts';
import { decoding, readCount } from './fields.ts';
import { dropcast } from './protobuf.ts';
import { WireError } from './wire-error.ts';

export interface ListGroupsRequest {
  readonly filter: EdgeFilter;
  readonly by: readonly GroupField[];
  /** At most this many groups; 0: no limit. */
  readonly limit: number;
}

export function encodeListGroupsRequest({ filter, by, limit }: ListGroupsRequest): Buffer {
  const message = { filter: edgeFilterMessage(filter), by: [...by], limit };
  return Buffer.from(dropcast.v1.ListGroupsRequest.encode(message).finish());
}

export function decodeListGroupsRequest(bytes: Uint8Array): ListGroupsRequest {
  return decoding('request', () => {
    const { filter, by, limit } = dropcast.v1.ListGroupsRequest.decode(bytes);
    return { filter: readEdgeFilter(filter), by: by.map(readField), limit };
  });
}

function readField(text: string): GroupField {
  const field = GROUP_FIELDS.find((known) => known === text);
  if (field !== undefined) return field;
  throw new WireError(`by has no field '${text}': it has ${GROUP_FIELDS.join(', ')}`);
}

export function encodeGroup(group: EdgeGroup): Buffer {
  const message = { ...group, values: [...group.values] };
  return Buffer.from(dropcast.v1.Group.encode(message).finish());
}

export function decodeGroup(bytes: Uint8Array): EdgeGroup {
  return decoding('group', () => {
    const group = dropcast.v1.Group.decode(bytes);
    return {
      values: group.values,
      edges: readCount(group.edges, 'edges'),
      lines: readCount(group.lines, 'lines'),
      connections: readCount(group.connections, 'connections'),
      bytes: readCount(group.bytes, 'bytes'),
      answered: readCount(group.answered, 'answered'),
      refused: readCount(group.refused, 'refused'),
      unreachable: readCount(group.unreachable, 'unreachable'),
      firstSeenUs: readCount(group.firstSeenUs, 'first_seen_us'),
      lastSeenUs: readCount(group.lastSeenUs, 'last_seen_us'),
    };
  });
}
