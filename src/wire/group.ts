/** Groups of edges and the question for them, as protobuf (proto/dropcast/v1/query.proto). */
import type { EdgeFilter } from '../flow/edge-filter.ts';
import type { EdgeGroup } from '../flow/edge-groups.ts';
import { GROUP_FIELDS, type GroupField, repeatedField } from '../flow/group-fields.ts';
import { edgeFilterMessage, readEdgeFilter } from './edge-filter.ts';
import { decoding, readCommonCounts, readCount } from './fields.ts';
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
    const { filter, by: names, limit } = dropcast.v1.ListGroupsRequest.decode(bytes);
    const by = names.map(readField);
    const repeated = repeatedField(by);
    if (repeated !== undefined) throw new WireError(`by has '${repeated}' twice`);
    return { filter: readEdgeFilter(filter), by, limit };
  });
}

function readField(text: string): GroupField {
  const field = GROUP_FIELDS.find((known) => known === text);
  if (field !== undefined) return field;
  throw new WireError(`by has no field '${text}': it has ${GROUP_FIELDS.join(', ')}`);
}

export function encodeGroup({ isPreExisting, ...group }: EdgeGroup): Buffer {
  const message = { ...group, values: [...group.values], preExisting: isPreExisting };
  return Buffer.from(dropcast.v1.Group.encode(message).finish());
}

export function decodeGroup(bytes: Uint8Array): EdgeGroup {
  return decoding('group', () => {
    const group = dropcast.v1.Group.decode(bytes);
    return {
      values: group.values,
      isReply: group.isReply,
      isPreExisting: group.preExisting,
      edges: readCount(group.edges, 'edges'),
      ...readCommonCounts(group),
    };
  });
}
