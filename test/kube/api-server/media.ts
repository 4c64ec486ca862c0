/**
 * In what form an answer goes out: JSON or protobuf, whole objects or their metadata alone. The
 * first form of `Accept` that the resource has is taken, as the real server does.
 */
import { apiVersionOf, type KubeObject, type Resource } from './kube-object.ts';
import { encodeObject, encodeWatchFrame, hasProtobuf } from './protobuf.ts';

export interface Media {
  readonly isProtobuf: boolean;
  readonly metadataOnly: boolean;
}

export type AnswerShape = 'object' | 'list' | 'watch';

const JSON_TYPE = 'application/json';
const PROTOBUF_TYPE = 'application/vnd.kubernetes.protobuf';

/** Undefined when the resource has none of what `accept` asks for: 406. */
export function negotiate(
  accept: string | undefined,
  resource: Resource,
  shape: AnswerShape,
): Media | undefined {
  for (const part of (accept ?? '*/*').split(',')) {
    const [type = '', ...parameters] = part.split(';').map((text) => text.trim());
    const as = parameters.find((text) => text.startsWith('as='))?.slice(3);
    const isProtobuf = type === PROTOBUF_TYPE;
    const metadataOnly = as === metadataKind(shape);
    if (as !== undefined && !metadataOnly) continue;
    if (isProtobuf && (metadataOnly || hasProtobuf(resource.kind)))
      return { isProtobuf, metadataOnly };
    if ([JSON_TYPE, 'application/*', '*/*'].includes(type)) return { isProtobuf, metadataOnly };
  }
  return undefined;
}

/** Errors go out in the form that was asked for, too. */
export const errorMedia = (accept: string | undefined): Media => ({
  isProtobuf: accept?.startsWith(PROTOBUF_TYPE) ?? false,
  metadataOnly: false,
});

const metadataKind = (shape: AnswerShape): string =>
  shape === 'list' ? 'PartialObjectMetadataList' : 'PartialObjectMetadata';

export function contentType({ isProtobuf }: Media, shape: AnswerShape): string {
  if (!isProtobuf) return JSON_TYPE;
  return shape === 'watch' ? `${PROTOBUF_TYPE};stream=watch` : PROTOBUF_TYPE;
}

export function renderObject(media: Media, object: KubeObject): Buffer {
  const view = viewOf(media, object);
  return media.isProtobuf ? encodeObject(view) : Buffer.from(`${JSON.stringify(view)}\n`);
}

export function renderFrame(media: Media, type: string, object: KubeObject): Buffer {
  const view = type === 'ERROR' ? object : viewOf(media, object);
  if (media.isProtobuf) return encodeWatchFrame(type, view);
  return Buffer.from(`${JSON.stringify({ type, object: view })}\n`);
}

/** `metadata` is the list's own. */
export function renderList(
  media: Media,
  resource: Resource,
  { metadata, items }: { metadata: KubeObject['metadata']; items: readonly KubeObject[] },
): Buffer {
  const list = media.metadataOnly
    ? { kind: 'PartialObjectMetadataList', apiVersion: 'meta.k8s.io/v1' }
    : { kind: `${resource.kind}List`, apiVersion: apiVersionOf(resource) };
  const whole = { ...list, metadata, items: items.map((item) => itemOf(media, resource, item)) };
  return media.isProtobuf ? encodeObject(whole) : Buffer.from(`${JSON.stringify(whole)}\n`);
}

function viewOf({ metadataOnly }: Media, object: KubeObject): KubeObject {
  if (!metadataOnly || object.kind === 'Status') return object;
  const { metadata } = object;
  return { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata };
}

/** Items of built-in lists do not say again what they are. */
function itemOf(media: Media, resource: Resource, object: KubeObject): KubeObject {
  if (media.metadataOnly || resource.custom) return viewOf(media, object);
  const { kind: _, apiVersion: __, ...rest } = object;
  return rest;
}
