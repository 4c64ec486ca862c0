/** Both encodings of one resource; which of them an answer has is the server's choice. */
import type { Codec } from '../wire/item.ts';
import { jsonCodec } from '../wire/json-codec.ts';
import { protobufCodec } from '../wire/protobuf-codec.ts';
import type { Resource } from './resource.ts';

export type Codecs<T> = (isProtobuf: boolean) => Codec<T>;

export function codecsOf<T>(resource: Resource<T>): Codecs<T> {
  const json = jsonCodec(resource.readObject);
  const protobuf = resource.readItem && protobufCodec(resource.readItem);
  return (isProtobuf) => (isProtobuf ? (protobuf ?? json) : json);
}
