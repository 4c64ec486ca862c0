/**
 * The Accept header: protobuf before JSON where the resource has it, so that a server which cannot
 * answers in JSON.
 */
import type { Resource } from './resource.ts';

const PROTOBUF = 'application/vnd.kubernetes.protobuf';
const JSON_TYPE = 'application/json';

/** `list` gets a list, `watch` single objects: their metadata-only forms have different names. */
export function acceptHeader(resource: Resource<unknown>, verb: 'list' | 'watch'): string {
  const types = resource.readItem === undefined ? [JSON_TYPE] : [PROTOBUF, JSON_TYPE];
  if (!resource.metadataOnly) return types.join(',');
  const kind = verb === 'list' ? 'PartialObjectMetadataList' : 'PartialObjectMetadata';
  return types.map((type) => `${type};as=${kind};g=meta.k8s.io;v=v1`).join(',');
}
